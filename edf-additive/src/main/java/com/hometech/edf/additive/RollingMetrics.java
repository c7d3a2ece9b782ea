package com.hometech.edf.additive;

import com.hometech.edf.additive.CrossValidation.Forecasted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Means of errors over a window that goes from the longest horizon to shorter ones: each is of the same number of forecasts,
 * and of the shortest horizon that it needs only in part, a weight.
 */
final class RollingMetrics {
    /** Values nearer to 0 have no error as a part of them. */
    private static final double LEAST_VALUE = 1e-8;

    private final List<Forecasted> ascending;
    /** First forecast of each distinct horizon; one more: the number of forecasts. */
    private final int[] starts;

    private final int window;

    private RollingMetrics(List<Forecasted> forecasts, double part) {
        this.ascending = new ArrayList<>(forecasts);
        ascending.sort(Comparator.comparing(Forecasted::horizon));
        this.window = Math.min(ascending.size(), Math.max(1, (int) (part * ascending.size())));
        int[] firsts = new int[ascending.size() + 1];
        int count = 0;
        for (int index = 0; index < ascending.size(); index++) {
            if (index == 0 || !horizon(index).equals(horizon(index - 1))) {
                firsts[count++] = index;
            }
        }
        firsts[count] = ascending.size();
        this.starts = Arrays.copyOf(firsts, count + 1);
    }

    static List<HorizonMetrics> of(List<Forecasted> forecasts, double window) {
        if (!(window >= 0 && window <= 1)) {
            throw new AdditiveInputException("The window is " + window + "; give a part of the forecasts from 0 to 1");
        }
        return forecasts.isEmpty() ? List.of() : new RollingMetrics(forecasts, window).metrics();
    }

    private Duration horizon(int index) {
        return ascending.get(index).horizon();
    }

    private List<HorizonMetrics> metrics() {
        boolean divisible = ascending.stream().allMatch(row -> Math.abs(row.y()) >= LEAST_VALUE);
        boolean bounded = ascending.stream().noneMatch(row -> Double.isNaN(row.yhatLower()));
        double[] mse = means(row -> error(row) * error(row));
        double[] mae = means(RollingMetrics::error);
        double[] mape = means(row -> divisible ? partOfValue(row) : Double.NaN);
        double[] mdape = medians();
        double[] smape = means(RollingMetrics::partOfMean);
        double[] coverage =
                means(row -> !bounded ? Double.NaN : row.y() >= row.yhatLower() && row.y() <= row.yhatUpper() ? 1 : 0);
        List<HorizonMetrics> metrics = new ArrayList<>();
        int skipped = starts.length - 1 - mse.length;
        for (int index = 0; index < mse.length; index++) {
            metrics.add(new HorizonMetrics(
                    horizon(starts[skipped + index]),
                    mse[index],
                    Math.sqrt(mse[index]),
                    mae[index],
                    mape[index],
                    mdape[index],
                    smape[index],
                    coverage[index]));
        }
        return metrics;
    }

    private static double error(Forecasted row) {
        return Math.abs(row.y() - row.yhat());
    }

    private static double partOfValue(Forecasted row) {
        return error(row) / Math.abs(row.y());
    }

    private static double partOfMean(Forecasted row) {
        double error = error(row);
        return error == 0 ? 0 : error / ((Math.abs(row.y()) + Math.abs(row.yhat())) / 2);
    }

    /** Means by horizon, of those that have enough forecasts up to them. */
    private double[] means(ToDoubleFunction<Forecasted> measure) {
        int horizons = starts.length - 1;
        double[] sums = new double[horizons];
        for (int place = 0; place < horizons; place++) {
            for (int index = starts[place]; index < starts[place + 1]; index++) {
                sums[place] += measure.applyAsDouble(ascending.get(index));
            }
        }
        double[] means = new double[horizons];
        double sum = 0;
        int count = 0;
        int trailing = horizons - 1;
        for (int place = horizons - 1; place >= 0; place--) {
            sum += sums[place];
            count += starts[place + 1] - starts[place];
            while (count >= window && trailing >= 0) {
                double excess = (count - window) * sums[place] / (starts[place + 1] - starts[place]);
                means[trailing] = (sum - excess) / window;
                sum -= sums[trailing];
                count -= starts[trailing + 1] - starts[trailing];
                trailing--;
            }
        }
        return Arrays.copyOfRange(means, trailing + 1, horizons);
    }

    /** Medians by horizon, of whole forecasts: those at the horizon, and the nearest before them up to the window. */
    private double[] medians() {
        List<Double> medians = new ArrayList<>();
        for (int place = starts.length - 2; place >= 0; place--) {
            int from = Math.min(starts[place], starts[place + 1] - window);
            if (from < 0) {
                break;
            }
            double[] errors = ascending.subList(from, starts[place + 1]).stream()
                    .mapToDouble(RollingMetrics::partOfValue)
                    .sorted()
                    .toArray();
            int middle = errors.length / 2;
            medians.add(errors.length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2);
        }
        Collections.reverse(medians);
        return medians.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
