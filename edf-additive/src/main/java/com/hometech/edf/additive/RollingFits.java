package com.hometech.edf.additive;

import com.hometech.edf.additive.solve.DesignMatrix;
import com.hometech.edf.additive.solve.Hinges;
import com.hometech.edf.additive.solve.Posterior;
import com.hometech.edf.additive.solve.PosteriorMaximum.Proof;
import com.hometech.edf.additive.solve.RunningMoments;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fits of one model at many origins of one series: at each, what {@link AdditiveModel#fit} finds from the rows up to the
 * origin, with scales, changepoints and seasonalities prepared anew, up to rounding (1e-9 of the scale). Immutable; may be
 * used by many threads.
 *
 * <p>With linear or flat growth and additive terms alone, the products of all columns come from one pass over the series; a
 * fit then costs its solution and two looks at the residuals. About 50 kB are kept for each origin and 50 columns. Other
 * models, and those with more than {@value #MOST_COLUMNS} columns, are fitted at each origin from the beginning.
 *
 * <p>Given changepoints count from the origins on that know later rows; the others are left out, as in Prophet's
 * {@code cross_validation}.
 */
public final class RollingFits {
    private static final int MOST_COLUMNS = 256;

    private final AdditiveModel model;
    private final Frame rows;
    private final Frame history;
    private final List<LocalDateTime> origins;
    /** By seasonalities, as the data may decide on them, the sums of all origins that have these. */
    private final Map<List<Seasonality>, Sums> sums;

    /**
     * @param last preparation at the last of the origins: the scales that the sums are of
     * @param features of all rows, without regressors
     */
    private record Sums(Preparation last, DesignMatrix features, RunningMoments moments) {}

    private RollingFits(AdditiveModel model, Frame rows, Frame history, List<LocalDateTime> origins) {
        this.model = model;
        this.rows = rows;
        this.history = history;
        this.origins = List.copyOf(origins);
        this.sums = isSummed() ? sums() : Map.of();
    }

    /**
     * Makes fits at these origins ready.
     *
     * @param rows of the series, as {@link AdditiveModel#fit} takes them
     * @param origins in any order; rows at an origin are known to it
     * @throws AdditiveInputException where the rows up to an origin cannot be fitted
     */
    public static RollingFits of(AdditiveModel model, Frame rows, List<LocalDateTime> origins) {
        Frame ordered = rows.sorted();
        Frame history = FittedModel.usable(model, ordered);
        for (LocalDateTime origin : origins) {
            int known = count(history, origin);
            if (known < 2 || history.micros()[0] == history.micros()[known - 1]) {
                throw new AdditiveInputException("Origin " + origin + ": " + known + " rows with a value in "
                        + "column 'y' are known then" + (known < 2 ? "" : ", all at one time")
                        + "; a fit needs two times at least, so begin later");
            }
        }
        return new RollingFits(model, ordered, history, origins);
    }

    /** The origins, as they were given. */
    public List<LocalDateTime> origins() {
        return origins;
    }

    /** The fits at the origins, in their order; each is computed when it is asked for. */
    public Stream<FittedModel> fits() {
        return origins.stream().map(this::at);
    }

    /**
     * The fit at an origin, computed anew each time.
     *
     * @param origin one of {@link #origins}
     */
    public FittedModel at(LocalDateTime origin) {
        if (!origins.contains(origin)) {
            throw new AdditiveInputException("There is no origin " + origin + " among the " + origins.size()
                    + " that were made ready; give it when they are");
        }
        Frame known = rows.rows(0, count(rows, origin));
        AdditiveModel own = modelAt(origin);
        FittedModel fitted = FittedModel.fit(own, known, this::posterior);
        // without a maximum, the answer depends on the last digits of the moments
        return isProvedOrConstant(fitted) ? fitted : own.fit(known);
    }

    private static boolean isProvedOrConstant(FittedModel fitted) {
        return fitted.maximum()
                .map(maximum -> maximum.proof() == Proof.GLOBAL || maximum.proof() == Proof.LOCAL)
                .orElse(true);
    }

    private Posterior posterior(Preparation preparation, Frame known) {
        Sums own = sums.get(preparation.seasonalities());
        if (own == null) {
            return FittedModel.posterior(preparation, known);
        }
        return own.moments.posterior(
                FittedModel.curve(model.growth()),
                preparation.scaledValues(known),
                new Hinges(preparation.times(known.micros()), preparation.changepointTimes()),
                features(own, preparation, known),
                FittedModel.priors(preparation),
                scales(own.last, preparation));
    }

    private static DesignMatrix features(Sums sums, Preparation preparation, Frame known) {
        int columns = preparation.columns().size();
        DesignMatrix.Builder builder = new DesignMatrix.Builder(known.size(), columns).firstRowsOf(sums.features);
        int column = columns - preparation.regressors().size();
        for (Map.Entry<Regressor, Standardisation> entry :
                preparation.regressors().entrySet()) {
            builder.dense(
                    column++,
                    false,
                    entry.getValue().apply(known.values(entry.getKey().name())));
        }
        return builder.build();
    }

    /** From regressors as the last origin has them to those of an earlier one. */
    private static RunningMoments.Scales scales(Preparation last, Preparation preparation) {
        int columns = preparation.columns().size();
        double[] factors = new double[columns];
        double[] shifts = new double[columns];
        Arrays.fill(factors, 1);
        int column = columns - preparation.regressors().size();
        for (Map.Entry<Regressor, Standardisation> entry :
                preparation.regressors().entrySet()) {
            Standardisation to = entry.getValue();
            Standardisation from = last.regressors().getOrDefault(entry.getKey(), to);
            factors[column] = from.deviation() / to.deviation();
            shifts[column] = (from.mean() - to.mean()) / to.deviation();
            column++;
        }
        double timeFactor =
                last.scales().spanMicros() / (double) preparation.scales().spanMicros();
        return new RunningMoments.Scales(timeFactor, factors, shifts);
    }

    private boolean isSummed() {
        return model.growth() != Growth.LOGISTIC && !origins.isEmpty();
    }

    private Map<List<Seasonality>, Sums> sums() {
        Map<List<Seasonality>, List<LocalDateTime>> groups = new LinkedHashMap<>();
        origins.stream().sorted().forEach(origin -> groups.computeIfAbsent(
                        SeasonalityRules.decide(model, knownTimes(origin)), key -> new ArrayList<>())
                .add(origin));
        Map<List<Seasonality>, Sums> all = new HashMap<>();
        groups.forEach((seasonalities, members) -> {
            Sums own = sums(members);
            if (own != null) {
                all.put(seasonalities, own);
            }
        });
        return all;
    }

    /** Sums for origins with the same seasonalities; null where they would not pay or not suffice. */
    private @Nullable Sums sums(List<LocalDateTime> members) {
        LocalDateTime last = members.get(members.size() - 1);
        Frame known = history.rows(0, count(history, last));
        Preparation preparation = FittedModel.prepare(modelAt(last), known);
        if (!MovingFit.canMove(preparation) || preparation.columns().size() > MOST_COLUMNS) {
            return null;
        }
        int[] ends = members.stream()
                .mapToInt(origin -> count(history, origin))
                .distinct()
                .toArray();
        int[] marks = IntStream.concat(
                        IntStream.concat(IntStream.of(0), IntStream.of(ends)),
                        members.stream().flatMapToInt(this::changepointRows))
                .sorted()
                .distinct()
                .toArray();
        FeaturePlan unregressed =
                new FeaturePlan(preparation.seasonalities(), preparation.holidays(), model.holidaysMode(), Map.of());
        return new Sums(
                preparation,
                unregressed.plainMatrix(known),
                new RunningMoments(
                        preparation.times(known.micros()), preparation.plan().plainMatrix(known), marks, ends));
    }

    /** First rows at or after the changepoints that a fit at an origin has. */
    private IntStream changepointRows(LocalDateTime origin) {
        return Arrays.stream(Preparation.changepoints(modelAt(origin), knownTimes(origin)))
                .mapToInt(history::firstAtOrAfter);
    }

    /** The model without given changepoints at or after the newest row that is known at an origin. */
    private AdditiveModel modelAt(LocalDateTime origin) {
        List<LocalDateTime> given = model.givenChangepoints();
        if (given == null) {
            return model;
        }
        LocalDateTime newest = history.time(count(history, origin) - 1);
        return model.withChangepoints(given.stream().filter(newest::isAfter).toList());
    }

    /** Times of the rows with a value that are known at an origin. */
    private long[] knownTimes(LocalDateTime origin) {
        return Arrays.copyOf(history.micros(), count(history, origin));
    }

    /** How many rows are known at an origin. */
    private static int count(Frame ordered, LocalDateTime origin) {
        return ordered.firstAtOrAfter(Frame.micros(origin) + 1);
    }
}
