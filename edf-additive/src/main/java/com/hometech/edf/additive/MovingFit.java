package com.hometech.edf.additive;

import com.hometech.edf.additive.solve.Curve;
import com.hometech.edf.additive.solve.DesignMatrix;
import com.hometech.edf.additive.solve.Hinges;
import com.hometech.edf.additive.solve.PosteriorMaximiser;
import com.hometech.edf.additive.solve.PosteriorMaximum;
import com.hometech.edf.additive.solve.SufficientStatistics;
import com.hometech.edf.additive.solve.SummedPosterior;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fit that moves on with time without its history: rows are added at the end and dropped at the start, and the maximum of
 * the posterior for the rows held follows from sums over them. Immutable; may be used by many threads.
 *
 * <p>What was decided before the first fit stays: scales, changepoints, standardisation of regressors, seasonalities and
 * holidays. So a moved fit is the fit of the rows held with that {@link Preparation}, not the one that
 * {@link AdditiveModel#fit} would prepare anew: scaled time goes on beyond 1, and the trend has no changepoints there. Fit
 * again from time to time.
 *
 * <p>Only linear and flat growth with additive terms can be moved, as other models need their rows.
 */
public final class MovingFit {
    private static final int MOST_COLUMNS = 2000;
    /** Growth of the reference's squares from which on another one is taken. */
    private static final double STALE = 2;

    private final Preparation preparation;
    /** Whose residuals the statistics know: a maximum for the rows that were held once. */
    private final Parameters reference;
    /** What its squares were when it was chosen. */
    private final double referenceSquares;
    /** Of a history that never changed: its value; otherwise NaN. */
    private final double level;
    /** Rows held that are not at the level. */
    private final int offLevel;

    private final SufficientStatistics statistics;
    private final HeldRows newest;
    /** Where the search starts; the same whatever was asked before. */
    private final Parameters start;

    private @Nullable FittedModel fitted;

    private MovingFit(
            Preparation preparation,
            Parameters reference,
            double referenceSquares,
            double level,
            int offLevel,
            SufficientStatistics statistics,
            HeldRows newest,
            Parameters start,
            @Nullable FittedModel fitted) {
        this.preparation = preparation;
        this.reference = reference;
        this.referenceSquares = referenceSquares;
        this.level = level;
        this.offLevel = offLevel;
        this.statistics = statistics;
        this.newest = newest;
        this.start = start;
        this.fitted = fitted;
    }

    /**
     * Fits a history, as {@link AdditiveModel#fit}, and makes it ready to move.
     *
     * @throws AdditiveInputException where the history cannot be fitted, or the model cannot move: see {@link #canMove}
     */
    public static MovingFit of(AdditiveModel model, Frame history) {
        return of(model.fit(history));
    }

    /**
     * Makes a fit ready to move.
     *
     * @param fitted with its whole history
     * @throws AdditiveInputException where the model cannot move: see {@link #canMove}, or its history does not begin where
     *     that of the fit began
     */
    public static MovingFit of(FittedModel fitted) {
        Preparation preparation = fitted.preparation();
        requireMovable(preparation);
        Frame history = fitted.history();
        if (history.micros()[0] != preparation.scales().startMicros()) {
            throw new AdditiveInputException(
                    "The model's history begins at " + history.time(0) + ", but it was fitted from "
                            + preparation.start()
                            + " on; give a model with its whole history, or MovingFit.read the state that "
                            + "was written with it");
        }
        double[] y = history.values("y");
        boolean constant = Arrays.stream(y).allMatch(value -> value == y[0]);
        SufficientStatistics statistics = statistics(preparation, fitted.parameters(), history);
        return new MovingFit(
                preparation,
                fitted.parameters(),
                statistics.squares(),
                constant ? y[0] : Double.NaN,
                0,
                statistics,
                HeldRows.of(preparation, history, fitted.historyTimes()),
                fitted.parameters(),
                fitted);
    }

    /**
     * Whether fits with this preparation can move: growth is linear or flat, all terms are additive, and there are not more
     * than {@value #MOST_COLUMNS} columns of features.
     */
    public static boolean canMove(Preparation preparation) {
        return obstacle(preparation).isEmpty();
    }

    static void requireMovable(Preparation preparation) {
        obstacle(preparation).ifPresent(obstacle -> {
            throw new AdditiveInputException("This fit cannot move on without its history: " + obstacle
                    + ". Sums over rows suffice for linear or flat growth, additive terms alone and up to "
                    + MOST_COLUMNS
                    + " columns of features; fit the model to the longer history again instead");
        });
    }

    private static Optional<String> obstacle(Preparation preparation) {
        if (preparation.model().growth() == Growth.LOGISTIC) {
            return Optional.of("its growth is logistic");
        }
        int columns = preparation.columns().size();
        if (columns > MOST_COLUMNS) {
            return Optional.of("it has " + columns + " columns of features, and keeps a number for each pair of them");
        }
        return preparation.columns().stream()
                .filter(column -> column.mode() == Mode.MULTIPLICATIVE)
                .findFirst()
                .map(column -> "'" + column.component() + "' is multiplicative");
    }

    private static SufficientStatistics statistics(Preparation preparation, Parameters reference, Frame rows) {
        double[] times = preparation.times(rows.micros());
        Hinges hinges = new Hinges(times, preparation.changepointTimes());
        DesignMatrix features = preparation.plan().plainMatrix(rows);
        Growth growth = preparation.model().growth();
        double[] line =
                hinges.line(growth == Growth.FLAT ? 0 : reference.rate(), reference.offset(), reference.changes());
        double[] terms = features.times(reference.coefficients());
        double[] residuals = preparation.scaledValues(rows);
        for (int row = 0; row < residuals.length; row++) {
            residuals[row] -= line[row] + terms[row];
        }
        return SufficientStatistics.of(FittedModel.curve(growth), residuals, hinges, features);
    }

    /**
     * The fit with more rows.
     *
     * @param rows with the columns that the history has; those without {@code y} are left out. At the end usually, though
     *     any times are right
     * @throws AdditiveInputException where a column lacks or holds what no model can use
     */
    public MovingFit add(Frame rows) {
        return moved(rows, true);
    }

    /**
     * The fit with fewer rows.
     *
     * @param rows at the start that were part of the history, or added, with the very values that they had then. This is not
     *     checked: nothing is kept to check it with, and other rows make wrong sums
     * @throws AdditiveInputException where a column lacks or holds what no model can use, or fewer than two rows are left
     */
    public MovingFit drop(Frame rows) {
        return moved(rows, false);
    }

    private MovingFit moved(Frame given, boolean added) {
        if (given.size() == 0) {
            return this;
        }
        Frame usable = FittedModel.withValue(given);
        preparation.require(usable);
        SufficientStatistics some = statistics(preparation, reference, usable);
        HeldRows held = added ? newest.with(given, usable) : newest.without(given, usable);
        if (!added
                && (held.rows().size() < 2
                        || statistics.rows() - some.rows() < held.rows().size())) {
            throw new AdditiveInputException("Of " + statistics.rows() + " rows " + some.rows() + " are to be dropped, "
                    + (held.rows().size() < 2
                            ? "the newest ones among them: a fit needs two at least"
                            : "which were not all among them")
                    + "; drop rows at the start that the fit holds");
        }
        int off = offLevel(usable);
        MovingFit moved = new MovingFit(
                preparation,
                reference,
                referenceSquares,
                level,
                added ? offLevel + off : offLevel - off,
                added ? statistics.plus(some) : statistics.minus(some),
                held,
                start,
                null);
        return moved.statistics.squares() > STALE * referenceSquares ? moved.rebased() : moved;
    }

    /**
     * The same with a reference that fits the rows held. One that fits new rows badly, as a year's seasonality known from few
     * months, would make squares in which those of the maximum are lost.
     */
    private MovingFit rebased() {
        Parameters better = fitted().parameters();
        double[] free = free(better);
        double[] changes = changes(better);
        Arrays.setAll(free, index -> free[index] - free(reference)[index]);
        Arrays.setAll(changes, hinge -> changes[hinge] - changes(reference)[hinge]);
        SufficientStatistics rebased = statistics.rebased(free, changes);
        return new MovingFit(
                preparation, better, rebased.squares(), level, offLevel, rebased, newest, better, fitted());
    }

    private int offLevel(Frame rows) {
        int off = 0;
        for (double value : rows.values("y")) {
            off += Double.isNaN(level) || value == level ? 0 : 1;
        }
        return off;
    }

    /** Number of rows held, all with a value. */
    public int rows() {
        return statistics.rows();
    }

    /** What was decided before the first fit, and stays. */
    public Preparation preparation() {
        return preparation;
    }

    /**
     * The model with the parameters that fit the rows held best, and the proof of it. Computed once, when it is first asked
     * for. It begins its future after the newest row and counts the trend's uncertainty from there; of its history it has the
     * newest rows only (Prophet, reading its file, counts from where the first fit ended, and says wider intervals).
     */
    public synchronized FittedModel fitted() {
        if (fitted == null) {
            fitted = solve();
        }
        return fitted;
    }

    private FittedModel solve() {
        if (!Double.isNaN(level) && offLevel == 0) {
            return new FittedModel(preparation, newest.rows(), newest.times(), levelParameters(), null);
        }
        SummedPosterior posterior =
                new SummedPosterior(statistics, FittedModel.priors(preparation), free(reference), changes(reference));
        PosteriorMaximum maximum = PosteriorMaximiser.maximise(posterior, free(start), changes(start));
        return new FittedModel(
                preparation, newest.rows(), newest.times(), FittedModel.parameters(preparation, maximum), maximum);
    }

    private Parameters levelParameters() {
        return new Parameters(
                0,
                preparation.scaledValues(newest.rows())[0],
                new double[preparation.changepointTimes().length],
                FittedModel.NO_NOISE,
                new double[preparation.columns().size()]);
    }

    private double[] free(Parameters parameters) {
        double[] coefficients = parameters.coefficients();
        double[] free = new double[2 + coefficients.length];
        free[0] = isFlat() ? 0 : parameters.rate();
        free[1] = parameters.offset();
        System.arraycopy(coefficients, 0, free, 2, coefficients.length);
        return free;
    }

    private double[] changes(Parameters parameters) {
        return isFlat() ? new double[0] : parameters.changes();
    }

    private boolean isFlat() {
        return FittedModel.curve(preparation.model().growth()) == Curve.FLAT;
    }

    /**
     * Writes what {@code prophet_model.json} does not hold: the sums, a few kilobytes for the usual model (8 bytes for each
     * pair of columns). {@link #read} needs it with a model that {@link ProphetJson#write} wrote of {@link #fitted()}.
     */
    public void write(DataOutput out) throws IOException {
        MovingFitState.write(
                out,
                preparation,
                new MovingFitState(reference, referenceSquares, level, offLevel, newestMillis(newest), statistics));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param model what {@link #fitted()} was, for example as {@link ProphetJson#read} gives it back
     * @throws AdditiveInputException where the bytes end too early, are damaged or are nothing of this kind, or belong to
     *     another model
     */
    public static MovingFit read(FittedModel model, DataInput in) throws IOException {
        Preparation preparation = model.preparation();
        requireMovable(preparation);
        MovingFitState state = MovingFitState.read(in, preparation);
        HeldRows newest = HeldRows.of(preparation, model.history(), model.historyTimes());
        if (newestMillis(newest) != state.newestMillis()) {
            throw new AdditiveInputException("The state of the moving fit ends at "
                    + Frame.time(state.newestMillis() * 1000) + ", the model's history at "
                    + newest.rows().time(newest.rows().size() - 1) + "; give the two that were written together");
        }
        return new MovingFit(
                preparation,
                state.reference(),
                state.referenceSquares(),
                state.level(),
                state.offLevel(),
                state.statistics(),
                newest,
                model.parameters(),
                null);
    }

    /** Time of the newest row; files of models know milliseconds. */
    private static long newestMillis(HeldRows newest) {
        return Math.floorDiv(newest.rows().micros()[newest.rows().size() - 1], 1000);
    }
}
