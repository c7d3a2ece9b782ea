package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.data.anomaly.TimeGroups;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.features.input.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many anomalies real readings have, and how many of those that are planted into them are found. Takes the folder of a
 * backtest with an origin a day: its forecasts of the first day are what would have been issued.
 */
final class AnomalyMeasurement {
    private static final int PLANTED_EVERY_DAYS = 10;
    private static final int HOURS_BEFORE = 28 * 24;

    private final FindAnomalies finder = new FindAnomalies(DetectionRules.of(EdfConfig.defaults()));
    private final Path folder;
    private final Map<String, double[][]> forecasts = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private AnomalyMeasurement(Path folder) {
        this.folder = folder;
    }

    /** What is planted: hours, and what becomes of a reading; NaN takes it away. */
    private enum Plant {
        SPIKE_2X_1H(AnomalyKind.SPIKE, 1, 2),
        SPIKE_3X_1H(AnomalyKind.SPIKE, 1, 3),
        SPIKE_1_5X_6H(AnomalyKind.SPIKE, 6, 1.5),
        SPIKE_2X_72H(AnomalyKind.SPIKE, 72, 2),
        DIP_TO_HALF_3H(AnomalyKind.DIP, 3, 0.5),
        DIP_TO_FIFTH_3H(AnomalyKind.DIP, 3, 0.2),
        DIP_TO_HALF_24H(AnomalyKind.DIP, 24, 0.5),
        FLAT_30H(AnomalyKind.FLAT, 30, 1),
        MISSING_8H(AnomalyKind.MISSING, 8, Double.NaN);

        private final AnomalyKind kind;
        private final int hours;
        private final double factor;

        Plant(AnomalyKind kind, int hours, double factor) {
            this.kind = kind;
            this.hours = hours;
            this.factor = factor;
        }

        void into(double[] kwh, int at) {
            for (int index = at; index < at + hours; index++) {
                kwh[index] = kind == AnomalyKind.FLAT ? kwh[at] : kwh[index] * factor;
            }
        }
    }

    public static void main(String... args) throws IOException {
        for (String folder : args) {
            new AnomalyMeasurement(Path.of(folder)).run();
        }
    }

    private void readForecasts() throws IOException {
        List<ParquetColumn> columns = List.of(
                ParquetColumn.required("building_id", ParquetKind.STRING),
                ParquetColumn.required("timestamp", ParquetKind.TIMESTAMP),
                ParquetColumn.required("issued_at", ParquetKind.TIMESTAMP),
                ParquetColumn.optional("yhat_kwh", ParquetKind.DOUBLE),
                ParquetColumn.optional("q10_kwh", ParquetKind.DOUBLE),
                ParquetColumn.optional("q90_kwh", ParquetKind.DOUBLE));
        Map<String, List<double[]>> rows = new TreeMap<>();
        try (ParquetTableReader reader = new ParquetTableReader(folder.resolve("forecasts.parquet"), columns)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                for (int row = 0; row < group.rows(); row++) {
                    long target = group.epochSeconds(1)[row];
                    if (target < group.epochSeconds(2)[row] + 86_400) {
                        first = Math.min(first, target);
                        last = Math.max(last, target);
                        rows.computeIfAbsent(String.valueOf(group.strings(0)[row]), absent -> new ArrayList<>())
                                .add(new double[] {
                                    target, group.doubles(3)[row], group.doubles(4)[row], group.doubles(5)[row]
                                });
                    }
                }
            }
        }
        StepGrid grid = grid();
        rows.forEach((building, ofBuilding) -> {
            double[][] values = new double[3][grid.length()];
            Arrays.stream(values).forEach(each -> Arrays.fill(each, Double.NaN));
            for (double[] row : ofBuilding) {
                for (int value = 0; value < 3; value++) {
                    values[value][grid.indexOf((long) row[0])] = row[1 + value];
                }
            }
            forecasts.put(building, values);
        });
    }

    private StepGrid grid() {
        return StepGrid.between(first - HOURS_BEFORE * 3600L, last + 3600, 3600);
    }

    private void run() throws IOException {
        readForecasts();
        StepGrid grid = grid();
        Path data;
        try (Stream<Path> found = Files.walk(folder.resolve("work"))) {
            data = found.filter(path -> path.endsWith("consumption"))
                    .findFirst()
                    .orElseThrow();
        }
        Path topologyFolder;
        try (Stream<Path> found = Files.walk(folder.resolve("work"))) {
            topologyFolder = found.filter(path -> path.endsWith("buildings.csv"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
        Topology topology = TopologyFiles.read(topologyFolder);
        Map<String, List<ReadingChunk>> chunks = new TreeMap<>();
        TimeSpan span = new TimeSpan(grid.epochSecond(0), grid.epochSecond(grid.length()));
        for (Path file : ParquetFiles.below(data)) {
            ConsumptionFiles.read(file, span)
                    .forEach((building, chunk) -> chunks.computeIfAbsent(building, absent -> new ArrayList<>())
                            .add(chunk));
        }
        Map<AnomalyKind, Map<AnomalySeverity, Integer>> background = new EnumMap<>(AnomalyKind.class);
        Map<Plant, int[]> recall = new EnumMap<>(Plant.class);
        double weeks = 0;
        for (Building building : topology.buildings()) {
            String id = building.id().value();
            if (!forecasts.containsKey(id) || !chunks.containsKey(id)) {
                continue;
            }
            double[][] forecast = forecasts.get(id);
            ReadingSeries series = ReadingSeries.of(chunks.get(id), grid);
            int[] groups = TimeGroups.of(
                    grid.epochSecond(0),
                    grid.length(),
                    grid.step(),
                    building.zone(),
                    topology.holidaysOf(building.site()));
            boolean[] slips = new boolean[grid.length()];
            for (int index = 0; index < slips.length; index++) {
                slips[index] = series.flags()[index] == ReadingFlag.UNIT_SLIP.ordinal();
            }
            double[] kwh = series.kwh();
            List<Anomaly> plain = find(building, grid, kwh, slips, groups, forecast);
            for (Anomaly anomaly : plain) {
                background
                        .computeIfAbsent(anomaly.kind(), absent -> new EnumMap<>(AnomalySeverity.class))
                        .merge(anomaly.severity(), 1, Integer::sum);
            }
            weeks += (grid.length() - HOURS_BEFORE) / 168.0;
            Random random = new Random(id.hashCode());
            for (Plant plant : Plant.values()) {
                double[] planted = kwh.clone();
                List<Integer> at = new ArrayList<>();
                for (int day = 2; day * 24 + HOURS_BEFORE + plant.hours < grid.length(); day += PLANTED_EVERY_DAYS) {
                    int index = HOURS_BEFORE + day * 24 + random.nextInt(24);
                    if (index + plant.hours < grid.length() && !Double.isNaN(kwh[index]) && kwh[index] > 0) {
                        plant.into(planted, index);
                        at.add(index);
                    }
                }
                List<Anomaly> found = find(building, grid, planted, slips, groups, forecast);
                int[] counts = recall.computeIfAbsent(plant, absent -> new int[2]);
                for (int index : at) {
                    long start = grid.epochSecond(index);
                    long end = grid.epochSecond(index + plant.hours);
                    boolean hit = found.stream()
                            .anyMatch(each -> each.kind() == plant.kind
                                    && each.period().start().getEpochSecond() < end
                                    && each.period().end().getEpochSecond() > start);
                    counts[0] += hit ? 1 : 0;
                    counts[1]++;
                }
            }
        }
        System.out.printf("%s: %.0f building-weeks from %s%n", folder, weeks, Instant.ofEpochSecond(first));
        for (var kind : background.entrySet()) {
            int all = kind.getValue().values().stream().mapToInt(each -> each).sum();
            System.out.printf(
                    "  unplanted %-8s %5d, %.3f a building-week %s%n",
                    kind.getKey(), all, all / weeks, kind.getValue());
        }
        recall.forEach((plant, counts) -> System.out.printf(
                "  planted %-16s found %5d of %5d, %5.1f %%%n",
                plant, counts[0], counts[1], 100.0 * counts[0] / counts[1]));
    }

    private List<Anomaly> find(
            Building building, StepGrid grid, double[] kwh, boolean[] slips, int[] groups, double[][] forecast) {
        BuildingData data = new BuildingData(
                building, Quantity.CONSUMPTION, grid, kwh, slips, groups, forecast[0], forecast[1], forecast[2]);
        return finder.find(data, HOURS_BEFORE, grid.length(), grid.length());
    }
}
