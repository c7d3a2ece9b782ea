package com.hometech.edf.additive;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a series: a time each, and columns by name. Times have no zone; they may come in any order and more than once. NaN
 * stands for an absent value. The columns {@code y}, {@code cap} and {@code floor} are the series and its limits, all others
 * are regressors and conditions (1 or 0). Immutable: arrays are copied on the way in and out.
 */
public final class Frame {
    private static final long MICROS = 1_000_000;
    private static final long DAY_MICROS = 86_400 * MICROS;

    private final long[] micros;
    private final Map<String, double[]> columns;

    private Frame(long[] micros, Map<String, double[]> columns) {
        this.micros = micros;
        this.columns = columns;
    }

    /** Rows at these times, without columns. */
    public static Frame at(List<LocalDateTime> times) {
        long[] micros = new long[times.size()];
        for (int row = 0; row < micros.length; row++) {
            micros[row] = micros(times.get(row));
        }
        return new Frame(micros, Map.of());
    }

    /** Rows at these times, given as seconds since 1970-01-01T00:00 on the series' own clock. */
    public static Frame atEpochSeconds(long... seconds) {
        long[] micros = new long[seconds.length];
        for (int row = 0; row < micros.length; row++) {
            micros[row] = Math.multiplyExact(seconds[row], MICROS);
        }
        return new Frame(micros, Map.of());
    }

    /** Rows from a time on, one step apart. */
    public static Frame regular(LocalDateTime first, Duration step, int rows) {
        long[] micros = new long[rows];
        long start = micros(first);
        long apart = Math.addExact(Math.multiplyExact(step.getSeconds(), MICROS), step.getNano() / 1000);
        for (int row = 0; row < rows; row++) {
            micros[row] = start + row * apart;
        }
        return new Frame(micros, Map.of());
    }

    /** The same rows with one more column, or with other values in it. */
    public Frame with(String column, double... values) {
        if (values.length != micros.length) {
            throw new AdditiveInputException("Column '" + column + "' has " + values.length + " values for "
                    + micros.length + " rows; give one for each");
        }
        Map<String, double[]> more = new LinkedHashMap<>(columns);
        more.put(column, values.clone());
        return new Frame(micros, more);
    }

    /** Number of rows. */
    public int size() {
        return micros.length;
    }

    /** Time of a row. */
    public LocalDateTime time(int row) {
        return time(micros[row]);
    }

    /** Day of a row, as {@link java.time.LocalDate#toEpochDay}. */
    public long epochDay(int row) {
        return Math.floorDiv(micros[row], DAY_MICROS);
    }

    /** Whether there is such a column. */
    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /** Names of the columns, in the order in which they were added. */
    public Set<String> columns() {
        return Collections.unmodifiableSet(columns.keySet());
    }

    /** Values of a column by row. */
    public double[] column(String column) {
        return values(column).clone();
    }

    double[] values(String column) {
        double[] values = columns.get(column);
        if (values == null) {
            throw new AdditiveInputException("The frame has no column '" + column + "'; it has " + columns.keySet());
        }
        return values;
    }

    long[] micros() {
        return micros;
    }

    /** The rows by time, those at one time in the order in which they came. */
    Frame sorted() {
        return isAscending() ? this : rows(order());
    }

    /** The numbers of the rows by time, those at one time in the order in which they came. */
    int[] order() {
        int[] order = new int[micros.length];
        Arrays.setAll(order, row -> row);
        return isAscending()
                ? order
                : Arrays.stream(order)
                        .boxed()
                        .sorted(Comparator.comparingLong(row -> micros[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    private boolean isAscending() {
        for (int row = 1; row < micros.length; row++) {
            if (micros[row - 1] > micros[row]) {
                return false;
            }
        }
        return true;
    }

    /** Rows in which a column has a value. */
    Frame where(String column) {
        double[] values = values(column);
        int[] rows = new int[micros.length];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (!Double.isNaN(values[row])) {
                rows[count++] = row;
            }
        }
        return count == rows.length ? this : rows(Arrays.copyOf(rows, count));
    }

    /** Rows from an index to another. */
    Frame rows(int from, int to) {
        Map<String, double[]> picked = new LinkedHashMap<>();
        columns.forEach((name, values) -> picked.put(name, Arrays.copyOfRange(values, from, to)));
        return new Frame(Arrays.copyOfRange(micros, from, to), picked);
    }

    /** The first row at or after a time, of rows in order of time; the number of rows where there is none. */
    int firstAtOrAfter(long time) {
        int low = 0;
        int high = micros.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (micros[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Some of the columns. */
    Frame only(Set<String> names) {
        Map<String, double[]> some = new LinkedHashMap<>();
        names.forEach(name -> some.put(name, values(name)));
        return new Frame(micros, some);
    }

    /** These rows and then others, which have at least the same columns. */
    Frame followedBy(Frame others) {
        long[] times = Arrays.copyOf(micros, micros.length + others.micros.length);
        System.arraycopy(others.micros, 0, times, micros.length, others.micros.length);
        Map<String, double[]> joint = new LinkedHashMap<>();
        columns.forEach((name, values) -> {
            double[] all = Arrays.copyOf(values, times.length);
            System.arraycopy(others.values(name), 0, all, values.length, others.micros.length);
            joint.put(name, all);
        });
        return new Frame(times, joint);
    }

    Frame rows(int[] rows) {
        long[] times = new long[rows.length];
        for (int row = 0; row < rows.length; row++) {
            times[row] = micros[rows[row]];
        }
        Map<String, double[]> picked = new LinkedHashMap<>();
        columns.forEach((name, values) -> {
            double[] some = new double[rows.length];
            for (int row = 0; row < rows.length; row++) {
                some[row] = values[rows[row]];
            }
            picked.put(name, some);
        });
        return new Frame(times, picked);
    }

    static Frame ofMicros(long[] micros) {
        return new Frame(micros, Map.of());
    }

    static long micros(@Nullable LocalDateTime time) {
        if (time == null) {
            throw new AdditiveInputException("Column 'ds': a row has no time; give one to every row");
        }
        return Math.addExact(
                Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), MICROS),
                time.getLong(ChronoField.MICRO_OF_SECOND));
    }

    static LocalDateTime time(long micros) {
        long seconds = Math.floorDiv(micros, MICROS);
        return LocalDateTime.ofEpochSecond(seconds, (int) (micros - seconds * MICROS) * 1000, ZoneOffset.UTC);
    }
}
