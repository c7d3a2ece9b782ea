package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.interval.BuildingCalibration;
import com.hometech.edf.inference.interval.IntervalCalibration;
import com.hometech.edf.inference.interval.IntervalEnds;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.interval.Offsets;
import com.hometech.edf.inference.interval.PredictionSource;
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
 * Split-conformal calibration (Lei and others, 2018) of intervals. The residuals come from a period after the one that the
 * model was fitted with, never from training. Each is divided by what is usual for its building and hour; quantiles of
 * these multiples, for each day ahead, become the interval's offsets. A building's own numbers are drawn towards those of
 * all buildings as far as its calibration is short.
 */
final class IntervalCalibrator {
    /** Days of residuals that weigh as much as the knowledge from all buildings. */
    private static final double PRIOR_DAYS = 14;
    /** What is kept of every number; more would only lengthen the metadata. */
    private static final MathContext DIGITS = new MathContext(6);

    private static final int HOURS_PER_BUCKET = 24;

    private final FeatureTable table;
    private final double[] served;
    private final List<BuildingRows> buildings;
    private final LeadBuckets buckets;
    private final double lower;
    private final double upper;
    private final double originDays;
    private final double[][] spreadOfBuilding;
    private final ErrorSpread everywhere;

    /**
     * A calibrator for a period.
     *
     * @param served the forecast that each row would be served with [kWh]; NaN where there is none
     * @param quantiles both ends of the interval
     */
    IntervalCalibrator(FeatureTable table, double[] served, List<Double> quantiles) {
        this.table = table;
        this.served = served;
        this.buildings = BuildingRows.of(table);
        this.buckets = bucketsOf(table);
        this.lower = quantiles.get(0);
        this.upper = quantiles.get(quantiles.size() - 1);
        this.originDays = (double) IntStream.range(0, table.rows())
                .mapToLong(table::originEpochSecond)
                .distinct()
                .count();
        double[] residuals = residuals(served);
        this.everywhere = ErrorSpread.everywhere(table, residuals);
        this.spreadOfBuilding = buildings.stream()
                .map(rows -> rounded(ErrorSpread.of(table, residuals, rows, everywhere, PRIOR_DAYS * buckets.count())
                        .ofHour()))
                .toArray(double[][]::new);
    }

    private static LeadBuckets bucketsOf(FeatureTable table) {
        var leads =
                IntStream.range(0, table.rows()).mapToDouble(table::leadHours).summaryStatistics();
        return LeadBuckets.covering(leads.getMin(), leads.getMax());
    }

    /** (reading - forecast) / level; NaN where either is missing. */
    private double[] residuals(double[] yhat) {
        return IntStream.range(0, table.rows())
                .mapToDouble(row -> (table.targetKwh(row) - yhat[row]) / table.levelKwh(row))
                .toArray();
    }

    /**
     * The calibration of all sources.
     *
     * @param yhat forecasts by source [kWh]; a source that is left out or has none gets the offsets of what was served
     */
    IntervalCalibration calibrate(Map<PredictionSource, double[]> yhat) {
        Map<PredictionSource, Offsets> common = new EnumMap<>(PredictionSource.class);
        List<Map<PredictionSource, Offsets>> own = new ArrayList<>();
        buildings.forEach(rows -> own.add(new EnumMap<>(PredictionSource.class)));
        for (PredictionSource source : PredictionSource.values()) {
            double[] multiples = multiples(usable(yhat.get(source)));
            Offsets all = offsets(multiples, new BuildingRows("", 0, table.rows()), null);
            common.put(source, all);
            for (int i = 0; i < own.size(); i++) {
                own.get(i).put(source, offsets(multiples, buildings.get(i), all));
            }
        }
        return new IntervalCalibration(
                lower,
                upper,
                buckets,
                new BuildingCalibration(boxed(rounded(everywhere.ofHour())), common),
                calibrations(own));
    }

    private double[] usable(double @Nullable [] yhat) {
        if (yhat == null) {
            return served;
        }
        boolean comparable =
                IntStream.range(0, table.rows()).anyMatch(row -> !Double.isNaN(table.targetKwh(row) - yhat[row]));
        return comparable ? yhat : served;
    }

    private Map<String, BuildingCalibration> calibrations(List<Map<PredictionSource, Offsets>> own) {
        Map<String, BuildingCalibration> calibrations = new TreeMap<>();
        for (int i = 0; i < own.size(); i++) {
            calibrations.put(
                    buildings.get(i).building(), new BuildingCalibration(boxed(spreadOfBuilding[i]), own.get(i)));
        }
        return calibrations;
    }

    /** Residuals as multiples of what is usual for building and hour. */
    private double[] multiples(double[] yhat) {
        double[] multiples = residuals(yhat);
        for (int i = 0; i < buildings.size(); i++) {
            for (int row = buildings.get(i).from(); row < buildings.get(i).to(); row++) {
                multiples[row] /= spreadOfBuilding[i][IntervalEnds.hourOfDay(table.targetEpochSecond(row))];
            }
        }
        return multiples;
    }

    private Offsets offsets(double[] multiples, BuildingRows rows, @Nullable Offsets prior) {
        List<Double> lowerEnds = new ArrayList<>();
        List<Double> upperEnds = new ArrayList<>();
        for (int bucket = 0; bucket < buckets.count(); bucket++) {
            double[] sorted = sorted(multiples, rows, bucket, prior == null);
            double days = Math.min(originDays, sorted.length / (double) HOURS_PER_BUCKET);
            double trust = prior == null ? 1 : days / (days + PRIOR_DAYS);
            lowerEnds.add(drawn(
                    trust,
                    lowerEnd(sorted, days),
                    prior == null ? 0 : prior.lower().get(bucket)));
            upperEnds.add(drawn(
                    trust,
                    upperEnd(sorted, days),
                    prior == null ? 0 : prior.upper().get(bucket)));
        }
        return new Offsets(lowerEnds, upperEnds);
    }

    private static double drawn(double trust, double own, double prior) {
        return trust == 0 ? prior : round(trust * own + (1 - trust) * prior);
    }

    /** Multiples of a bucket; of all leads where the bucket has none and nothing else is known. */
    private double[] sorted(double[] multiples, BuildingRows rows, int bucket, boolean elseAll) {
        int[] known = IntStream.range(rows.from(), rows.to())
                .filter(row -> !Double.isNaN(multiples[row]))
                .toArray();
        double[] inBucket = Arrays.stream(known)
                .filter(row -> buckets.of(table.leadHours(row)) == bucket)
                .mapToDouble(row -> multiples[row])
                .sorted()
                .toArray();
        return inBucket.length > 0 || !elseAll
                ? inBucket
                : Arrays.stream(known)
                        .mapToDouble(row -> multiples[row])
                        .sorted()
                        .toArray();
    }

    /**
     * The quantile with the finite-sample correction of conformal prediction, one part in n outwards. The hours of a day err
     * together, and so do buildings under one sky: n counts days, not rows.
     */
    private double upperEnd(double[] sorted, double days) {
        return quantile(sorted, upper * (days + 1) / days);
    }

    private double lowerEnd(double[] sorted, double days) {
        return quantile(sorted, 1 - (1 - lower) * (days + 1) / days);
    }

    private static double quantile(double[] sorted, double level) {
        int rank = (int) Math.ceil(level * sorted.length);
        return sorted.length == 0 ? 0 : sorted[Math.max(1, Math.min(sorted.length, rank)) - 1];
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
