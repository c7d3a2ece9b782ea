package com.hometech.edf.data.importing;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.quality.Correction;
import com.hometech.edf.data.table.ConsumptionColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the intervals to which an import gives another value than is stored. Looks at the months that the import brings, only. */
final class StoredCorrections {
    private final ObjectStore objects;
    private final ObjectUri table;
    private final TimeStep step;

    /**
     * Prepares the search.
     *
     * @param table prefix of the stored consumption table
     * @param step of its readings
     */
    StoredCorrections(ObjectStore objects, ObjectUri table, TimeStep step) {
        this.step = step;
        this.objects = objects;
        this.table = table;
    }

    /**
     * The corrections by month.
     *
     * @param brought directory of the new rows, partitioned as the table; there may be none
     * @param work directory for copies of the stored rows
     */
    List<Correction> in(Path brought, Path work) throws IOException {
        List<Correction> corrections = new ArrayList<>();
        for (Path month : months(brought)) {
            String partition = month.getFileName().toString();
            Path stored = Files.createDirectories(work.resolve(partition));
            if (objects.stage(table.resolve(partition + "/"), stored) > 0) {
                correction(partition.substring(partition.indexOf('=') + 1), month, stored)
                        .ifPresent(corrections::add);
            }
        }
        return corrections;
    }

    private static List<Path> months(Path brought) throws IOException {
        if (!Files.isDirectory(brought)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(brought)) {
            return found.sorted().toList();
        }
    }

    private Optional<Correction> correction(String month, Path brought, Path stored) throws IOException {
        YearMonth yearMonth = YearMonth.parse(month);
        long start = yearMonth.atDay(1).toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC);
        int steps = yearMonth.lengthOfMonth() * step.stepsPerDay();
        Map<String, MonthOfReadings> fresh = new TreeMap<>();
        read(brought, (building, time, kwh, version) -> fresh.computeIfAbsent(
                        building, absent -> new MonthOfReadings(steps))
                .take(stepOf(time, start), kwh, version));
        Map<String, MonthOfReadings> before = new TreeMap<>();
        read(stored, (building, time, kwh, version) -> {
            MonthOfReadings newer = fresh.get(building);
            if (newer != null && newer.has(stepOf(time, start))) {
                before.computeIfAbsent(building, absent -> new MonthOfReadings(steps))
                        .take(stepOf(time, start), kwh, version);
            }
        });
        BitSet corrected = new BitSet(steps);
        long count = 0;
        int buildings = 0;
        for (Map.Entry<String, MonthOfReadings> building : before.entrySet()) {
            BitSet changed = building.getValue().unlike(Objects.requireNonNull(fresh.get(building.getKey())));
            corrected.or(changed);
            count += changed.cardinality();
            buildings += changed.isEmpty() ? 0 : 1;
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new Correction(
                        month,
                        count,
                        buildings,
                        Instant.ofEpochSecond(start + (long) corrected.nextSetBit(0) * step.seconds()),
                        Instant.ofEpochSecond(start + (corrected.length() - 1L) * step.seconds())));
    }

    private int stepOf(long epochSecond, long start) {
        return (int) ((epochSecond - start) / step.seconds());
    }

    /** The newest version of each interval of a month. */
    private static final class MonthOfReadings {
        private final double[] kwh;
        private final long[] versions;

        MonthOfReadings(int steps) {
            kwh = new double[steps];
            versions = new long[steps];
            Arrays.fill(versions, Long.MIN_VALUE);
        }

        void take(int index, double value, long version) {
            if (version > versions[index]) {
                versions[index] = version;
                kwh[index] = value;
            }
        }

        boolean has(int index) {
            return versions[index] != Long.MIN_VALUE;
        }

        BitSet unlike(MonthOfReadings other) {
            BitSet changed = new BitSet(kwh.length);
            for (int index = 0; index < kwh.length; index++) {
                changed.set(index, has(index) && kwh[index] != other.kwh[index]);
            }
            return changed;
        }
    }

    @FunctionalInterface
    private interface RowReader {
        void read(String building, long epochSecond, double kwh, long version);
    }

    private static void read(Path directory, RowReader rows) throws IOException {
        for (Path file : ParquetFiles.below(directory)) {
            try (ParquetTableReader reader = new ParquetTableReader(file, ConsumptionColumn.SCHEMA)) {
                for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                    String[] buildings = group.strings(ConsumptionColumn.BUILDING_ID.ordinal());
                    long[] times = group.epochSeconds(ConsumptionColumn.TIMESTAMP_HOUR.ordinal());
                    double[] kwh = group.doubles(ConsumptionColumn.CONSUMPTION_KWH.ordinal());
                    long[] versions = group.longs(ConsumptionColumn.VERSION.ordinal());
                    for (int row = 0; row < group.rows(); row++) {
                        rows.read(Objects.requireNonNull(buildings[row]), times[row], kwh[row], versions[row]);
                    }
                }
            }
        }
    }
}
