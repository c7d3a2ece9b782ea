package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.config.MonitoringConfig.AccuracyConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySums;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.monitoring.accuracy.FleetAccuracy.Day;
import com.hometech.edf.monitoring.accuracy.FleetAccuracy.Fleet;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Judges each day of all buildings once, as soon as enough of them count, and says what is wrong: forecasts that are worse than
 * the best plain forecast, intervals that hold too few or too many readings, and forecasts that wait for readings.
 */
final class AccuracyChecks {
    /** Errors beside those of the best plain forecast. */
    static final String WAPE = "wape";
    /** Share of readings inside the interval. */
    static final String COVERAGE = "coverage";
    /** Whether forecasts can be scored at all. */
    static final String SCORED = "scored";

    private final AccuracyConfig rules;
    private final HistoryFiles history;
    private final Map<String, CheckState> states;

    /** @param before states that the last execution left */
    AccuracyChecks(AccuracyConfig rules, HistoryFiles history, Map<String, CheckState> before) {
        this.rules = rules;
        this.history = history;
        this.states = new TreeMap<>(before);
    }

    /** The states, after all that was judged. */
    Map<String, CheckState> states() {
        return states;
    }

    /** Judges the days of a quantity. */
    List<Check> judge(Quantity quantity, FleetAccuracy accuracy, Fleet fleet, @Nullable DueDays due)
            throws IOException {
        Candidate best = fleet.leads().get(0).bestBaseline();
        CheckState wape = after(quantity, WAPE, accuracy, fleet, day -> isWorse(day, best));
        CheckState coverage = after(quantity, COVERAGE, accuracy, fleet, this::isOff);
        return List.of(
                wapeCheck(quantity, fleet, wape, best),
                coverageCheck(quantity, fleet, coverage),
                scored(quantity, accuracy, fleet, due));
    }

    private CheckState after(
            Quantity quantity, String name, FleetAccuracy accuracy, Fleet fleet, Predicate<AccuracySums> isBad) {
        String key = quantity.code() + " " + name;
        CheckState state = states.getOrDefault(key, CheckState.NEW);
        for (Map.Entry<LocalDate, Day> day : fleet.days().entrySet()) {
            if (state.isNew(day.getKey()) && accuracy.isJudged(day.getValue())) {
                boolean bad = isBad.test(day.getValue().leads().get(0));
                state = state.after(day.getKey(), bad, rules.daysUntilAlarm(), rules.daysUntilClear());
            }
        }
        states.put(key, state);
        return state;
    }

    private boolean isWorse(AccuracySums day, Candidate best) {
        // not their ratio: the errors of a plain forecast may all be zero
        return day.model().absoluteKwh()
                > rules.maxWapeToBestBaseline() * day.point(best).absoluteKwh();
    }

    private boolean isOff(AccuracySums day) {
        return Math.abs(day.interval().coveragePercent() - day.interval().nominalPercent())
                > 100 * rules.coverageTolerance();
    }

    private Check wapeCheck(Quantity quantity, Fleet fleet, CheckState state, Candidate best) throws IOException {
        LocalDate since = state.since();
        if (since == null) {
            AccuracySums all = fleet.leads().get(0);
            return new Check(
                    WAPE,
                    false,
                    null,
                    "Forecasts of " + quantity.noun() + " have a WAPE of "
                            + percent(all.model().wapePercent()) + ", the best plain forecast (" + best.label() + ") "
                            + percent(all.point(best).wapePercent()) + ".",
                    List.of());
        }
        Fleet bad = since(since, quantity, fleet);
        AccuracySums sums = bad.leads().get(0);
        String text = "Forecasts of " + quantity.noun() + " have been worse than they may be since " + since
                + ": WAPE " + percent(sums.model().wapePercent()) + ", " + Numbers.fixed(sums.wapeTo(best), 2)
                + " times that of the plain forecast " + best.label() + " ("
                + percent(sums.point(best).wapePercent()) + "); " + Numbers.fixed(rules.maxWapeToBestBaseline(), 2)
                + " is allowed.";
        return new Check(
                WAPE,
                state.alarm(),
                since,
                text + outlook(state),
                names(
                        bad,
                        building -> building.all().model().absoluteKwh()
                                - building.all().point(best).absoluteKwh()));
    }

    private Check coverageCheck(Quantity quantity, Fleet fleet, CheckState state) throws IOException {
        LocalDate since = state.since();
        if (since == null) {
            AccuracySums all = fleet.leads().get(0);
            return new Check(
                    COVERAGE,
                    false,
                    null,
                    percent(all.interval().coveragePercent()) + " of the readings of " + quantity.noun()
                            + " are inside the interval; it is made for "
                            + percent(all.interval().nominalPercent()) + ".",
                    List.of());
        }
        Fleet bad = since(since, quantity, fleet);
        AccuracySums sums = bad.leads().get(0);
        String text = "Since " + since + " " + percent(sums.interval().coveragePercent()) + " of the readings of "
                + quantity.noun() + " have been inside the interval, which is made for "
                + percent(sums.interval().nominalPercent()) + "; "
                + Numbers.fixed(100 * rules.coverageTolerance(), 0) + " points of difference are allowed.";
        return new Check(
                COVERAGE,
                state.alarm(),
                since,
                text + outlook(state),
                names(
                        bad,
                        building -> Math.abs(building.all().interval().coveredHours()
                                - building.all().interval().nominalHours())));
    }

    private Check scored(Quantity quantity, FleetAccuracy accuracy, Fleet fleet, @Nullable DueDays due) {
        LocalDate newestJudged = null;
        for (Map.Entry<LocalDate, Day> day : fleet.days().entrySet()) {
            newestJudged = accuracy.isJudged(day.getValue()) ? day.getKey() : newestJudged;
        }
        if (due == null || (newestJudged != null && !due.newest().isAfter(newestJudged))) {
            return new Check(
                    SCORED,
                    false,
                    null,
                    newestJudged == null
                            ? "No day of " + quantity.noun() + " can be judged yet."
                            : "Forecasts of " + quantity.noun() + " are scored up to " + newestJudged + ".",
                    List.of());
        }
        LocalDate since = newestJudged == null ? due.first() : newestJudged.plusDays(1);
        long days = ChronoUnit.DAYS.between(since, due.newest()) + 1;
        return new Check(
                SCORED,
                days >= rules.daysUntilAlarm(),
                since,
                "Forecasts of " + quantity.noun() + " for " + days + (days == 1 ? " day" : " days") + " from " + since
                        + " to " + due.newest() + " wait for readings: fewer than "
                        + Numbers.percent(rules.minBuildingsShare(), 0) + " of the buildings have enough of them.",
                List.of());
    }

    private String outlook(CheckState state) {
        if (!state.alarm()) {
            return " Bad days so far: " + state.streak() + "; the alarm begins with " + rules.daysUntilAlarm()
                    + " in a row.";
        }
        return state.streak() == 0
                ? ""
                : " Good days since: " + state.streak() + "; the alarm ends with " + rules.daysUntilClear()
                        + " in a row.";
    }

    /** The fleet over the days from one on, which may lie before the days that scores are about. */
    private Fleet since(LocalDate since, Quantity quantity, Fleet fleet) throws IOException {
        if (fleet.days().isEmpty()) {
            return fleet;
        }
        FleetAccuracy accuracy = new FleetAccuracy(rules);
        LocalDate end = fleet.days().lastKey().plusDays(1);
        history.read(since, end, accuracy::add);
        Fleet bad = accuracy.fleet(quantity);
        return bad == null ? fleet : bad;
    }

    private static List<String> names(Fleet fleet, ToDoubleFunction<BuildingTotals> blame) {
        return FleetScores.greatest(fleet, blame).stream()
                .map(building -> building.getKey().value())
                .toList();
    }

    private static String percent(double value) {
        return Double.isFinite(value) ? Numbers.fixed(value, 1) + " %" : Numbers.MISSING;
    }
}
