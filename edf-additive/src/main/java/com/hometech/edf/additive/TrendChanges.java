package com.hometech.edf.additive;

import com.hometech.edf.additive.solve.Hinges;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What may happen to the trend after the history, as Prophet 1.1.2 and later has it: in each row its rate changes with one
 * probability, by a Laplace amount as large as the changes of the history were on average. A change works by half from its
 * row on, by half from the next.
 *
 * @param rows number of rows after the history
 * @param step their mean distance [scaled time]
 * @param probability of a change in a row
 * @param scale of the changes
 */
record TrendChanges(int rows, double step, double probability, double scale) {
    /** Added to the mean change, so that there is always one. */
    private static final double LEAST_SCALE = 1e-8;

    /** @param times of the rows after the history */
    static TrendChanges of(FittedModel fitted, double[] times) {
        double step = times.length > 1 ? (times[times.length - 1] - times[0]) / (times.length - 1) : fitted.meanStep();
        double[] changes = fitted.parameters().changes();
        double mean = Arrays.stream(changes).map(Math::abs).sum() / changes.length;
        double probability = Math.min(1, changes.length * step);
        return new TrendChanges(times.length, step, probability, mean + LEAST_SCALE);
    }

    /** What a change of the usual size adds to a linear trend, by the number of rows since. */
    double reach(int distance) {
        return scale * step * (distance + 0.5);
    }

    /**
     * Deviations of a linear trend, row by row: the samples in which it changed before; in all others it is 0.
     *
     * @return by row
     */
    double[][] linearSamples(int samples, SplittableRandom random) {
        double[][] values = new double[rows][samples];
        int[] counts = new int[rows];
        double[] path = new double[rows];
        for (int sample = 0; sample < samples; sample++) {
            int start = rows;
            for (int row = nextChange(0, random); row < rows; row = nextChange(row + 1, random)) {
                if (start == rows) {
                    start = row;
                    Arrays.fill(path, row, rows, 0);
                }
                double change = laplace(random) * step;
                for (int later = row; later < rows; later++) {
                    path[later] += change * (later - row + 0.5);
                }
            }
            for (int row = start; row < rows; row++) {
                values[row][counts[row]++] = path[row];
            }
        }
        for (int row = 0; row < rows; row++) {
            values[row] = Arrays.copyOf(values[row], counts[row]);
        }
        return values;
    }

    /** The next row with a change, from a row on: the rows between are geometrically distributed. */
    private int nextChange(int from, SplittableRandom random) {
        if (probability >= 1) {
            return from;
        }
        if (probability <= 0) {
            return rows;
        }
        double skipped = Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-probability));
        return skipped >= rows - from ? rows : from + (int) skipped;
    }

    private double laplace(SplittableRandom random) {
        double size = -Math.log(1 - random.nextDouble());
        return random.nextBoolean() ? scale * size : -scale * size;
    }

    /**
     * Scaled logistic trends, sample by sample, less their mean by row.
     *
     * @param times of the rows
     * @param capacities of the rows
     * @return by row
     */
    double[][] logisticSamples(
            Parameters parameters,
            double[] changepoints,
            double[] times,
            double[] capacities,
            int samples,
            SplittableRandom random) {
        double[] line = lineOnGrid(parameters, changepoints, times);
        double[][] values = new double[rows][samples];
        double[] path = new double[rows];
        for (int sample = 0; sample < samples; sample++) {
            System.arraycopy(line, 0, path, 0, rows);
            for (int row = nextChange(0, random); row < rows; row = nextChange(row + 1, random)) {
                double half = laplace(random) / 2;
                for (int later = row + 1; later < rows; later++) {
                    path[later] += half * (times[later] - times[row] + (times[later] - times[row + 1]));
                }
            }
            for (int row = 0; row < rows; row++) {
                values[row][sample] = capacities[row] / (1 + Math.exp(-path[row]));
            }
        }
        for (double[] row : values) {
            double mean = Arrays.stream(row).sum() / samples;
            for (int sample = 0; sample < samples; sample++) {
                row[sample] -= mean;
            }
        }
        return values;
    }

    /**
     * The exponent of the logistic trend with its changes put off to the next point of a grid of the future's step, and but
     * one change at each: that is how Prophet runs the history again for its samples.
     */
    private double[] lineOnGrid(Parameters parameters, double[] changepoints, double[] times) {
        double[] changes = parameters.changes();
        double[] places = new double[changes.length];
        double[] kept = changes.clone();
        for (int index = 0; index < changes.length; index++) {
            double next = Math.floor(changepoints[index] / step);
            while (next * step <= changepoints[index]) {
                next++;
            }
            places[index] = next * step;
            if (index > 0 && places[index] == places[index - 1]) {
                kept[index - 1] = 0;
            }
        }
        return new Hinges(times, places).line(parameters.rate(), -parameters.rate() * parameters.offset(), kept);
    }
}
