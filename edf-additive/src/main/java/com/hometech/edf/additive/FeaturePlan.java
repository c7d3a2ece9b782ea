package com.hometech.edf.additive;

import com.hometech.edf.additive.solve.DesignMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of features of a fitted model, and how to compute them for any rows: seasonalities in order, holidays by name,
 * regressors in order.
 */
final class FeaturePlan {
    private static final long DAY_MICROS = 86_400_000_000L;

    private final List<Seasonality> seasonalities;
    private final HolidayTable holidays;
    private final Mode holidaysMode;
    private final Map<Regressor, Standardisation> regressors;
    private final List<FeatureColumn> columns = new ArrayList<>();

    /**
     * @param seasonalities with prior scales and modes
     * @param regressors with prior scales and modes, in order
     */
    FeaturePlan(
            List<Seasonality> seasonalities,
            HolidayTable holidays,
            Mode holidaysMode,
            Map<Regressor, Standardisation> regressors) {
        this.seasonalities = List.copyOf(seasonalities);
        this.holidays = holidays;
        this.holidaysMode = holidaysMode;
        this.regressors = new LinkedHashMap<>(regressors);
        for (Seasonality seasonality : seasonalities) {
            for (int index = 1; index <= 2 * seasonality.order(); index++) {
                add(
                        seasonality.name() + Names.DELIMITER + index,
                        seasonality.name(),
                        seasonality.givenMode(),
                        seasonality.givenPriorScale());
            }
        }
        for (HolidayTable.Column column : holidays.columns()) {
            add(column.key(), column.holiday(), holidaysMode, column.priorScale());
        }
        for (Regressor regressor : regressors.keySet()) {
            add(regressor.name(), regressor.name(), regressor.givenMode(), regressor.givenPriorScale());
        }
        if (columns.isEmpty()) {
            columns.add(new FeatureColumn(Names.ZEROS, Names.ZEROS, Mode.ADDITIVE, 1));
        }
    }

    private void add(String name, String component, @Nullable Mode mode, @Nullable Double priorScale) {
        if (mode == null || priorScale == null) {
            throw new IllegalStateException("'" + component + "' has no mode or prior scale");
        }
        columns.add(new FeatureColumn(name, component, mode, priorScale));
    }

    List<FeatureColumn> columns() {
        return columns;
    }

    double[] priorScales() {
        return columns.stream().mapToDouble(FeatureColumn::priorScale).toArray();
    }

    /** Refuses rows without a regressor or a condition that the columns need. */
    void requireColumns(Frame rows) {
        for (Regressor regressor : regressors.keySet()) {
            requireNumbers(rows, regressor.name(), "Regressor '" + regressor.name() + "'");
        }
        for (Seasonality seasonality : seasonalities) {
            String condition = seasonality.condition();
            if (condition != null) {
                String what = "Condition '" + condition + "' of seasonality '" + seasonality.name() + "'";
                requireNumbers(rows, condition, what);
                double[] values = rows.values(condition);
                for (int row = 0; row < values.length; row++) {
                    if (values[row] != 0 && values[row] != 1) {
                        throw new AdditiveInputException(what + ": " + values[row] + " in row " + row + " (at "
                                + rows.time(row) + "); give 1 where it holds and 0 elsewhere");
                    }
                }
            }
        }
    }

    private static void requireNumbers(Frame rows, String column, String what) {
        if (!rows.has(column)) {
            throw new AdditiveInputException(what + ": the frame has no such column; add it with a value in every row, "
                    + "in the history as in the future");
        }
        double[] values = rows.values(column);
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row]) || Double.isInfinite(values[row])) {
                throw new AdditiveInputException(what + ": the value in row " + row + " (at " + rows.time(row) + ") is "
                        + (Double.isNaN(values[row]) ? "absent" : "infinite") + "; give a number in every row");
            }
        }
    }

    /** The columns' values in rows that are in order of time. */
    DesignMatrix matrix(Frame rows) {
        return matrix(rows, new DesignMatrix.Builder(rows.size(), columns.size()));
    }

    /** As {@link #matrix(Frame)}, without structure among holidays. */
    DesignMatrix plainMatrix(Frame rows) {
        return matrix(rows, new DesignMatrix.Builder(rows.size(), columns.size()).plain());
    }

    private DesignMatrix matrix(Frame rows, DesignMatrix.Builder builder) {
        int column = addSeasonalities(rows, builder);
        long[] days = days(rows.micros());
        for (HolidayTable.Column holiday : holidays.columns()) {
            builder.indicator(column++, holidaysMode == Mode.MULTIPLICATIVE, marked(days, holiday.days()));
        }
        for (Map.Entry<Regressor, Standardisation> entry : regressors.entrySet()) {
            Regressor regressor = entry.getKey();
            double[] values = entry.getValue().apply(rows.values(regressor.name()));
            builder.dense(column++, regressor.givenMode() == Mode.MULTIPLICATIVE, values);
        }
        return builder.build();
    }

    private int addSeasonalities(Frame rows, DesignMatrix.Builder builder) {
        long[] micros = rows.micros();
        SlotGroups groups = new SlotGroups(micros.length);
        int[] starts = new int[seasonalities.size()];
        int column = 0;
        for (int index = 0; index < starts.length; index++) {
            FourierColumns fourier = new FourierColumns(seasonalities.get(index));
            starts[index] = column;
            column += fourier.width();
            if (!fourier.isExactlyPeriodic() || !groups.add(index, keys(rows, index, fourier))) {
                addDense(rows, index, fourier, starts[index], builder);
            }
        }
        for (SlotGroups.Group group : groups.groups()) {
            for (Mode mode : Mode.values()) {
                addSlots(rows, group, mode, starts, builder);
            }
        }
        return column;
    }

    /** Place in the period, and whether the seasonality is on. */
    private long[] keys(Frame rows, int index, FourierColumns fourier) {
        long[] micros = rows.micros();
        String condition = seasonalities.get(index).condition();
        double[] on = condition == null ? null : rows.values(condition);
        long[] keys = new long[micros.length];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = on != null && on[row] == 0 ? -1 : fourier.phase(micros[row]);
        }
        return keys;
    }

    private void addDense(Frame rows, int index, FourierColumns fourier, int start, DesignMatrix.Builder builder) {
        long[] micros = rows.micros();
        Seasonality seasonality = seasonalities.get(index);
        double[] on = seasonality.condition() == null ? null : rows.values(seasonality.condition());
        double[] values = new double[fourier.width() * micros.length];
        for (int row = 0; row < micros.length; row++) {
            if (on == null || on[row] == 1) {
                fourier.write(micros[row], values, row, micros.length);
            }
        }
        for (int harmonic = 0; harmonic < fourier.width(); harmonic++) {
            builder.dense(
                    start + harmonic,
                    seasonality.givenMode() == Mode.MULTIPLICATIVE,
                    Arrays.copyOfRange(values, harmonic * micros.length, (harmonic + 1) * micros.length));
        }
    }

    private void addSlots(Frame rows, SlotGroups.Group group, Mode mode, int[] starts, DesignMatrix.Builder builder) {
        List<Integer> members = group.members.stream()
                .filter(index -> seasonalities.get(index).givenMode() == mode)
                .toList();
        int width = members.stream()
                .mapToInt(index -> 2 * seasonalities.get(index).order())
                .sum();
        if (width == 0) {
            return;
        }
        int[] examples = group.examples();
        double[] table = new double[width * examples.length];
        int[] slotColumns = new int[width];
        int at = 0;
        for (int index : members) {
            Seasonality seasonality = seasonalities.get(index);
            FourierColumns fourier = new FourierColumns(seasonality);
            double[] on = seasonality.condition() == null ? null : rows.values(seasonality.condition());
            for (int slot = 0; slot < examples.length; slot++) {
                if (on == null || on[examples[slot]] == 1) {
                    fourier.write(rows.micros()[examples[slot]], table, slot * width + at, 1);
                }
            }
            for (int harmonic = 0; harmonic < fourier.width(); harmonic++) {
                slotColumns[at + harmonic] = starts[index] + harmonic;
            }
            at += fourier.width();
        }
        builder.slots(slotColumns, mode == Mode.MULTIPLICATIVE, group.slots, table);
    }

    private static long[] days(long[] micros) {
        long[] days = new long[micros.length];
        for (int row = 0; row < days.length; row++) {
            days[row] = Math.floorDiv(micros[row], DAY_MICROS);
        }
        return days;
    }

    /** Rows on any of these days; both ascending. */
    private static int[] marked(long[] days, long[] holidays) {
        int[] rows = new int[0];
        for (long holiday : holidays) {
            int from = firstAtLeast(days, holiday);
            int to = firstAtLeast(days, holiday + 1);
            if (to > from) {
                int before = rows.length;
                rows = Arrays.copyOf(rows, before + to - from);
                for (int row = from; row < to; row++) {
                    rows[before + row - from] = row;
                }
            }
        }
        return rows;
    }

    private static int firstAtLeast(long[] days, long day) {
        int low = 0;
        int high = days.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days[middle] < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
