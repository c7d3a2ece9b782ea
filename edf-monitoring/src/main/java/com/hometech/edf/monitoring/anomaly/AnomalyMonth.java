package com.hometech.edf.monitoring.anomaly;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import com.hometech.edf.monitoring.accuracy.IssuedRun;
import com.hometech.edf.monitoring.accuracy.IssuedRuns;
import com.hometech.edf.monitoring.readings.MonthReadings;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A month to look at, with everything that its anomalies follow from.
 *
 * @param readings of the month of their starts, and of the window before it
 * @param runs by quantity, in the order of their issues; none whose model had learned from readings of its time
 * @param fingerprint of rules, buildings, holidays, forecasts and readings: the same gives the same anomalies
 */
record AnomalyMonth(MonthReadings readings, Map<Quantity, List<IssuedRun>> runs, String fingerprint) {
    /** Changes when the same inputs give other anomalies. */
    private static final String VERSION = "edf-anomalies 2";
    /** Holidays of the window count, and those around it, whatever the zone and however long the window. */
    private static final int MONTHS_OF_HOLIDAYS = 13;

    AnomalyMonth {
        runs = Map.copyOf(runs);
    }

    static AnomalyMonth of(MonthReadings readings, IssuedRuns issued, Topology topology, DetectionRules rules) {
        Map<Quantity, List<IssuedRun>> runs = new EnumMap<>(Quantity.class);
        StringBuilder facts = new StringBuilder(VERSION)
                .append('\n')
                .append(rules)
                .append('\n')
                .append(readings.facts());
        append(facts, topology, readings.month());
        for (Quantity quantity : readings.files().keySet().stream().sorted().toList()) {
            List<IssuedRun> ofMonth = issued.of(quantity).stream()
                    .filter(run -> !run.manifest().isInSample() && issuesFirstDayIn(run, readings.month()))
                    .toList();
            runs.put(quantity, ofMonth);
            append(facts, ofMonth);
        }
        return new AnomalyMonth(
                readings, runs, Checksums.sha256(facts.toString().getBytes(UTF_8)));
    }

    private static void append(StringBuilder facts, Topology topology, YearMonth month) {
        Map<String, String> holidays = new TreeMap<>();
        for (Building building : topology.buildings()) {
            facts.append(building.id()).append(' ').append(building.zone()).append(' ');
            facts.append(holidays.computeIfAbsent(building.site().value(), site -> topology.holidaysOf(building.site())
                    .asMap()
                    .subMap(
                            month.minusMonths(MONTHS_OF_HOLIDAYS).atDay(1),
                            month.plusMonths(1).atEndOfMonth())
                    .keySet()
                    .toString()));
            facts.append('\n');
        }
    }

    private static void append(StringBuilder facts, List<IssuedRun> runs) {
        for (IssuedRun run : runs) {
            facts.append(run.runId()).append(' ').append(run.issuedAt()).append('\n');
            for (ForecastFile file : run.manifest().files()) {
                facts.append(file.sha256()).append('\n');
            }
        }
    }

    private static boolean issuesFirstDayIn(IssuedRun run, YearMonth month) {
        return run.issuedAt().isBefore(MonthReadings.start(month.plusMonths(1)))
                && run.issuedAt().isAfter(MonthReadings.start(month).minus(Duration.ofDays(1)));
    }

    /** Ids of all runs, in order. */
    List<String> runIds() {
        List<String> ids = new ArrayList<>();
        runs.values().forEach(ofQuantity -> ofQuantity.forEach(run -> ids.add(run.runId())));
        return ids.stream().distinct().sorted().toList();
    }
}
