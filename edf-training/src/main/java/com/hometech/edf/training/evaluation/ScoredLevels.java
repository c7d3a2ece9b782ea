package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.inference.Prediction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The levels at which forecasts are scored: those of the model's quantiles, and the median. Where the model has no quantile
 * of the level 0.5, its forecast stands for the median.
 */
public final class ScoredLevels {
    private static final double MEDIAN = 0.5;
    private static final int NONE = -1;

    private final List<Double> quantiles;
    private final List<Double> all;
    /** Where the forecast stands for the median; {@link #NONE} where the model has that quantile. */
    private final int forecastAt;

    private ScoredLevels(List<Double> quantiles) {
        this.quantiles = List.copyOf(quantiles);
        this.all = Stream.concat(quantiles.stream(), Stream.of(MEDIAN))
                .distinct()
                .sorted()
                .toList();
        this.forecastAt = quantiles.contains(MEDIAN) ? NONE : all.indexOf(MEDIAN);
    }

    /**
     * Levels of a model.
     *
     * @param quantiles levels of its quantiles, ascending; the first and the last are the ends of the interval
     * @throws InvalidInputException when they do not ascend inside (0, 1) from below the median to above
     */
    public static ScoredLevels of(List<Double> quantiles) {
        boolean ascending = quantiles.stream().sorted().distinct().toList().equals(quantiles);
        if (!ascending
                || quantiles.isEmpty()
                || !(0 < quantiles.get(0) && quantiles.get(0) < MEDIAN)
                || !(MEDIAN < quantiles.get(quantiles.size() - 1) && quantiles.get(quantiles.size() - 1) < 1)) {
            throw new InvalidInputException(
                    "Quantile levels must ascend inside (0, 1) from below 0.5 to above; given " + quantiles);
        }
        return new ScoredLevels(quantiles);
    }

    /** Levels of the model's quantiles, ascending. */
    public List<Double> quantiles() {
        return quantiles;
    }

    /** All levels that are scored, ascending: those of the quantiles, and 0.5. */
    public List<Double> all() {
        return all;
    }

    /** Position of a quantile of the model among all levels. */
    public int positionOf(int quantile) {
        return forecastAt != NONE && quantile >= forecastAt ? quantile + 1 : quantile;
    }

    /** Both ends of the interval. */
    public IntervalLevels interval() {
        return new IntervalLevels(quantiles.get(0), quantiles.get(quantiles.size() - 1));
    }

    /** Pairs of quantiles that leave the same share of readings below and above, such as 0.1 and 0.9, the widest first. */
    public List<IntervalLevels> centralIntervals() {
        List<IntervalLevels> central = new ArrayList<>();
        for (double lower : quantiles) {
            double upper = BigDecimal.ONE.subtract(BigDecimal.valueOf(lower)).doubleValue();
            if (lower < MEDIAN && quantiles.contains(upper)) {
                central.add(new IntervalLevels(lower, upper));
            }
        }
        return central;
    }

    /**
     * Makes sure that a prediction has these quantiles.
     *
     * @throws InvalidInputException when it has more or fewer
     */
    public void require(Prediction prediction) {
        if (prediction.quantiles().length != quantiles.size()) {
            throw new InvalidInputException("The prediction has " + prediction.quantiles().length
                    + " quantiles, but the levels are " + quantiles + ": the model was fitted with other"
                    + " edf_training.quantiles");
        }
    }

    /**
     * What a row's forecast says at each level.
     *
     * @param kwh takes one number for each of {@link #all()} [kWh]
     */
    public void fill(Prediction prediction, int row, double[] kwh) {
        for (int level = 0; level < kwh.length; level++) {
            if (level == forecastAt) {
                kwh[level] = prediction.yhat()[row];
            } else {
                int quantile = forecastAt != NONE && level > forecastAt ? level - 1 : level;
                kwh[level] = prediction.quantiles()[quantile][row];
            }
        }
    }
}
