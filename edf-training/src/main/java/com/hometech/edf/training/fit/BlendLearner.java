package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.blend.BlendMember;
import com.hometech.edf.inference.blend.Shares;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.training.fit.CalibrationForecasts.SourceForecasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Learns from the calibration period how to mix forecasts of the model with plain ones: the shares with the least absolute
 * error, for each building and day ahead, drawn towards the shares that suit all buildings.
 */
final class BlendLearner {
    /** Shares are tried in steps of one part of this many. */
    private static final int STEPS = 10;
    /** Days of forecasts that weigh as much as the knowledge from all buildings. */
    private static final double PRIOR_DAYS = 28;
    /**
     * By how much the error of plain forecasts counts more. What is compared was grown without the calibration period; the
     * model that will serve knows it and errs less, the plain forecasts do not improve.
     */
    private static final double HANDICAP = 0.1;
    /** Rows of one building and bucket that are looked at, evenly spread: more would say the same. */
    private static final int MOST_ROWS = 600;

    private static final double DIGITS = 1e4;
    private static final BlendMember[] MEMBERS = BlendMember.values();
    private static final int[][] CANDIDATES = candidates();

    private final FeatureTable table;
    private final LeadBuckets buckets;
    private final List<BuildingRows> buildings;
    private final BucketDays days;

    BlendLearner(FeatureTable table, LeadBuckets buckets) {
        this.table = table;
        this.buckets = buckets;
        this.buildings = BuildingRows.of(table);
        this.days = new BucketDays(table, buckets);
    }

    /** All shares in tenths that make 1 together, the model alone first: of equals the first is taken. */
    private static int[][] candidates() {
        List<int[]> all = new ArrayList<>();
        for (int week = 0; week <= STEPS; week++) {
            for (int day = 0; day <= STEPS - week; day++) {
                for (int mean = 0; mean <= STEPS - week - day; mean++) {
                    all.add(new int[] {STEPS - week - day - mean, week, day, mean});
                }
            }
        }
        return all.toArray(int[][]::new);
    }

    /** Learns the shares of every source that is a model. */
    Blend learn(CalibrationForecasts forecasts) {
        Map<PredictionSource, Shares> everywhere = new EnumMap<>(PredictionSource.class);
        Map<String, Map<PredictionSource, Shares>> own = new TreeMap<>();
        forecasts.bySource().forEach((source, model) -> {
            if (model.hasQuantiles()) {
                Learned learned = learn(model);
                everywhere.put(source, learned.everywhere());
                for (int i = 0; i < buildings.size(); i++) {
                    own.computeIfAbsent(buildings.get(i).building(), id -> new EnumMap<>(PredictionSource.class))
                            .put(source, learned.ofBuilding().get(i));
                }
            }
        });
        return new Blend(buckets, everywhere, own);
    }

    private record Learned(Shares everywhere, List<Shares> ofBuilding) {}

    private Learned learn(SourceForecasts model) {
        List<Errors> errors = buildings.parallelStream()
                .map(rows -> new Errors(rows, model.yhat()))
                .toList();
        List<List<Double>> everywhere = new ArrayList<>();
        List<List<List<Double>>> own = new ArrayList<>();
        buildings.forEach(rows -> own.add(new ArrayList<>()));
        for (int bucket = 0; bucket < buckets.count(); bucket++) {
            double[] sum = new double[CANDIDATES.length];
            for (Errors ofBuilding : errors) {
                ofBuilding.addMeans(bucket, sum);
            }
            int[] common = CANDIDATES[least(sum)];
            everywhere.add(shares(common, common, 0));
            for (int i = 0; i < own.size(); i++) {
                own.get(i).add(errors.get(i).drawn(bucket, common));
            }
        }
        return new Learned(new Shares(everywhere), own.stream().map(Shares::new).toList());
    }

    private static int least(double[] errors) {
        return IntStream.range(0, errors.length)
                .reduce((best, next) -> errors[next] < errors[best] ? next : best)
                .orElseThrow();
    }

    /** Own shares as far as they are trusted, common ones for the rest; the model takes what rounding leaves. */
    private static List<Double> shares(int[] own, int[] common, double trust) {
        Double[] shares = new Double[MEMBERS.length];
        double left = 1;
        for (int member = 1; member < MEMBERS.length; member++) {
            double drawn = (trust * own[member] + (1 - trust) * common[member]) / STEPS;
            shares[member] = Math.floor(drawn * DIGITS) / DIGITS;
            left -= shares[member];
        }
        shares[0] = Math.round(left * DIGITS) / DIGITS;
        return Arrays.asList(shares);
    }

    /** Errors of one building, of each candidate, by bucket. */
    private final class Errors {
        private final double[][] sum = new double[buckets.count()][CANDIDATES.length];
        private final int[] rows = new int[buckets.count()];
        private final int[] known = new int[buckets.count()];

        Errors(BuildingRows building, double[] yhat) {
            for (int row = building.from(); row < building.to(); row++) {
                known[bucketOf(row)] += isKnown(row, yhat) ? 1 : 0;
            }
            int[] seen = new int[buckets.count()];
            for (int row = building.from(); row < building.to(); row++) {
                int bucket = bucketOf(row);
                if (isKnown(row, yhat) && isLookedAt(seen[bucket]++, known[bucket])) {
                    add(row, bucket, yhat[row]);
                }
            }
        }

        private int bucketOf(int row) {
            return buckets.of(table.leadHours(row));
        }

        private boolean isKnown(int row, double[] yhat) {
            return !Double.isNaN(table.targetKwh(row) - yhat[row]);
        }

        /** Every n-th row, so that at most {@link #MOST_ROWS} are left. */
        private boolean isLookedAt(int number, int all) {
            return number % ((all + MOST_ROWS - 1) / MOST_ROWS) == 0;
        }

        private void add(int row, int bucket, double modelKwh) {
            double actual = table.targetKwh(row);
            double level = table.levelKwh(row);
            double week = BlendMember.LAST_WEEK.kwh(table, row, modelKwh);
            double day = BlendMember.YESTERDAY.kwh(table, row, modelKwh);
            double mean = BlendMember.FOUR_WEEK_MEAN.kwh(table, row, modelKwh);
            double[] sums = sum[bucket];
            for (int i = 0; i < CANDIDATES.length; i++) {
                int[] parts = CANDIDATES[i];
                double mixed = parts[0] * modelKwh + parts[1] * week + parts[2] * day + parts[3] * mean;
                sums[i] += Math.abs(actual - mixed / STEPS) / level;
            }
            rows[bucket]++;
        }

        private double handicapped(int bucket, int candidate) {
            double plain = 1 - (double) CANDIDATES[candidate][0] / STEPS;
            return sum[bucket][candidate] * (1 + HANDICAP * plain);
        }

        /** Buildings count the same, however many rows they have. */
        void addMeans(int bucket, double[] into) {
            for (int i = 0; rows[bucket] > 0 && i < into.length; i++) {
                into[i] += handicapped(bucket, i) / rows[bucket];
            }
        }

        List<Double> drawn(int bucket, int[] common) {
            double[] errors = new double[CANDIDATES.length];
            Arrays.setAll(errors, i -> handicapped(bucket, i));
            double seen = days.of(bucket, known[bucket]);
            return shares(CANDIDATES[least(errors)], common, seen / (seen + PRIOR_DAYS));
        }
    }
}
