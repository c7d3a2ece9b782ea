package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.interval.BuildingCalibration;
import com.hometech.edf.inference.interval.FiniteSample;
import com.hometech.edf.inference.interval.IntervalCalibration;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.interval.Offsets;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.inference.interval.QuantileEnds;
import com.hometech.edf.training.fit.CalibrationForecasts.SourceForecasts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Conformal calibration of quantiles (Romano, Patterson and Candès, 2019). The errors come from a period after the one
 * that the model was fitted with, never from training. How far a reading lies beyond a quantile of the model, as a multiple
 * of the width that the model gave, is its score; quantiles of the scores, for each day ahead, become offsets. Plain
 * forecasts give no quantiles: what is usual for building and hour stands in for their width. A building's own offsets are
 * drawn towards those of all buildings as far as its calibration is short.
 */
final class IntervalCalibrator {
    /** Days of errors that weigh as much as the knowledge from all buildings. */
    private static final double PRIOR_DAYS = 56;
    /** The same for what is usual at an hour of the day. */
    private static final double PRIOR_DAYS_OF_HOUR = 14;
    /** What is kept of every number; more would only lengthen the metadata. */
    private static final MathContext DIGITS = new MathContext(6);

    private final FeatureTable table;
    private final CalibrationForecasts forecasts;
    private final List<BuildingRows> buildings;
    private final LeadBuckets buckets;
    private final List<Double> levels;
    private final BucketDays bucketDays;
    private final double[][] usualOfBuilding;
    private final ErrorSpread everywhere;

    /**
     * A calibrator for a period.
     *
     * @param forecasts what each row would be served with, by source
     * @param levels of the quantiles, ascending
     */
    IntervalCalibrator(FeatureTable table, CalibrationForecasts forecasts, LeadBuckets buckets, List<Double> levels) {
        this.table = table;
        this.forecasts = forecasts;
        this.buildings = BuildingRows.of(table);
        this.buckets = buckets;
        this.levels = levels;
        this.bucketDays = new BucketDays(table, buckets);
        double[] residuals = residuals(forecasts.served());
        this.everywhere = ErrorSpread.everywhere(table, residuals);
        this.usualOfBuilding = buildings.stream()
                .map(rows ->
                        rounded(ErrorSpread.of(table, residuals, rows, everywhere, PRIOR_DAYS_OF_HOUR * buckets.count())
                                .ofHour()))
                .toArray(double[][]::new);
    }

    /** (reading - forecast) / level; NaN where either is missing. */
    private double[] residuals(double[] yhat) {
        return IntStream.range(0, table.rows())
                .mapToDouble(row -> (table.targetKwh(row) - yhat[row]) / table.levelKwh(row))
                .toArray();
    }

    /** The calibration of all sources; one that is left out or has nothing to compare gets the offsets of the fallback. */
    IntervalCalibration calibrate() {
        Map<PredictionSource, Offsets> common = new EnumMap<>(PredictionSource.class);
        List<Map<PredictionSource, Offsets>> own = new ArrayList<>();
        buildings.forEach(rows -> own.add(new EnumMap<>(PredictionSource.class)));
        for (PredictionSource source : PredictionSource.values()) {
            Scores scores = new Scores(usable(source));
            Offsets all = scores.offsets(new BuildingRows("", 0, table.rows()), null);
            common.put(source, all);
            List<Offsets> ofBuilding = buildings.parallelStream()
                    .map(rows -> scores.offsets(rows, all))
                    .toList();
            for (int i = 0; i < own.size(); i++) {
                own.get(i).put(source, ofBuilding.get(i));
            }
        }
        return new IntervalCalibration(
                levels,
                buckets,
                new BuildingCalibration(boxed(rounded(everywhere.ofHour())), common),
                calibrations(own));
    }

    private SourceForecasts usable(PredictionSource source) {
        SourceForecasts given = forecasts.bySource().get(source);
        if (given != null && IntStream.range(0, table.rows()).anyMatch(row -> isComparable(given.yhat(), row))) {
            return given;
        }
        return new SourceForecasts(forecasts.served(), new float[0][], new float[0]);
    }

    private boolean isComparable(double[] yhat, int row) {
        return !Double.isNaN(table.targetKwh(row) - yhat[row]);
    }

    private Map<String, BuildingCalibration> calibrations(List<Map<PredictionSource, Offsets>> own) {
        Map<String, BuildingCalibration> calibrations = new TreeMap<>();
        for (int i = 0; i < own.size(); i++) {
            calibrations.put(
                    buildings.get(i).building(), new BuildingCalibration(boxed(usualOfBuilding[i]), own.get(i)));
        }
        return calibrations;
    }

    /** Scores of one source: by how many widths each reading lies above each quantile. */
    private final class Scores {
        private final SourceForecasts source;
        private final double[] residuals;
        private final double[] width;

        Scores(SourceForecasts source) {
            this.source = source;
            this.residuals = residuals(source.yhat());
            this.width = new double[residuals.length];
            for (int i = 0; i < buildings.size(); i++) {
                for (int row = buildings.get(i).from(); row < buildings.get(i).to(); row++) {
                    width[row] = source.hasQuantiles()
                            ? source.width()[row]
                            : usualOfBuilding[i][QuantileEnds.hourOfDay(table.targetEpochSecond(row))];
                }
            }
        }

        Offsets offsets(BuildingRows rows, @Nullable Offsets prior) {
            int[][] known = knownByBucket(rows);
            List<List<Double>> byLevel = new ArrayList<>();
            for (int level = 0; level < levels.size(); level++) {
                List<Double> byBucket = new ArrayList<>();
                for (int bucket = 0; bucket < buckets.count(); bucket++) {
                    byBucket.add(offset(bucket, known[bucket], level, prior == null ? null : prior.of(level, bucket)));
                }
                byLevel.add(byBucket);
            }
            return new Offsets(byLevel);
        }

        /** Rows with a score by bucket; without a prior, a bucket that has none takes those of all. */
        private int[][] knownByBucket(BuildingRows rows) {
            int[] all = IntStream.range(rows.from(), rows.to())
                    .filter(row -> !Double.isNaN(residuals[row]))
                    .toArray();
            int[][] known = new int[buckets.count()][];
            for (int bucket = 0; bucket < known.length; bucket++) {
                int wanted = bucket;
                known[bucket] = Arrays.stream(all)
                        .filter(row -> buckets.of(table.leadHours(row)) == wanted)
                        .toArray();
                boolean wholeTable = rows.from() == 0 && rows.to() == table.rows();
                if (known[bucket].length == 0 && wholeTable) {
                    known[bucket] = all;
                }
            }
            return known;
        }

        private double offset(int bucket, int[] rows, int level, @Nullable Double prior) {
            double[] scores = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                double quantile = source.hasQuantiles() ? source.distance()[level][rows[i]] : 0;
                scores[i] = (residuals[rows[i]] - quantile) / width[rows[i]];
            }
            Arrays.sort(scores);
            // of all buildings together: they err apart from each other
            double days = bucketDays.of(bucket, scores.length);
            if (prior == null) {
                return round(quantile(scores, levels.get(level), FiniteSample.errors(days)));
            }
            double trust = days / (days + PRIOR_DAYS);
            return trust == 0
                    ? prior
                    : round(trust * quantile(scores, levels.get(level), FiniteSample.errors(days))
                            + (1 - trust) * prior);
        }
    }

    /** The empirical quantile with the finite-sample correction of conformal prediction, one part in n outwards. */
    static double quantile(double[] sorted, double level, double n) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(FiniteSample.level(level, n) * sorted.length);
        return sorted[Math.max(1, Math.min(sorted.length, rank)) - 1];
    }

    private static double[] rounded(double[] numbers) {
        return Arrays.stream(numbers).map(IntervalCalibrator::round).toArray();
    }

    private static double round(double number) {
        return new BigDecimal(number).round(DIGITS).doubleValue();
    }

    private static List<Double> boxed(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
