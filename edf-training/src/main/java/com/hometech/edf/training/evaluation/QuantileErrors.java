package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.accuracy.Pinball;
import java.util.List;

/**
 * Sums over the quantiles of forecasts: how often a reading lies at or below each, and what each loses. A quantile forecast
 * is calibrated where the share at or below it is its level (Gneiting, Balabdaoui and Raftery, 2007).
 */
public final class QuantileErrors {
    private final List<Double> levels;
    private final long[] atOrBelow;
    private final double[] loss;
    private long rows;

    /**
     * @param levels of the quantiles, ascending in (0, 1)
     * @throws InvalidInputException when they are not
     */
    public QuantileErrors(List<Double> levels) {
        this.levels = List.copyOf(levels);
        this.atOrBelow = new long[levels.size()];
        this.loss = new double[levels.size()];
        double previous = 0;
        for (double level : levels) {
            if (!(level > previous && level < 1)) {
                throw new InvalidInputException("Quantile levels must ascend inside (0, 1); given " + levels);
            }
            previous = level;
        }
    }

    /**
     * Adds a forecast.
     *
     * @param quantilesKwh one for each level [kWh]
     */
    public void add(double actualKwh, double[] quantilesKwh) {
        rows++;
        for (int level = 0; level < loss.length; level++) {
            atOrBelow[level] += actualKwh <= quantilesKwh[level] ? 1 : 0;
            loss[level] += Pinball.loss(levels.get(level), actualKwh, quantilesKwh[level]);
        }
    }

    /** The levels, ascending. */
    public List<Double> levels() {
        return levels;
    }

    /** How many forecasts were added. */
    public long rows() {
        return rows;
    }

    /** Share of readings at or below the quantile of a level [%]; NaN where there are no rows. */
    public double atOrBelowPercent(int level) {
        return 100.0 * atOrBelow[level] / rows;
    }

    /** Mean pinball loss of a level [kWh]; NaN where there are no rows. */
    public double pinballKwh(int level) {
        return loss[level] / rows;
    }
}
