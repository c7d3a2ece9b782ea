package com.hometech.edf.monitoring.drift;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.WeatherColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps {@link WeatherSignal}s of all sites, month by month; made anew when the weather of the month or the one before changed. */
final class WeatherTables {
    private static final String FOLDER = "weather";
    private static final int HOURS = DayColumn.HOURS;
    private static final int SECONDS_PER_HOUR = 3600;

    private final Path before;
    private final Path output;
    private final Map<String, String> known;
    private final NavigableMap<YearMonth, String> months = new TreeMap<>();

    WeatherTables(DriftState state, Path before, Path output) {
        this.known = state.weather();
        this.before = before;
        this.output = output;
    }

    /** Fingerprints of what the tables were made from, by month. */
    Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        months.forEach((month, fingerprint) -> states.put(month.toString(), fingerprint));
        return states;
    }

    /**
     * Brings the tables up to date.
     *
     * @param first months before are forgotten
     */
    void update(Path weather, YearMonth first) throws IOException {
        String last = "";
        List<Path> filesBefore = List.of();
        for (Map.Entry<YearMonth, List<Path>> entry :
                MonthFiles.of(weather).tailMap(first, true).entrySet()) {
            YearMonth month = entry.getKey();
            String own = MonthFiles.fingerprint(entry.getValue());
            String fingerprint = MonthFiles.digest(last + '\n' + own);
            if (!fingerprint.equals(known.get(month.toString())) || find(month) == null) {
                make(month, filesBefore, entry.getValue());
            }
            months.put(month, fingerprint);
            last = own;
            filesBefore = entry.getValue();
        }
    }

    /** Files whose months overlap the days {@code [from, to)}, to be read with {@link #columns}. */
    List<Path> files(int from, int to) {
        List<Path> files = new ArrayList<>();
        for (YearMonth month : months.keySet()) {
            Path file = find(month);
            if (file != null && firstDay(month) < to && firstDay(month.plusMonths(1)) > from) {
                files.add(file);
            }
        }
        return files;
    }

    static List<ParquetColumn> columns() {
        List<ParquetColumn> columns = new ArrayList<>();
        columns.add(ParquetColumn.required("building_id", ParquetKind.STRING));
        columns.add(ParquetColumn.required("day", ParquetKind.TIMESTAMP));
        for (WeatherColumn variable : WeatherSignal.VARIABLES) {
            columns.add(ParquetColumn.optional(variable.column().name(), ParquetKind.FLOAT));
        }
        for (WeatherSignal signal : WeatherSignal.values()) {
            columns.add(ParquetColumn.optional(signal.name().toLowerCase(Locale.ROOT), ParquetKind.FLOAT));
        }
        return columns;
    }

    private static int firstDay(YearMonth month) {
        return (int) month.atDay(1).toEpochDay();
    }

    private @Nullable Path find(YearMonth month) {
        String name = String.format(Locale.ROOT, "%s/month=%s/weather.parquet", FOLDER, month);
        Path made = output.resolve(name);
        Path kept = before.resolve(name);
        return Files.isRegularFile(made) ? made : Files.isRegularFile(kept) ? kept : null;
    }

    private void make(YearMonth month, List<Path> filesBefore, List<Path> files) throws IOException {
        int from = firstDay(month.minusMonths(1));
        int firstDay = firstDay(month);
        int endDay = firstDay(month.plusMonths(1));
        Map<String, Hours> sites = new TreeMap<>();
        List<Path> all = new ArrayList<>(filesBefore);
        files.stream().filter(file -> !all.contains(file)).forEach(all::add);
        for (Path file : all) {
            read(file, from, endDay, sites);
        }
        String name = String.format(Locale.ROOT, "%s/month=%s/weather.parquet", FOLDER, month);
        try (DayWriter writer = new DayWriter(output.resolve(name), columns())) {
            for (Map.Entry<String, Hours> site : sites.entrySet()) {
                float[][] days = site.getValue().days();
                for (int day = firstDay; day < endDay; day++) {
                    float[] row = days[day - from];
                    if (row[WeatherSignal.HOURS.index()] > 0) {
                        writer.add(site.getKey(), day, row);
                    }
                }
            }
            writer.finish();
        }
    }

    private static void read(Path file, int from, int to, Map<String, Hours> sites) throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(file, WeatherColumn.SCHEMA)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                String[] ids = group.strings(WeatherColumn.SITE_ID.ordinal());
                long[] times = group.epochSeconds(WeatherColumn.TIMESTAMP_HOUR.ordinal());
                long[] versions = group.longs(WeatherColumn.VERSION.ordinal());
                double[][] values = new double[WeatherSignal.VARIABLES.size()][];
                for (int column = 0; column < values.length; column++) {
                    values[column] =
                            group.doubles(WeatherSignal.VARIABLES.get(column).ordinal());
                }
                for (int row = 0; row < group.rows(); row++) {
                    long hour = Math.floorDiv(times[row], (long) SECONDS_PER_HOUR) - (long) from * HOURS;
                    if (hour >= 0 && hour < (long) (to - from) * HOURS) {
                        sites.computeIfAbsent(ids[row], id -> new Hours(to - from))
                                .add((int) hour, versions[row], values, row);
                    }
                }
            }
        }
    }

    /** The hours of a site; of several versions the newest counts. */
    private static final class Hours {
        private final double[][] values;
        private final long[] versions;

        Hours(int days) {
            values = new double[WeatherSignal.VARIABLES.size()][days * HOURS];
            Arrays.stream(values).forEach(column -> Arrays.fill(column, Double.NaN));
            versions = new long[days * HOURS];
            Arrays.fill(versions, Long.MIN_VALUE);
        }

        void add(int hour, long version, double[][] columns, int row) {
            if (version > versions[hour]) {
                versions[hour] = version;
                for (int column = 0; column < values.length; column++) {
                    values[column][hour] = columns[column][row];
                }
            }
        }

        float[][] days() {
            double[] temperature = values[0];
            int days = temperature.length / HOURS;
            float[][] rows = new float[days][WeatherSignal.count()];
            Stretch standstill = new Stretch();
            Stretch repeated = new Stretch();
            for (int day = 0; day < days; day++) {
                standstill.newDay();
                repeated.newDay();
                int known = 0;
                for (int hour = day * HOURS; hour < (day + 1) * HOURS; hour++) {
                    if (!Double.isNaN(temperature[hour])) {
                        known++;
                        standstill.next(hour > 0 && temperature[hour] == temperature[hour - 1]);
                        repeated.next(hour >= HOURS && temperature[hour] == temperature[hour - HOURS]);
                    }
                }
                for (int column = 0; column < values.length; column++) {
                    rows[day][column] = (float) mean(values[column], day);
                }
                rows[day][WeatherSignal.STANDSTILL.index()] = standstill.lasting;
                rows[day][WeatherSignal.LONGEST_STANDSTILL.index()] = standstill.longest;
                rows[day][WeatherSignal.REPEATED.index()] = repeated.lasting;
                rows[day][WeatherSignal.LONGEST_REPEATED.index()] = repeated.longest;
                rows[day][WeatherSignal.HOURS.index()] = known;
            }
            return rows;
        }

        private static double mean(double[] column, int day) {
            double sum = 0;
            int known = 0;
            for (int hour = day * HOURS; hour < (day + 1) * HOURS; hour++) {
                if (!Double.isNaN(column[hour])) {
                    sum += column[hour];
                    known++;
                }
            }
            return 2 * known >= HOURS ? sum / known : Double.NaN;
        }
    }

    /** Counts hours in a row. */
    private static final class Stretch {
        private int lasting;
        private int longest;

        void newDay() {
            longest = 0;
        }

        void next(boolean same) {
            lasting = same ? lasting + 1 : 1;
            longest = Math.max(longest, lasting);
        }
    }
}
