package com.hometech.edf.features.series;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A Parquet file of series, of which only the buildings are known until it is loaded. */
final class SeriesFile {
    private final Path path;
    private final Map<String, Integer> intervals;

    private SeriesFile(Path path, Map<String, Integer> intervals) {
        this.path = path;
        this.intervals = intervals;
    }

    /**
     * Finds out which buildings a file has.
     *
     * @throws InvalidInputException when it is no Parquet file with buildings, or rows of a building are not together
     */
    static SeriesFile index(Path path) throws IOException {
        Map<String, Integer> intervals = new LinkedHashMap<>();
        try (ParquetTableReader reader = new ParquetTableReader(path, List.of(SeriesColumns.BUILDING))) {
            String last = null;
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                for (String building : group.strings(SeriesColumns.BUILDING_ID)) {
                    if (!building.equals(last) && intervals.containsKey(building)) {
                        throw new InvalidInputException("Series file " + path + ": the rows of " + building
                                + " do not follow each other; sort them by building_id and timestamp_hour");
                    }
                    intervals.merge(building, 1, Integer::sum);
                    last = building;
                }
            }
        }
        return new SeriesFile(path, Collections.unmodifiableMap(intervals));
    }

    Path path() {
        return path;
    }

    Set<String> buildings() {
        return intervals.keySet();
    }

    /**
     * Reads the series of all its buildings.
     *
     * @throws InvalidInputException when columns are missing or times are not a regular grid
     */
    Map<String, BuildingSeries> load() throws IOException {
        List<String> weatherColumns = weatherColumns();
        Map<String, BuildingSeries> loaded = new LinkedHashMap<>();
        try (ParquetTableReader reader = new ParquetTableReader(path, SeriesColumns.with(weatherColumns))) {
            Filling filling = null;
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                String[] buildings = group.strings(SeriesColumns.BUILDING_ID);
                int row = 0;
                while (row < group.rows()) {
                    if (filling == null) {
                        filling = new Filling(buildings[row], weatherColumns);
                    }
                    row += filling.add(group, row);
                    if (filling.isFull()) {
                        loaded.put(filling.building, filling.series());
                        filling = null;
                    }
                }
            }
        }
        return loaded;
    }

    private List<String> weatherColumns() throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(path, List.of())) {
            return SeriesColumns.weatherAmong(reader.columnNames());
        }
    }

    /** A series whose rows are being read; they may lie in several row groups. */
    private final class Filling {
        private final String building;
        private final long[] times;
        private final double[] kwh;
        private final List<float[]> weather = new ArrayList<>();
        private final List<String> weatherColumns;
        private int filled;

        Filling(String building, List<String> weatherColumns) {
            int length = intervals.getOrDefault(building, 0);
            this.building = building;
            this.weatherColumns = weatherColumns;
            this.times = new long[length];
            this.kwh = new double[length];
            weatherColumns.forEach(column -> weather.add(new float[length]));
        }

        boolean isFull() {
            return filled == times.length;
        }

        /** Takes over the building's rows from this one on, and tells how many there were. */
        int add(RowGroup group, int row) {
            int count = Math.min(group.rows() - row, times.length - filled);
            System.arraycopy(group.epochSeconds(SeriesColumns.TIMESTAMP_HOUR), row, times, filled, count);
            System.arraycopy(group.doubles(SeriesColumns.KWH), row, kwh, filled, count);
            for (int column = 0; column < weather.size(); column++) {
                float[] values = group.floats(SeriesColumns.FIRST_WEATHER + column);
                System.arraycopy(values, row, weather.get(column), filled, count);
            }
            filled += count;
            return count;
        }

        BuildingSeries series() {
            long step = times.length < 2 ? 0 : times[1] - times[0];
            if (step <= 0 || step > Integer.MAX_VALUE) {
                throw refused(times[times.length - 1], "nothing tells how long intervals are");
            }
            for (int index = 1; index < times.length; index++) {
                if (times[index] - times[index - 1] != step) {
                    throw refused(times[index], "intervals before it are " + step + " s long");
                }
            }
            SortedMap<String, float[]> byColumn = new TreeMap<>();
            for (int column = 0; column < weather.size(); column++) {
                byColumn.put(weatherColumns.get(column), weather.get(column));
            }
            return new BuildingSeries(building, times[0], (int) step, kwh, byColumn);
        }

        private InvalidInputException refused(long epochSecond, String why) {
            return new InvalidInputException("Series file " + path + ": the time " + Instant.ofEpochSecond(epochSecond)
                    + " of " + building + " is not on a regular, ascending grid (" + why
                    + "); write every interval once, in the order of time");
        }
    }
}
