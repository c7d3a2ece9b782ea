package com.hometech.edf.additive;

import com.hometech.edf.additive.solve.Curve;
import com.hometech.edf.additive.solve.DesignMatrix;
import com.hometech.edf.additive.solve.Hinges;
import com.hometech.edf.additive.solve.Posterior;
import com.hometech.edf.additive.solve.PosteriorMaximiser;
import com.hometech.edf.additive.solve.PosteriorMaximum;
import com.hometech.edf.additive.solve.Priors;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A model with the parameters that fit a history best. Immutable; may be used by many threads. */
public final class FittedModel {
    /** The noise of a series without any, as in Prophet. */
    static final double NO_NOISE = 1e-9;

    /** The time that a fit takes grows with the cube: this many take about twelve seconds. */
    private static final int MOST_COUPLED_COLUMNS = 2000;

    private final Preparation preparation;
    private final Frame history;
    private final long[] historyTimes;
    private final Parameters parameters;
    private final @Nullable PosteriorMaximum maximum;

    /**
     * @param history rows with a value, in order of time
     * @param historyTimes all distinct times of the history, those without a value too, ascending
     */
    FittedModel(
            Preparation preparation,
            Frame history,
            long[] historyTimes,
            Parameters parameters,
            @Nullable PosteriorMaximum maximum) {
        this.preparation = preparation;
        this.history = history;
        this.historyTimes = historyTimes;
        this.parameters = parameters;
        this.maximum = maximum;
    }

    /**
     * Those of some rows that can be forecast: a row without a value, which a fit leaves out, may lack a regressor, a condition
     * or a limit of growth as well. Columns that are not there at all are not asked for here.
     */
    public Frame forecastable(Frame rows) {
        Set<String> needed = new LinkedHashSet<>();
        model().regressors().forEach(regressor -> needed.add(regressor.name()));
        for (Seasonality seasonality : preparation.seasonalities()) {
            if (seasonality.condition() != null) {
                needed.add(seasonality.condition());
            }
        }
        if (model().growth() == Growth.LOGISTIC) {
            needed.add("cap");
            needed.add("floor");
        }
        Frame some = rows;
        for (String column : needed) {
            some = some.has(column) ? some.where(column) : some;
        }
        return some;
    }

    static FittedModel fit(AdditiveModel model, Frame given) {
        return fit(model, given, FittedModel::posterior);
    }

    /** @param posteriors makes the posterior from what was prepared and the rows with a value, in order of time */
    static FittedModel fit(AdditiveModel model, Frame given, BiFunction<Preparation, Frame, Posterior> posteriors) {
        Frame history = usable(model, given);
        Preparation preparation = prepare(model, history);
        long[] times = distinct(given.sorted().micros());
        Preparation.InitialTrend start = preparation.initialTrend(history);
        double[] y = history.values("y");
        boolean constant = Arrays.stream(y).allMatch(value -> value == y[0]);
        if (constant && model.growth() != Growth.LOGISTIC) {
            Parameters parameters = new Parameters(
                    start.rate(),
                    start.offset(),
                    new double[preparation.changepointTimes().length],
                    NO_NOISE,
                    new double[preparation.columns().size()]);
            return new FittedModel(preparation, history, times, parameters, null);
        }
        PosteriorMaximum maximum =
                PosteriorMaximiser.maximise(posteriors.apply(preparation, history), start.rate(), start.offset());
        return new FittedModel(preparation, history, times, parameters(preparation, maximum), maximum);
    }

    /** @param history rows with a value, in order of time */
    static Preparation prepare(AdditiveModel model, Frame history) {
        Preparation preparation = Preparation.of(model, history);
        preparation.require(history);
        return preparation;
    }

    static long[] distinct(long[] ascending) {
        long[] distinct = new long[ascending.length];
        int count = 0;
        for (long time : ascending) {
            if (count == 0 || distinct[count - 1] != time) {
                distinct[count++] = time;
            }
        }
        return Arrays.copyOf(distinct, count);
    }

    /** The rows that a fit is of, in order of time. */
    static Frame usable(AdditiveModel model, Frame given) {
        if (given.size() == 0) {
            throw new AdditiveInputException("The history has no rows; a fit needs two rows with a value at least");
        }
        Frame history = withValue(given);
        if (history.size() < 2) {
            throw new AdditiveInputException("The history has "
                    + (history.size() == 0 ? "no row" : "one row only") + " with a value in column 'y', of "
                    + given.size() + "; a fit needs two at least");
        }
        if (history.micros()[0] == history.micros()[history.size() - 1]) {
            throw new AdditiveInputException("Column 'ds': all " + history.size() + " rows with a value are at "
                    + history.time(0) + "; a fit needs two times at least");
        }
        for (Regressor regressor : model.regressors()) {
            if (!history.has(regressor.name())) {
                throw new AdditiveInputException("Regressor '" + regressor.name()
                        + "': the history has no such column; it has " + history.columns());
            }
        }
        if (model.growth() == Growth.LOGISTIC) {
            Preparation.requireLimit(history, "cap");
            if (history.has("floor")) {
                Preparation.requireNumbers(history, "floor");
            }
        }
        return history;
    }

    /** The rows that have a value, in order of time. */
    static Frame withValue(Frame given) {
        double[] y = given.values("y");
        for (int row = 0; row < y.length; row++) {
            if (Double.isInfinite(y[row])) {
                throw new AdditiveInputException("Column 'y': the value in row " + row + " (at " + given.time(row)
                        + ") is infinite; give a number, or leave it absent");
            }
        }
        return given.where("y").sorted();
    }

    static Posterior posterior(Preparation preparation, Frame history) {
        DesignMatrix features = preparation.plan().matrix(history);
        if (features.coupledColumns() > MOST_COUPLED_COLUMNS) {
            throw new AdditiveInputException("Holidays: " + features.coupledColumns() + " columns are on some days of "
                    + "others, though not on all of them; at most " + MOST_COUPLED_COLUMNS
                    + " such columns can be fitted. "
                    + "Give holidays that come together one name, or leave out windows that overlap");
        }
        return new Posterior(
                curve(preparation.model().growth()),
                preparation.scaledValues(history),
                preparation.scaledCapacities(history),
                new Hinges(preparation.times(history.micros()), preparation.changepointTimes()),
                features,
                priors(preparation));
    }

    static Priors priors(Preparation preparation) {
        return new Priors(preparation.plan().priorScales(), preparation.model().changepointPriorScale());
    }

    static Curve curve(Growth growth) {
        return switch (growth) {
            case LINEAR -> Curve.LINE;
            case LOGISTIC -> Curve.LOGISTIC;
            case FLAT -> Curve.FLAT;
        };
    }

    static Parameters parameters(Preparation preparation, PosteriorMaximum maximum) {
        double[] changes = maximum.changes();
        double rate = maximum.rate();
        if (preparation.model().growth() == Growth.FLAT) {
            changes = new double[preparation.changepointTimes().length];
        } else if (preparation.changepointMicros().length == 0) {
            rate += changes[0];
            changes = new double[1];
        }
        return new Parameters(rate, maximum.offset(), changes, maximum.noise(), maximum.coefficients());
    }

    /** What the model is made of. */
    public AdditiveModel model() {
        return preparation.model();
    }

    /** What was decided before the fit. */
    public Preparation preparation() {
        return preparation;
    }

    /** The parameters. Without changepoints, the change that stands in for them is part of the rate. */
    public Parameters parameters() {
        return parameters;
    }

    /**
     * The maximum that was found, with its proof. Absent where nothing was searched: the series never changes, or the model
     * was read from a file.
     */
    public Optional<PosteriorMaximum> maximum() {
        return Optional.ofNullable(maximum);
    }

    /** Rows of the history that have a value, in order of time. */
    public Frame history() {
        return history;
    }

    long[] historyTimes() {
        return historyTimes;
    }

    /** Rows after the last time of the history, one step apart, without columns. */
    public Frame future(int rows, Duration step) {
        return Frame.regular(Frame.time(historyTimes[historyTimes.length - 1]).plus(step), step, rows);
    }

    /**
     * Forecasts rows.
     *
     * @param rows with the columns that the model asks for, at any times, also of the history
     * @return in order of time; rows at one time in the order in which they came
     * @throws AdditiveInputException where a column lacks or holds what no model can use
     */
    public Forecast predict(Frame rows) {
        if (rows.size() == 0) {
            throw new AdditiveInputException("There are no rows to forecast; give one at least");
        }
        Frame ordered = rows.sorted();
        preparation.require(ordered);
        return new ForecastMaker(this).forecast(ordered);
    }

    /** What its components look like, for plots. */
    public Components components() {
        return new Components(this);
    }

    /**
     * The forecast alone, without components and intervals.
     *
     * @param rows as for {@link #predict}
     * @return in the order of the rows, whatever their times
     */
    public double[] yhat(Frame rows) {
        Frame ordered = rows.sorted();
        preparation.require(ordered);
        double[] sorted = new ForecastMaker(this).yhat(ordered);
        int[] order = rows.order();
        double[] yhat = new double[sorted.length];
        for (int place = 0; place < order.length; place++) {
            yhat[order[place]] = sorted[place];
        }
        return yhat;
    }

    /** Scaled trend of rows in order of time. */
    double[] scaledTrend(double[] times, double[] capacities) {
        Hinges hinges = new Hinges(times, preparation.changepointTimes());
        double rate = parameters.rate();
        double offset = parameters.offset();
        return switch (model().growth()) {
            case FLAT -> hinges.line(0, offset, new double[preparation.changepointTimes().length]);
            case LINEAR -> hinges.line(rate, offset, parameters.changes());
            case LOGISTIC -> {
                double[] line = hinges.line(rate, -rate * offset, parameters.changes());
                for (int row = 0; row < line.length; row++) {
                    line[row] = capacities[row] / (1 + Math.exp(-line[row]));
                }
                yield line;
            }
        };
    }

    /** Scaled time of the newest value: 1, unless rows were added since the preparation. */
    double lastTime() {
        long[] micros = history.micros();
        return Math.max(1, preparation.times(micros)[micros.length - 1]);
    }

    /** Mean step of the history in scaled time. */
    double meanStep() {
        double[] times = preparation.times(history.micros());
        return (times[times.length - 1] - times[0]) / Math.max(1, times.length - 1);
    }

    DesignMatrix features(Frame rows) {
        return preparation.plan().matrix(rows);
    }
}
