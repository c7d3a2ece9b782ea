package com.hometech.edf.additive;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is decided before the fit: scales, changepoints, seasonalities, columns of features. As in Prophet 1.3. */
public final class Preparation {
    private static final double MICROS = 1e6;

    private final AdditiveModel model;
    private final Scales scales;
    private final long[] changepoints;
    private final double[] changepointTimes;
    private final List<Seasonality> seasonalities;
    private final Map<Regressor, Standardisation> regressors;
    private final HolidayTable holidays;
    private final FeaturePlan plan;

    /**
     * @param yMin what the series' lowest value is said to be, see {@link #yMin()}
     * @param logisticFloor whether rows bring their floor with them
     */
    record Scales(long startMicros, long spanMicros, double yMin, double yScale, boolean logisticFloor) {}

    /**
     * @param seasonalities with prior scales and modes
     * @param regressors with prior scales and modes
     */
    Preparation(
            AdditiveModel model,
            Scales scales,
            long[] changepoints,
            List<Seasonality> seasonalities,
            Map<Regressor, Standardisation> regressors) {
        this.model = model;
        this.scales = scales;
        this.changepoints = changepoints;
        this.seasonalities = List.copyOf(seasonalities);
        this.regressors = Collections.unmodifiableMap(new LinkedHashMap<>(regressors));
        this.holidays = HolidayTable.of(model.holidays(), model.holidaysPriorScale());
        this.plan = new FeaturePlan(seasonalities, holidays, model.holidaysMode(), regressors);
        this.changepointTimes = changepoints.length == 0 ? new double[1] : times(changepoints);
        Arrays.sort(changepointTimes);
    }

    /** Decides for a history in order of time that has a value in every row. */
    static Preparation of(AdditiveModel model, Frame history) {
        long[] micros = history.micros();
        Scales scales = scales(model, history);
        Map<Regressor, Standardisation> regressors = new LinkedHashMap<>();
        for (Regressor regressor : model.regressors()) {
            Regressor resolved = new Regressor(
                    regressor.name(),
                    regressor.givenPriorScale() == null
                            ? (Double) model.holidaysPriorScale()
                            : regressor.givenPriorScale(),
                    regressor.standardize(),
                    regressor.givenMode() == null ? model.seasonalityMode() : regressor.givenMode());
            regressors.put(resolved, Standardisation.of(history.values(regressor.name()), regressor.standardize()));
        }
        return new Preparation(
                model, scales, changepoints(model, micros), SeasonalityRules.decide(model, micros), regressors);
    }

    private static Scales scales(AdditiveModel model, Frame history) {
        double[] y = history.values("y");
        boolean logisticFloor = model.growth() == Growth.LOGISTIC && history.has("floor");
        double[] floor = logisticFloor ? history.values("floor") : new double[y.length];
        double largest = 0;
        double least = Double.POSITIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < y.length; row++) {
            double height = Math.abs(y[row] - floor[row]);
            largest = Math.max(largest, height);
            least = Math.min(least, height);
            lowest = Math.min(lowest, logisticFloor ? floor[row] : y[row]);
            highest = Math.max(highest, logisticFloor ? history.values("cap")[row] : y[row]);
        }
        boolean minmax = model.scaling() == Scaling.MINMAX;
        double yMin = minmax ? lowest : logisticFloor ? least : 0;
        double yScale = minmax ? highest - lowest : largest;
        long[] micros = history.micros();
        return new Scales(
                micros[0], micros[micros.length - 1] - micros[0], yMin, yScale == 0 ? 1 : yScale, logisticFloor);
    }

    /** Times at which the trend may change, for rows at these times, ascending. */
    static long[] changepoints(AdditiveModel model, long[] micros) {
        List<LocalDateTime> given = model.givenChangepoints();
        if (given != null) {
            for (LocalDateTime time : given) {
                long at = Frame.micros(time);
                if (at < micros[0] || at > micros[micros.length - 1]) {
                    throw new AdditiveInputException("Changepoint " + time + " is outside the history, which goes from "
                            + Frame.time(micros[0]) + " to " + Frame.time(micros[micros.length - 1]));
                }
            }
            return given.stream().mapToLong(Frame::micros).toArray();
        }
        int[] rows = changepointRows(model, micros.length);
        return Arrays.stream(rows).mapToLong(row -> micros[row]).toArray();
    }

    /** Rows of evenly placed changepoints: as numpy's linspace, rounded half to even. */
    static int[] changepointRows(AdditiveModel model, int rows) {
        int range = (int) Math.floor(rows * model.changepointRange());
        int count = Math.max(0, Math.min(model.changepointCount(), range - 1));
        double step = (range - 1) / (double) count;
        int[] chosen = new int[count];
        for (int index = 1; index <= count; index++) {
            chosen[index - 1] = index == count ? range - 1 : (int) Math.rint(index * step);
        }
        return chosen;
    }

    AdditiveModel model() {
        return model;
    }

    Scales scales() {
        return scales;
    }

    FeaturePlan plan() {
        return plan;
    }

    HolidayTable holidays() {
        return holidays;
    }

    long[] changepointMicros() {
        return changepoints;
    }

    /** Time of the first value. */
    public LocalDateTime start() {
        return Frame.time(scales.startMicros());
    }

    /** Seconds from the first value to the last: the unit of scaled time. */
    public double timeScaleSeconds() {
        return scales.spanMicros() / MICROS;
    }

    /** The unit of scaled values [unit of the series]. */
    public double yScale() {
        return scales.yScale();
    }

    /**
     * The floor of min-max scaling [unit of the series]. With absolute scaling it is 0, or where rows have floors the least
     * distance from them, which nothing uses.
     */
    public double yMin() {
        return scales.yMin();
    }

    /** Whether rows bring their floor with them, which a future frame must do too. */
    public boolean logisticFloor() {
        return scales.logisticFloor();
    }

    /** Times at which the trend may change. */
    public List<LocalDateTime> changepoints() {
        return Arrays.stream(changepoints).mapToObj(Frame::time).toList();
    }

    /** Scaled times at which the trend may change, ascending; without any, 0 stands in. */
    public double[] changepointTimes() {
        return changepointTimes.clone();
    }

    /** Seasonalities in use, with their prior scales and modes. */
    public List<Seasonality> seasonalities() {
        return seasonalities;
    }

    /** Regressors with their prior scales and modes, and how they are put on scale. */
    public Map<Regressor, Standardisation> regressors() {
        return regressors;
    }

    /** Names of the holidays, in order of first appearance. */
    public List<String> holidayNames() {
        return holidays.names();
    }

    /** Columns of features, in the order of their coefficients. */
    public List<FeatureColumn> columns() {
        return Collections.unmodifiableList(plan.columns());
    }

    /**
     * Which columns make up each component and each group of components, by name in alphabetical order; groups without
     * members are absent, except {@code additive_terms} and {@code multiplicative_terms}, which then come last.
     */
    public Map<String, boolean[]> componentColumns() {
        List<FeatureColumn> columns = plan.columns();
        Map<String, boolean[]> components = new TreeMap<>();
        for (int index = 0; index < columns.size(); index++) {
            FeatureColumn column = columns.get(index);
            if (column.component().equals(Names.ZEROS)) {
                continue;
            }
            boolean additive = column.mode() == Mode.ADDITIVE;
            mark(components, column.component(), index);
            mark(components, additive ? Names.ADDITIVE_TERMS : Names.MULTIPLICATIVE_TERMS, index);
            if (index >= columns.size() - regressors.size()) {
                mark(components, additive ? Names.ADDITIVE_REGRESSORS : Names.MULTIPLICATIVE_REGRESSORS, index);
            } else if (index
                    >= columns.size() - regressors.size() - holidays.columns().size()) {
                mark(components, Names.HOLIDAYS, index);
            }
        }
        Map<String, boolean[]> ordered = new LinkedHashMap<>(components);
        ordered.putIfAbsent(Names.ADDITIVE_TERMS, new boolean[columns.size()]);
        ordered.putIfAbsent(Names.MULTIPLICATIVE_TERMS, new boolean[columns.size()]);
        return ordered;
    }

    private void mark(Map<String, boolean[]> components, String name, int column) {
        components.computeIfAbsent(name, key -> new boolean[plan.columns().size()])[column] = true;
    }

    /** Components and groups of each mode, in Prophet's order. */
    public Map<Mode, List<String>> componentModes() {
        Map<Mode, List<String>> modes = new LinkedHashMap<>();
        for (Mode mode : Mode.values()) {
            List<String> names = new ArrayList<>();
            seasonalities.stream()
                    .filter(seasonality -> seasonality.givenMode() == mode)
                    .forEach(seasonality -> names.add(seasonality.name()));
            if (model.holidaysMode() == mode) {
                names.addAll(holidays.names());
            }
            regressors.keySet().stream()
                    .filter(regressor -> regressor.givenMode() == mode)
                    .forEach(regressor -> names.add(regressor.name()));
            boolean additive = mode == Mode.ADDITIVE;
            names.add(additive ? Names.ADDITIVE_TERMS : Names.MULTIPLICATIVE_TERMS);
            names.add(additive ? Names.ADDITIVE_REGRESSORS : Names.MULTIPLICATIVE_REGRESSORS);
            if (model.holidaysMode() == mode) {
                names.add(Names.HOLIDAYS);
            }
            modes.put(mode, names);
        }
        return modes;
    }

    /** Scaled times of rows: 0 at the first value, 1 at the last. */
    double[] times(long[] micros) {
        double[] times = new double[micros.length];
        for (int row = 0; row < times.length; row++) {
            times[row] = (micros[row] - scales.startMicros()) / (double) scales.spanMicros();
        }
        return times;
    }

    /** Scaled times of rows, as {@link #changepointTimes()}. */
    public double[] times(Frame rows) {
        return times(rows.micros());
    }

    /** Refuses rows that lack something. */
    void require(Frame rows) {
        plan.requireColumns(rows);
        if (model.growth() == Growth.LOGISTIC) {
            requireLimit(rows, "cap");
            if (scales.logisticFloor()) {
                requireLimit(rows, "floor");
            }
            double[] caps = rows.values("cap");
            double[] floors = floors(rows);
            for (int row = 0; row < caps.length; row++) {
                if (caps[row] <= floors[row]) {
                    throw new AdditiveInputException("Column 'cap': " + caps[row] + " in row " + row + " (at "
                            + rows.time(row) + ") is not above the floor, which is " + floors[row]
                            + "; raise cap, or give a column 'floor' that is lower");
                }
            }
        }
    }

    static void requireLimit(Frame rows, String column) {
        if (!rows.has(column)) {
            throw new AdditiveInputException("Column '" + column
                    + "' is absent: logistic growth needs it in every row of the history and of the " + "future"
                    + (column.equals("floor") ? ", as the history has it" : ""));
        }
        requireNumbers(rows, column);
    }

    static void requireNumbers(Frame rows, String column) {
        double[] values = rows.values(column);
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row]) || Double.isInfinite(values[row])) {
                throw new AdditiveInputException("Column '" + column + "': the value in row " + row + " (at "
                        + rows.time(row) + ") is " + (Double.isNaN(values[row]) ? "absent" : "infinite")
                        + "; give a number");
            }
        }
    }

    /** Floor of each row [unit of the series]. */
    double[] floors(Frame rows) {
        if (scales.logisticFloor()) {
            return rows.values("floor");
        }
        double[] floors = new double[rows.size()];
        Arrays.fill(floors, model.scaling() == Scaling.MINMAX ? scales.yMin() : 0);
        return floors;
    }

    /** Scaled capacity of each row; empty unless growth is logistic. */
    public double[] scaledCapacities(Frame rows) {
        return model.growth() == Growth.LOGISTIC ? scaled(rows, "cap") : new double[0];
    }

    /** A column less the floor, in units of the scale. */
    double[] scaled(Frame rows, String column) {
        double[] values = rows.values(column);
        double[] floors = floors(rows);
        double[] scaled = new double[values.length];
        for (int row = 0; row < scaled.length; row++) {
            scaled[row] = (values[row] - floors[row]) / scales.yScale();
        }
        return scaled;
    }

    /** Scaled values of a history. */
    public double[] scaledValues(Frame history) {
        return scaled(history, "y");
    }

    /** Values of all columns of features in one row of a frame in order of time. */
    public double[] features(Frame rows, int row) {
        return plan.matrix(rows.rows(row, row + 1)).row(0);
    }

    /** Rate that a fit starts from, see {@link #initialTrend}. */
    public double initialRate(Frame history) {
        return initialTrend(history).rate();
    }

    /** Offset that a fit starts from, see {@link #initialTrend}. */
    public double initialOffset(Frame history) {
        return initialTrend(history).offset();
    }

    /** Rate and offset that Prophet starts from: the line, or logistic curve, through the first and last value. */
    InitialTrend initialTrend(Frame history) {
        double[] y = scaledValues(history);
        double[] times = times(history.micros());
        int last = Arrays.binarySearch(history.micros(), history.micros()[y.length - 1]);
        while (last > 0 && times[last - 1] == times[last]) {
            last--;
        }
        double span = times[last] - times[0];
        return switch (model.growth()) {
            case LINEAR -> {
                double rate = (y[last] - y[0]) / span;
                yield new InitialTrend(rate, y[0] - rate * times[0]);
            }
            case FLAT -> new InitialTrend(0, Arrays.stream(y).sum() / y.length);
            case LOGISTIC -> {
                double[] caps = scaledCapacities(history);
                double first = Math.log(share(y[0], caps[0], y[last], caps[last]) - 1);
                double end = Math.log(caps[last] / clamped(y[last], caps[last]) - 1);
                yield new InitialTrend((first - end) / span, first * span / (first - end));
            }
        };
    }

    private static double share(double firstValue, double firstCap, double lastValue, double lastCap) {
        double first = firstCap / clamped(firstValue, firstCap);
        double last = lastCap / clamped(lastValue, lastCap);
        return Math.abs(first - last) <= 0.01 ? 1.05 * first : first;
    }

    private static double clamped(double value, double cap) {
        return Math.max(0.01 * cap, Math.min(0.99 * cap, value));
    }

    /** Where a fit starts. */
    record InitialTrend(double rate, double offset) {}
}
