package com.hometech.edf.additive;

import com.hometech.edf.additive.RegressorProfile.Range;
import com.hometech.edf.additive.TrendProfile.RateChange;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the components of a fitted model look like: the numbers of plots such as Prophet's {@code plot_components}. Effects of
 * additive components are in the unit of the series, those of multiplicative ones are parts of the trend.
 */
public final class Components {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int TREND_STEPS = 365;
    private static final int DAYS_OF_YEAR = 365;
    private static final LocalDateTime YEAR = LocalDateTime.of(2017, 1, 1, 0, 0);

    private final FittedModel fitted;
    private final Preparation preparation;
    private final Frame history;

    Components(FittedModel fitted) {
        this.fitted = fitted;
        this.preparation = fitted.preparation();
        this.history = fitted.history();
    }

    /** Standard deviation of the noise [unit of the series]. */
    public double noise() {
        return fitted.parameters().noise() * preparation.yScale();
    }

    /** Whether the model holds its whole history. One that was read from a file may hold but the end of it. */
    public boolean holdsHistory() {
        return history.micros()[0] <= startMicros();
    }

    private long startMicros() {
        return preparation.scales().startMicros();
    }

    /** A fit that moved on ends with its newest row, beyond what it was prepared for. */
    private long endMicros() {
        return Math.max(startMicros() + preparation.scales().spanMicros(), history.micros()[history.size() - 1]);
    }

    /** The trend over the history. */
    public TrendProfile trend() {
        boolean isLogistic = preparation.model().growth() == Growth.LOGISTIC;
        long from = isLogistic ? history.micros()[0] : startMicros();
        Frame rows = Frame.ofMicros(spaced(from, endMicros() - from, TREND_STEPS));
        if (isLogistic) {
            rows = withLimits(rows);
        }
        double[] values = fitted.scaledTrend(preparation.times(rows.micros()), preparation.scaledCapacities(rows));
        double[] floors = preparation.floors(rows);
        for (int row = 0; row < values.length; row++) {
            values[row] = values[row] * preparation.yScale() + floors[row];
        }
        return new TrendProfile(preparation.model().growth(), times(rows), values, changes(from));
    }

    /** Cap and floor at each time: those of the last row before it. */
    private Frame withLimits(Frame rows) {
        Frame limited = rows;
        for (String limit : preparation.logisticFloor() ? List.of("cap", "floor") : List.of("cap")) {
            double[] given = history.values(limit);
            double[] values = new double[rows.size()];
            int last = 0;
            for (int row = 0; row < values.length; row++) {
                while (last + 1 < given.length && history.micros()[last + 1] <= rows.micros()[row]) {
                    last++;
                }
                values[row] = given[last];
            }
            limited = limited.with(limit, values);
        }
        return limited;
    }

    private List<RateChange> changes(long from) {
        Growth growth = preparation.model().growth();
        long[] micros = growth == Growth.FLAT
                ? new long[0]
                : preparation.changepointMicros().clone();
        Arrays.sort(micros);
        double[] scaled = fitted.parameters().changes();
        double days = preparation.scales().spanMicros() / (double) DAY_MICROS;
        double unit = (growth == Growth.LINEAR ? preparation.yScale() : 1) / days;
        List<RateChange> changes = new ArrayList<>();
        for (int index = 0; index < micros.length; index++) {
            if (micros[index] >= from) {
                changes.add(new RateChange(Frame.time(micros[index]), scaled[index], scaled[index] * unit));
            }
        }
        return changes;
    }

    /** Each seasonality over one of its periods, in the order of the model. */
    public List<SeasonalityProfile> seasonalities() {
        List<SeasonalityProfile> profiles = new ArrayList<>();
        double[] coefficients = fitted.parameters().coefficients();
        int column = 0;
        for (Seasonality seasonality : preparation.seasonalities()) {
            FourierColumns fourier = new FourierColumns(seasonality);
            Mode mode = preparation.columns().get(column).mode();
            Frame rows = Frame.ofMicros(period(seasonality.periodDays()));
            double[] effects = new double[rows.size()];
            double[] waves = new double[fourier.width()];
            for (int row = 0; row < effects.length; row++) {
                fourier.write(rows.micros()[row], waves, 0, 1);
                for (int wave = 0; wave < waves.length; wave++) {
                    effects[row] += waves[wave] * coefficients[column + wave] * unit(mode);
                }
            }
            profiles.add(new SeasonalityProfile(seasonality, mode, times(rows), effects));
            column += fourier.width();
        }
        return profiles;
    }

    private double unit(Mode mode) {
        return mode == Mode.ADDITIVE ? preparation.yScale() : 1;
    }

    private long[] period(double days) {
        if (SeasonalityProfile.isYear(days)) {
            return spaced(Frame.micros(YEAR), (DAYS_OF_YEAR - 1) * DAY_MICROS, DAYS_OF_YEAR - 1);
        }
        LocalDateTime monday = preparation
                .start()
                .truncatedTo(ChronoUnit.DAYS)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return spaced(Frame.micros(monday), Math.round(days * DAY_MICROS), steps(days));
    }

    /** A quarter of an hour in a day, an hour in a week, else as fine as Prophet's plots. */
    private static int steps(double days) {
        return days == 1 ? 96 : days == 7 ? 168 : 200;
    }

    private static long[] spaced(long from, long span, int steps) {
        long[] micros = new long[steps + 1];
        for (int step = 0; step <= steps; step++) {
            micros[step] = from + Math.round(span * (step / (double) steps));
        }
        return micros;
    }

    private static List<LocalDateTime> times(Frame rows) {
        List<LocalDateTime> times = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            times.add(rows.time(row));
        }
        return times;
    }

    /** Each day of each holiday that lies in the time of the history, the largest effect, up or down, first. */
    public List<HolidayEffect> holidays() {
        List<HolidayEffect> effects = new ArrayList<>();
        double[] coefficients = fitted.parameters().coefficients();
        List<HolidayTable.Column> columns = preparation.holidays().columns();
        Mode mode = preparation.model().holidaysMode();
        long first = Math.floorDiv(startMicros(), DAY_MICROS);
        long last = Math.floorDiv(endMicros(), DAY_MICROS);
        for (int index = 0; index < columns.size(); index++) {
            HolidayTable.Column column = columns.get(index);
            long days = Arrays.stream(column.days())
                    .filter(day -> day >= first && day <= last)
                    .count();
            if (days > 0) {
                String offset = column.key().substring(column.holiday().length() + Names.DELIMITER.length());
                double effect = coefficients[holidaysStart() + index] * unit(mode);
                effects.add(new HolidayEffect(column.holiday(), Integer.parseInt(offset), mode, (int) days, effect));
            }
        }
        effects.sort(Comparator.comparingDouble((HolidayEffect effect) -> Math.abs(effect.effect()))
                .reversed());
        return effects;
    }

    private int holidaysStart() {
        return preparation.seasonalities().stream()
                .mapToInt(seasonality -> 2 * seasonality.order())
                .sum();
    }

    /** What each regressor adds, in the order of the model. */
    public List<RegressorProfile> regressors() {
        List<RegressorProfile> profiles = new ArrayList<>();
        double[] coefficients = fitted.parameters().coefficients();
        int column = holidaysStart() + preparation.holidays().columns().size();
        for (Map.Entry<Regressor, Standardisation> entry :
                preparation.regressors().entrySet()) {
            Mode mode = preparation.columns().get(column).mode();
            Standardisation scale = entry.getValue();
            double slope = coefficients[column] * unit(mode) / scale.deviation();
            profiles.add(new RegressorProfile(entry.getKey(), mode, slope, scale.mean(), range(entry.getKey(), scale)));
            column++;
        }
        return profiles;
    }

    private Optional<Range> range(Regressor regressor, Standardisation scale) {
        if (holdsHistory()) {
            DoubleSummaryStatistics values =
                    Arrays.stream(history.values(regressor.name())).summaryStatistics();
            return Optional.of(new Range(values.getMin(), values.getMax(), true));
        }
        if (!scale.isNone()) {
            double reach = 2 * scale.deviation();
            return Optional.of(new Range(scale.mean() - reach, scale.mean() + reach, false));
        }
        return regressor.standardize() == Standardize.AUTO ? Optional.of(new Range(0, 1, false)) : Optional.empty();
    }

    /**
     * What each component is worth in the history: trend, seasonalities, holidays, regressors, noise; absent where the model
     * does not hold its whole history.
     */
    public Optional<List<Contribution>> contributions() {
        if (!holdsHistory()) {
            return Optional.empty();
        }
        return Optional.of(new Contributions(preparation, history, fitted.predict(history)).all());
    }
}
