package com.hometech.edf.inference;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.interval.FiniteSample;
import com.hometech.edf.inference.interval.LeadBuckets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How far readings of one building lay beyond the quantiles of its own recent forecasts, and by how much the quantiles of its
 * next ones move therefore. Calibration happened when the model was fitted; habits change since. How many widths a reading
 * lies beyond a quantile is its score; the weighted quantile of recent scores at the level says how far that quantile should
 * have been moved (conformal prediction with weights that fall with age: Barber, Candès, Ramdas and Tibshirani, 2023).
 */
final class RecentErrors {
    /** Forecasts older than this say nothing. */
    private static final double MOST_DAYS = 56;
    /** Age at which a forecast counts half. */
    private static final double HALF_LIFE_DAYS = 28;
    /** Days of recent forecasts that weigh as much as the calibration. */
    private static final double PRIOR_DAYS = 28;
    /** Forecasts further apart than this stand for this many days alone. */
    private static final double MOST_DAYS_APART = 5;
    /** A score beyond this many widths says that something else happened, not that intervals are too narrow. */
    private static final double MOST_SCORE = 5;
    /** Width of an interval at least, as a multiple of the building's level. */
    private static final double LEAST_WIDTH = 1e-4;

    private static final double SECONDS_PER_DAY = 86_400;

    private final FeatureTable table;
    private final Prediction prediction;
    private final int tableFrom;
    private final List<Double> levels;
    private final LeadBuckets buckets;
    private final int[] scored;
    private final double[][] scores;
    private final int[][] ascending;

    /**
     * Takes the forecasts of a building as they are before any correction.
     *
     * @param tableFrom the row of the table that the first row of the prediction is for
     * @param from first row of the building in the table
     * @param to end of its rows
     * @param unseenFrom start of the first interval that the model was not fitted with [s since 1970]: what it knows by heart
     *     says nothing
     */
    RecentErrors(
            FeatureTable table,
            Prediction prediction,
            int tableFrom,
            int from,
            int to,
            long unseenFrom,
            List<Double> levels,
            LeadBuckets buckets) {
        this.table = table;
        this.prediction = prediction;
        this.tableFrom = tableFrom;
        this.levels = levels;
        this.buckets = buckets;
        this.scored = IntStream.range(from, to)
                .filter(row -> table.targetEpochSecond(row) >= unseenFrom
                        && !Double.isNaN(table.targetKwh(row))
                        && table.levelKwh(row) > 0
                        && table.ceilingKwh(row) > 0)
                .toArray();
        this.scores = new double[levels.size()][scored.length];
        this.ascending = new int[levels.size()][];
        for (int level = 0; level < levels.size(); level++) {
            double[] ofLevel = scores[level];
            for (int i = 0; i < scored.length; i++) {
                ofLevel[i] = score(level, scored[i]);
            }
            ascending[level] = IntStream.range(0, scored.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> ofLevel[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    private double score(int level, int row) {
        double beyond = table.targetKwh(row) - prediction.quantiles()[level][row - tableFrom];
        return Math.max(-MOST_SCORE, Math.min(MOST_SCORE, beyond / widthKwh(row)));
    }

    /** Width of the interval of a row before correction [kWh]. */
    double widthKwh(int row) {
        int at = row - tableFrom;
        double width = prediction.upper()[at] - prediction.lower()[at];
        double level = table.levelKwh(row);
        // a building that never had a reading has no level
        return level > 0 ? Math.max(LEAST_WIDTH * level, width) : width;
    }

    /**
     * By how many widths each quantile of a row's kind moves; all 0 where nothing recent is known.
     *
     * @param origin of the row: only readings up to there count [s since 1970]
     * @param bucket days ahead
     * @param quality of the row: forecasts of other kinds err differently
     */
    double[] corrections(long origin, int bucket, ForecastQuality quality) {
        double[] weights = weights(origin, bucket, quality);
        double[] corrections = new double[levels.size()];
        double days = days(origin, weights);
        if (days > 0) {
            double total = Arrays.stream(weights).sum();
            double trust = days / (days + PRIOR_DAYS);
            for (int level = 0; level < corrections.length; level++) {
                double corrected = FiniteSample.level(levels.get(level), FiniteSample.errors(days));
                corrections[level] = trust * quantile(level, weights, corrected * total);
            }
        }
        return corrections;
    }

    private double[] weights(long origin, int bucket, ForecastQuality quality) {
        double[] weights = new double[scored.length];
        for (int i = 0; i < scored.length; i++) {
            int row = scored[i];
            double age = (origin - table.originEpochSecond(row)) / SECONDS_PER_DAY;
            boolean counts = table.targetEpochSecond(row) <= origin
                    && age <= MOST_DAYS
                    && buckets.of(table.leadHours(row)) == bucket
                    && prediction.quality()[row - tableFrom] == quality;
            weights[i] = counts ? Math.pow(0.5, age / HALF_LIFE_DAYS) : 0;
        }
        return weights;
    }

    /** Days that the forecasts with a weight stand for, the older ones less. */
    private double days(long origin, double[] weights) {
        TreeSet<Long> origins = new TreeSet<>();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                origins.add(table.originEpochSecond(scored[i]));
            }
        }
        double days = 0;
        long next = origin;
        for (long past : origins.descendingSet()) {
            double apart = Math.min(MOST_DAYS_APART, (next - past) / SECONDS_PER_DAY);
            days += apart * Math.pow(0.5, (origin - past) / SECONDS_PER_DAY / HALF_LIFE_DAYS);
            next = past;
        }
        return days;
    }

    private double quantile(int level, double[] weights, double wanted) {
        double sum = 0;
        double last = 0;
        for (int i : ascending[level]) {
            if (weights[i] > 0) {
                sum += weights[i];
                last = scores[level][i];
                if (sum >= wanted) {
                    return last;
                }
            }
        }
        return last;
    }
}
