package com.hometech.edf.training.tune;

import com.hometech.edf.data.accuracy.Pinball;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.training.evaluation.Median;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sums of errors in a window, of each building (first) and origin (second), so that scores over any of the origins can be
 * made of them. Rows without a reading that can be trusted do not count.
 *
 * @param absoluteErrorKwh sum of |forecast - reading|
 * @param pinballKwh sum of the pinball loss, the mean over the quantiles and, at level 0.5, the forecast
 * @param absoluteReadingKwh sum of |reading|
 */
@SuppressWarnings("ArrayRecordComponent") // sums, never compared
record WindowErrors(double[][] absoluteErrorKwh, double[][] pinballKwh, double[][] absoluteReadingKwh) {
    private static final double MEDIAN = 0.5;

    /**
     * The errors of forecasts.
     *
     * @param origins of all rows, ascending [seconds since 1970 UTC]
     * @param levels of the prediction's quantiles, ascending
     */
    static WindowErrors of(FeatureTable table, Prediction prediction, long[] origins, List<Double> levels) {
        int buildings = table.buildings().size();
        WindowErrors errors = new WindowErrors(
                new double[buildings][origins.length],
                new double[buildings][origins.length],
                new double[buildings][origins.length]);
        Losses losses = new Losses(prediction, levels);
        for (int row = 0; row < table.rows(); row++) {
            double actual = table.targetKwh(row);
            if (Double.isFinite(actual)) {
                int building = table.buildingIndex(row);
                int origin = Arrays.binarySearch(origins, table.originEpochSecond(row));
                errors.absoluteErrorKwh[building][origin] += Math.abs(prediction.yhat()[row] - actual);
                errors.pinballKwh[building][origin] += losses.pinballKwh(row, actual);
                errors.absoluteReadingKwh[building][origin] += Math.abs(actual);
            }
        }
        return errors;
    }

    /** Loss of each row over the quantiles, with the forecast as the median. */
    private static final class Losses {
        private final List<Double> levels;
        private final double[][] kwhByLevel;

        Losses(Prediction prediction, List<Double> served) {
            levels = Stream.concat(served.stream(), Stream.of(MEDIAN))
                    .sorted()
                    .distinct()
                    .toList();
            kwhByLevel = levels.stream()
                    .map(level ->
                            level == MEDIAN ? prediction.yhat() : prediction.quantiles()[served.indexOf(level)])
                    .toArray(double[][]::new);
        }

        double pinballKwh(int row, double actualKwh) {
            double sum = 0;
            for (int level = 0; level < kwhByLevel.length; level++) {
                sum += Pinball.loss(levels.get(level), actualKwh, kwhByLevel[level][row]);
            }
            return sum / kwhByLevel.length;
        }
    }

    /**
     * Scores over some origins.
     *
     * @param origins positions; those that occur more than once count as often
     * @return NaN where no building has a reading other than zero
     */
    Score score(int[] origins) {
        return new Score(medianPercent(absoluteErrorKwh, origins), medianPercent(pinballKwh, origins));
    }

    private double medianPercent(double[][] sums, int[] origins) {
        return Median.of(IntStream.range(0, sums.length)
                .mapToDouble(
                        building -> percent(sum(sums[building], origins), sum(absoluteReadingKwh[building], origins)))
                .toArray());
    }

    private static double percent(double part, double whole) {
        return whole > 0 ? 100 * part / whole : Double.NaN;
    }

    private static double sum(double[] ofOrigins, int[] origins) {
        double sum = 0;
        for (int origin : origins) {
            sum += ofOrigins[origin];
        }
        return sum;
    }
}
