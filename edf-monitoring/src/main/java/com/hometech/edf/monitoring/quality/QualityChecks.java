package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.config.QualityWatchConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.data.quality.DayQuality.Hours;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.monitoring.accuracy.CheckState;
import com.hometech.edf.monitoring.watch.WatchInputs;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Judges each site once a day: whether its readings of the last week are less complete or more suspicious than those of the four
 * weeks before. So many bad days in a row raise an alarm, so many good ones end it. Buildings whose readings have ended are left
 * out: that is an alarm of its own.
 */
final class QualityChecks {
    /** Kind of the alarm that fewer hours have a reading. */
    static final String INCOMPLETE = "incomplete";
    /** Kind of the alarm that more readings cannot be right. */
    static final String SUSPECT = "suspect";

    private static final int WEEK = 7;
    private static final int DAYS_BEFORE = 28;

    private final QualityWatchConfig config;
    private final Instant closedBefore;
    private final LocalDate today;
    private final Map<String, Instant> ends;
    private final Map<String, LocalDate> raisedBefore;
    private final Map<String, CheckState> states;
    private final Map<String, LocalDate> raised = new TreeMap<>();
    private final List<Alarm> alarms = new ArrayList<>();

    /** @param ends of the newest readings, by site and quantity */
    QualityChecks(WatchInputs inputs, QualityState state, Map<String, Instant> ends) {
        this.config = inputs.config().edfMonitoring().quality();
        this.closedBefore = SilentSeries.late(inputs.config(), inputs.asOf())
                .minus(Duration.ofDays(inputs.config().dataQuality().inactiveAfterDays()));
        this.today = LocalDate.ofInstant(inputs.asOf(), ZoneOffset.UTC);
        this.ends = ends;
        this.raisedBefore = state.raised();
        this.states = new TreeMap<>(state.checks());
    }

    /** The alarms that last, in order. */
    List<Alarm> judge(QualityHistory history) {
        history.sites().forEach(this::judge);
        alarms.sort(null);
        return alarms;
    }

    private void judge(QualityHistory.Key key, NavigableMap<LocalDate, Hours> days) {
        SiteId site = key.site();
        Quantity quantity = key.quantity();
        Instant end = ends.get(QualityHistory.Key.text(site, quantity));
        if (end == null || end.isBefore(closedBefore)) {
            return; // it is closed
        }
        // what is not there yet is late, and not missing too
        LocalDate last = LocalDate.ofInstant(end, ZoneOffset.UTC).minusDays(1);
        Hours week = QualityHistory.sum(days, last.minusDays(WEEK - 1L), last.plusDays(1));
        Hours before = QualityHistory.sum(days, last.minusDays(WEEK - 1L + DAYS_BEFORE), last.minusDays(WEEK - 1L));
        check(
                key,
                INCOMPLETE,
                before.completeness() - week.completeness() > config.completenessDrop(),
                () -> QualityText.incomplete(site, quantity, last, week.completeness(), before.completeness()));
        check(
                key,
                SUSPECT,
                week.suspectShare() - before.suspectShare() > config.suspectRise(),
                () -> QualityText.suspect(site, quantity, last, week, before));
    }

    private void check(QualityHistory.Key key, String kind, boolean bad, Supplier<String> words) {
        String name = QualityHistory.Key.text(key.site(), key.quantity()) + " " + kind;
        CheckState state = states.getOrDefault(name, CheckState.NEW);
        if (state.isNew(today)) {
            state = state.after(today, bad, config.daysUntilAlarm(), config.daysUntilClear());
            states.put(name, state);
        }
        if (state.alarm()) {
            LocalDate day = raisedBefore.getOrDefault(name, today);
            LocalDate since = state.since() == null ? day : state.since();
            raised.put(name, day);
            alarms.add(new Alarm(
                    QualityWatch.NAME,
                    kind,
                    Scope.SITE,
                    key.site().value(),
                    key.quantity(),
                    since,
                    day,
                    Remedy.REPAIR_DATA,
                    words.get(),
                    QualityText.advice(kind)));
        }
    }

    /** For the next execution. */
    Map<String, CheckState> states() {
        return new TreeMap<>(states);
    }

    /** Days on which the alarms that last were raised. */
    Map<String, LocalDate> raised() {
        return new TreeMap<>(raised);
    }
}
