package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.monitoring.quality.SilentSeries.End;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells whose readings have ended: one alarm for all buildings where at least half of them are silent, else one for a site where
 * many are or all of it is, else one for each building. It lasts as long as the silence.
 */
final class SilenceAlarms {
    private static final double FLEET_SHARE = 0.5;
    /** More silent buildings of a site than this are one alarm. */
    private static final int MOST_SINGLE = 5;

    private final SilentSeries series;
    private final Instant asOf;
    private final Duration closedAfter;
    private final Map<String, LocalDate> before;
    private final Map<String, LocalDate> raised = new TreeMap<>();
    private final List<Alarm> alarms = new ArrayList<>();

    /** @param before days on which the alarms of the last look were raised */
    SilenceAlarms(SilentSeries series, Instant asOf, Duration closedAfter, Map<String, LocalDate> before) {
        this.series = series;
        this.asOf = asOf;
        this.closedAfter = closedAfter;
        this.before = before;
    }

    /** The alarms that last. */
    List<Alarm> alarms() {
        for (Quantity quantity : Quantity.values()) {
            judge(quantity, series.silent(quantity), series.open(quantity));
        }
        return alarms;
    }

    private void judge(Quantity quantity, List<End> silent, List<End> open) {
        Map<SiteId, List<End>> sites = bySite(silent);
        boolean many = silent.size() >= FLEET_SHARE * open.size() && sites.size() > 1;
        if (!silent.isEmpty() && (many || silent.size() == open.size())) {
            add(Scope.FLEET, "", quantity, silent, SilenceText.fleet(quantity, silent, open.size(), asOf));
            return;
        }
        Map<SiteId, List<End>> openSites = bySite(open);
        sites.forEach((site, ofSite) -> {
            int all = openSites.getOrDefault(site, List.of()).size();
            if (ofSite.size() > MOST_SINGLE || (ofSite.size() > 1 && ofSite.size() == all)) {
                add(Scope.SITE, site.value(), quantity, ofSite, SilenceText.site(site, quantity, ofSite, all, asOf));
            } else {
                ofSite.forEach(end -> add(
                        Scope.BUILDING,
                        end.building().id().value(),
                        quantity,
                        List.of(end),
                        SilenceText.building(end, asOf)));
            }
        });
    }

    private static Map<SiteId, List<End>> bySite(List<End> ends) {
        return ends.stream()
                .collect(Collectors.groupingBy(end -> end.building().site(), TreeMap::new, Collectors.toList()));
    }

    private void add(Scope scope, String subject, Quantity quantity, List<End> silent, String text) {
        String name = (subject.isEmpty() ? Scope.FLEET.name() : scope + " " + subject) + " " + quantity.code() + " "
                + Alarm.READINGS_ENDED;
        LocalDate today = day(asOf);
        LocalDate day = before.getOrDefault(name, today);
        raised.put(name, day);
        List<Instant> ends = silent.stream().map(End::end).sorted().toList();
        boolean waits = ends.get(ends.size() - 1).isAfter(asOf.minus(closedAfter));
        alarms.add(new Alarm(
                QualityWatch.NAME,
                Alarm.READINGS_ENDED,
                scope,
                subject,
                quantity,
                day(ends.get(0)),
                day,
                // a model must not be trained on what ended for all, and need not wait for a building that was closed
                scope == Scope.FLEET || waits ? Remedy.REPAIR_DATA : Remedy.LOOK,
                text,
                SilenceText.advice(scope, closedAfter.toDays())));
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** Days on which they were raised, for the next look. */
    Map<String, LocalDate> raised() {
        return new TreeMap<>(raised);
    }
}
