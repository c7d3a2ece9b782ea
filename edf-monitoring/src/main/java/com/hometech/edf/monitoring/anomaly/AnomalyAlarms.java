package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.config.AnomalyConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells which anomalies somebody has to look at: readings that have been unchanging for long and still are, and spikes or dips
 * that add up to much energy. Those of many buildings of a site are one alarm. That readings have ended is told by the check of data
 * quality, which knows it also of buildings that have been silent for months.
 */
final class AnomalyAlarms {
    /** Spikes and dips of so many days add up [d]. */
    private static final int ENERGY_DAYS = 3;
    /** An alarm about energy ends below this share of what raises it. */
    private static final double ENDS_BELOW_SHARE = 0.5;
    /** More buildings of a site than this are one alarm. */
    private static final int MOST_SINGLE = 5;

    private final AnomalyConfig config;
    private final Topology topology;
    private final Map<String, LocalDate> before;
    private final Map<String, LocalDate> raised = new TreeMap<>();
    private final LocalDate today;

    /** What is the matter with a building. */
    private record Trouble(
            Building building, Quantity quantity, AnomalyKind kind, Instant since, double hours, double days) {}

    private record Group(SiteId site, Quantity quantity, AnomalyKind kind) {}

    private record Series(BuildingId building, Quantity quantity, AnomalyKind kind) {}

    /** @param before days on which alarms that lasted yesterday were raised */
    AnomalyAlarms(AnomalyConfig config, Topology topology, Map<String, LocalDate> before, LocalDate today) {
        this.config = config;
        this.topology = topology;
        this.before = before;
        this.today = today;
    }

    /** The alarms that last. */
    List<Alarm> of(Recent recent) {
        Map<Group, List<Trouble>> bySite = recent.anomalies().stream()
                .collect(Collectors.groupingBy(
                        anomaly -> new Series(anomaly.building(), anomaly.quantity(), anomaly.kind())))
                .entrySet()
                .stream()
                .flatMap(entry -> trouble(entry.getKey(), entry.getValue(), recent).stream())
                .collect(Collectors.groupingBy(
                        trouble -> new Group(trouble.building().site(), trouble.quantity(), trouble.kind())));
        List<Alarm> alarms = new ArrayList<>();
        bySite.forEach((group, troubles) -> add(alarms, group, troubles));
        alarms.sort(null);
        return alarms;
    }

    private Optional<Trouble> trouble(Series series, List<Anomaly> anomalies, Recent recent) {
        Optional<Building> building = topology.find(series.building());
        if (building.isEmpty()) {
            return Optional.empty();
        }
        return switch (series.kind()) {
            case SPIKE, DIP -> energy(building.get(), series, anomalies, recent);
            case FLAT -> standstill(building.get(), series, anomalies, recent);
            case MISSING -> Optional.empty();
        };
    }

    private Optional<Trouble> standstill(Building building, Series series, List<Anomaly> anomalies, Recent recent) {
        double hours = 0;
        Instant since = Instant.MAX;
        for (int index = anomalies.size() - 1; index >= 0; index--) {
            Anomaly anomaly = anomalies.get(index);
            boolean joins = hours == 0
                    ? recent.goesOn(anomaly)
                    : anomaly.period().end().equals(since); // it was cut at the end of a month
            if (!joins) {
                break;
            }
            hours += anomaly.period().hours();
            since = anomaly.period().start();
        }
        return hours >= config.alarmHours()
                ? Optional.of(new Trouble(building, series.quantity(), series.kind(), since, hours, Double.NaN))
                : Optional.empty();
    }

    private Optional<Trouble> energy(Building building, Series series, List<Anomaly> anomalies, Recent recent) {
        double days = 0;
        double hours = 0;
        Instant since = Instant.MAX;
        Instant end = recent.knownUntil().getOrDefault(series.quantity(), Instant.MIN);
        for (Anomaly anomaly : anomalies) {
            boolean isRecent = anomaly.period().end().isAfter(end.minus(Duration.ofDays(ENERGY_DAYS)));
            if (isRecent && !Double.isNaN(anomaly.energy().differenceDays())) {
                days += Math.abs(anomaly.energy().differenceDays());
                hours += anomaly.period().hours();
                since = since.isBefore(anomaly.period().start())
                        ? since
                        : anomaly.period().start();
            }
        }
        boolean lasted = before.containsKey(
                        key(Scope.BUILDING, building.id().value(), series.quantity(), series.kind()))
                || before.containsKey(key(Scope.SITE, building.site().value(), series.quantity(), series.kind()));
        double limit = config.alarmEnergyDays() * (lasted ? ENDS_BELOW_SHARE : 1);
        return days > 0 && days >= limit
                ? Optional.of(new Trouble(building, series.quantity(), series.kind(), since, hours, days))
                : Optional.empty();
    }

    private void add(List<Alarm> alarms, Group group, List<Trouble> unordered) {
        List<Trouble> troubles = unordered.stream()
                .sorted((one, other) ->
                        one.building().id().compareTo(other.building().id()))
                .toList();
        long ofSite = topology.buildings().stream()
                .filter(building -> building.site().equals(group.site()))
                .count();
        if (troubles.size() > MOST_SINGLE) {
            String named = troubles.stream()
                    .limit(MOST_SINGLE)
                    .map(trouble -> trouble.building().id().value())
                    .collect(Collectors.joining(", "));
            Instant since = troubles.stream()
                    .map(Trouble::since)
                    .min(Instant::compareTo)
                    .orElseThrow();
            String text = AnomalyText.siteAlarm(
                    group.kind(), group.quantity(), group.site().value(), troubles.size(), ofSite, since, named);
            alarms.add(alarm(Scope.SITE, group.site().value(), group.quantity(), group.kind(), since, text));
            return;
        }
        for (Trouble trouble : troubles) {
            String id = trouble.building().id().value();
            String text = AnomalyText.buildingAlarm(
                    trouble.kind(), trouble.quantity(), id, trouble.since(), trouble.hours(), trouble.days());
            alarms.add(alarm(Scope.BUILDING, id, trouble.quantity(), trouble.kind(), trouble.since(), text));
        }
    }

    private Alarm alarm(Scope scope, String subject, Quantity quantity, AnomalyKind kind, Instant since, String text) {
        String key = key(scope, subject, quantity, kind);
        LocalDate day = before.getOrDefault(key, today);
        raised.put(key, day);
        return new Alarm(
                AnomalyWatch.NAME,
                kind.code(),
                scope,
                subject,
                quantity,
                LocalDate.ofInstant(since, ZoneOffset.UTC),
                day,
                AnomalyText.remedy(kind),
                text,
                AnomalyText.advice(kind));
    }

    private static String key(Scope scope, String subject, Quantity quantity, AnomalyKind kind) {
        return scope + " " + subject + " " + quantity.code() + " " + kind.code();
    }

    /** Days on which the alarms that last were raised, for the next execution. */
    Map<String, LocalDate> raised() {
        return new TreeMap<>(raised);
    }
}
