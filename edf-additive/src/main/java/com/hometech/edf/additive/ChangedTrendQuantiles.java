package com.hometech.edf.additive;

import java.util.Arrays;

/**
 * Quantiles of noise plus the deviation of a linear trend, without sampling. The deviation in row i is a sum of independent
 * terms, each 0 or, with one probability, Laplace with a scale that grows with the distance; so the characteristic function
 * is a product with one factor more in each row. The distribution function follows from it by the midpoint rule (Bohmann,
 * 1970; Davies, 1973), whose error is the probability of values further out than half its period, here below 1e-8.
 */
final class ChangedTrendQuantiles {
    /** Gaussian factors below this count as 0. */
    private static final double LARGEST_EXPONENT = 28;

    private static final double GAUSSIAN_TAIL = 6;
    private static final double LAPLACE_TAIL = 40;
    private static final int MOST_POINTS = 1 << 14;

    private final TrendChanges changes;
    private final double probability;
    private final double spacing;
    private final double[] product;
    private int row = -1;
    private double varianceOfChanges;

    /**
     * @param probability that the upper quantile is not exceeded; above a half
     * @param smallestNoise of any row that will be asked for [as the changes]
     * @param largestNoise of any row that will be asked for [as the changes]
     */
    ChangedTrendQuantiles(TrendChanges changes, double probability, double smallestNoise, double largestNoise) {
        this.changes = changes;
        this.probability = probability;
        double reach = changes.reach(changes.rows() - 1);
        double furthest =
                GAUSSIAN_TAIL * largestNoise + reach * (LAPLACE_TAIL + changes.probability() * changes.rows() / 4);
        this.spacing = Math.PI / furthest;
        double last = Math.sqrt(2 * LARGEST_EXPONENT) / smallestNoise;
        double points = Math.ceil(last / spacing);
        this.product = new double[points <= MOST_POINTS ? (int) points : 0];
        Arrays.fill(product, 1);
    }

    /** Whether the noise is large enough beside the changes; otherwise nothing may be asked. */
    boolean isFeasible() {
        return product.length > 0;
    }

    /** Goes to the next row. */
    void next() {
        row++;
        double reach = changes.reach(row);
        double part = changes.probability();
        varianceOfChanges += part * 2 * reach * reach;
        double scaled = spacing * reach;
        for (int index = 0; index < product.length; index++) {
            double argument = (index + 0.5) * scaled;
            product[index] *= 1 - part + part / (1 + argument * argument);
        }
    }

    /** The quantile in the present row; the lower one is its negative. */
    double upper(double noise) {
        double[] weights = new double[product.length];
        int count = 0;
        double exponent = 0;
        while (count < weights.length && exponent < LARGEST_EXPONENT) {
            double argument = (count + 0.5) * spacing * noise;
            exponent = argument * argument / 2;
            weights[count] = product[count] * Math.exp(-exponent);
            count++;
        }
        double low = 0;
        double high = Math.PI / spacing;
        double quantile =
                Math.min(high / 2, NormalQuantile.at(probability) * Math.sqrt(noise * noise + varianceOfChanges));
        for (int round = 0; round < 100; round++) {
            // sines and cosines of the midpoints by rotation
            double step = spacing * quantile;
            double turnSine = Math.sin(step);
            double turnCosine = Math.cos(step);
            double sine = Math.sin(step / 2);
            double cosine = Math.cos(step / 2);
            double sum = 0;
            double density = 0;
            for (int index = 0; index < count; index++) {
                sum += weights[index] * sine / (index + 0.5);
                density += weights[index] * cosine;
                double turned = sine * turnCosine + cosine * turnSine;
                cosine = cosine * turnCosine - sine * turnSine;
                sine = turned;
            }
            double excess = 0.5 + sum / Math.PI - probability;
            if (excess > 0) {
                high = quantile;
            } else {
                low = quantile;
            }
            double newton = quantile - excess * Math.PI / (density * spacing);
            double next = newton > low && newton < high ? newton : (low + high) / 2;
            if (Math.abs(next - quantile) <= 1e-9 * quantile) {
                return next;
            }
            quantile = next;
        }
        return quantile;
    }
}
