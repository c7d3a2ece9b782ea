package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.TimeGroups;
import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.monitoring.readings.MonthReadings;
import com.hometech.edf.monitoring.readings.SortedReadings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the anomalies of a month, one building after the other. */
final class MonthAnomalies {
    private static final byte UNIT_SLIP = (byte) ReadingFlag.UNIT_SLIP.ordinal();

    private final Topology topology;
    private final List<Building> buildings;
    private final DetectionRules rules;
    private final FindAnomalies finder;
    private final Path work;
    private final Progress progress;

    private record Clock(ZoneId zone, SiteId site) {}

    /** @param work an empty folder for what does not fit into memory */
    MonthAnomalies(Topology topology, DetectionRules rules, Path work, Progress progress) {
        this.topology = topology;
        this.buildings = topology.buildings().stream()
                .sorted(Comparator.comparing(Building::id))
                .toList();
        this.rules = rules;
        this.finder = new FindAnomalies(rules);
        this.work = work;
        this.progress = progress;
    }

    /**
     * What was found in a month.
     *
     * @param anomalies in order
     * @param knownUntil by quantity, the end of the newest reading of all buildings; later ones are not expected yet
     */
    record Found(List<Anomaly> anomalies, Map<Quantity, Instant> knownUntil) {
        Found {
            anomalies = anomalies.stream().sorted().toList();
            knownUntil = new EnumMap<>(knownUntil);
        }
    }

    /** Looks at a month. */
    Found find(AnomalyMonth month) throws IOException {
        List<Anomaly> anomalies = new ArrayList<>();
        Map<Quantity, Instant> knownUntil = new EnumMap<>(Quantity.class);
        for (Quantity quantity :
                month.readings().files().keySet().stream().sorted().toList()) {
            find(month, quantity, anomalies).ifPresent(end -> knownUntil.put(quantity, end));
        }
        return new Found(anomalies, knownUntil);
    }

    /** @return the end of the newest reading; empty where there is none */
    private Optional<Instant> find(AnomalyMonth month, Quantity quantity, List<Anomaly> found) throws IOException {
        MonthReadings files = month.readings();
        StepGrid grid = files.grid(rules.step());
        Path folder = work.resolve(files.month() + "-" + quantity.code());
        try (SortedReadings readings = files.sorted(quantity, buildings, grid, folder.resolve("readings"));
                DayAheadForecasts forecasts = new DayAheadForecasts(
                        month.runs().getOrDefault(quantity, List.of()),
                        buildings,
                        grid,
                        rules.stepsBefore(),
                        folder.resolve("forecasts"))) {
            int known = files.known(quantity, grid, readings);
            if (known == 0) {
                return Optional.empty();
            }
            Map<Clock, int[]> groups = new HashMap<>();
            for (int number = 0; number < buildings.size(); number++) {
                Building building = buildings.get(number);
                ReadingSeries series = readings.of(number);
                DayAheadForecasts.Forecasts ofBuilding = forecasts.of(number);
                BuildingData data = new BuildingData(
                        building,
                        quantity,
                        grid,
                        series.kwh(),
                        unitSlips(series),
                        groups.computeIfAbsent(
                                new Clock(building.zone(), building.site()), clock -> groups(clock, grid)),
                        ofBuilding.kwh(),
                        ofBuilding.lowerKwh(),
                        ofBuilding.upperKwh());
                found.addAll(finder.find(data, rules.stepsBefore(), grid.length(), known));
                progress.report("Looking for anomalies of " + files.month(), number + 1L, buildings.size());
            }
            return Optional.of(Instant.ofEpochSecond(grid.epochSecond(known)));
        }
    }

    private static boolean[] unitSlips(ReadingSeries series) {
        boolean[] slips = new boolean[series.flags().length];
        for (int index = 0; index < slips.length; index++) {
            slips[index] = series.flags()[index] == UNIT_SLIP;
        }
        return slips;
    }

    private int[] groups(Clock clock, StepGrid grid) {
        return TimeGroups.of(
                grid.epochSecond(0), grid.length(), rules.step(), clock.zone(), topology.holidaysOf(clock.site()));
    }
}
