package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.artifact.ModelTrees;
import com.hometech.edf.inference.explain.Contribution;
import com.hometech.edf.inference.explain.Explainer;
import com.hometech.edf.inference.explain.ForecastExplainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which features the model's forecasts depend on, by two measures. Gain: by how much the splits on a feature lowered the
 * training loss. SHAP: how far a feature moves the forecasts of evaluation rows, either way.
 *
 * @param rows sampled evaluation rows
 * @param features those that the model reads, the one that moves forecasts most first
 * @param kinds the same, summed over the features of each kind
 */
public record Importance(int rows, List<FeatureImportance> features, List<KindImportance> kinds) {
    private static final int MOST_ROWS = 1_000;

    public Importance {
        features = List.copyOf(features);
        kinds = List.copyOf(kinds);
    }

    /**
     * One feature.
     *
     * @param feature its name
     * @param kind what it measures
     * @param gainPercent share of the gain of all features [%]
     * @param shapPercent mean of |contribution| as a share of all features' [%]
     * @param movesPercentOfLevel mean of |contribution| as a share of the building's level [%]
     */
    public record FeatureImportance(
            String feature, String kind, double gainPercent, double shapPercent, double movesPercentOfLevel) {}

    /**
     * All features of a kind.
     *
     * @param kind what they measure
     * @param features how many there are
     * @param gainPercent their share of the gain [%]
     * @param shapPercent their share of the mean |contribution| [%]
     */
    public record KindImportance(String kind, int features, double gainPercent, double shapPercent) {}

    /**
     * Measures the booster that serves where weather is known.
     *
     * @param seed chooses the rows among those that it forecasts
     * @return empty where it forecasts none of the rows, and for models that are no boosters
     */
    public static Optional<Importance> of(ModelArtifact model, FeatureTable table, Prediction prediction, long seed) {
        int[] rows = sample(prediction, seed);
        if (rows.length == 0 || model.boosted().isEmpty()) {
            return Optional.empty();
        }
        ModelTrees trees = model.boosted().get().trees();
        FeatureSchema schema = model.metadata().featureSchema();
        double[] gains = trees.expected().totalGain();
        double[] moves = meanMoves(ForecastExplainer.ofTrees(trees, schema), table, rows, gains.length);
        double allGains = Arrays.stream(gains).sum();
        double allMoves = Arrays.stream(moves).sum();
        List<FeatureImportance> features = new ArrayList<>();
        for (int i = 0; i < gains.length; i++) {
            Feature feature =
                    schema.features().get(schema.indexOf(trees.featureNames().get(i)));
            features.add(new FeatureImportance(
                    feature.name(),
                    feature.kind().name().toLowerCase(Locale.ROOT),
                    percent(gains[i], allGains),
                    percent(moves[i], allMoves),
                    100 * moves[i]));
        }
        features.sort(Comparator.comparingDouble(FeatureImportance::shapPercent)
                .reversed()
                .thenComparing(FeatureImportance::feature));
        return Optional.of(new Importance(rows.length, features, kinds(features)));
    }

    private static int[] sample(Prediction prediction, long seed) {
        int[] rows = IntStream.range(0, prediction.rows())
                .filter(row -> prediction.quality()[row] == ForecastQuality.MODEL)
                .toArray();
        Random random = new Random(seed);
        int count = Math.min(MOST_ROWS, rows.length);
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(rows.length - i);
            int chosen = rows[other];
            rows[other] = rows[i];
            rows[i] = chosen;
        }
        return Arrays.copyOf(rows, count);
    }

    /** Mean |contribution| of each feature, as a multiple of the level. */
    private static double[] meanMoves(Explainer explainer, FeatureTable table, int[] rows, int features) {
        double[] sums = new double[features];
        for (int row : rows) {
            List<Contribution> contributions = explainer.explain(table, row).contributions();
            for (int i = 0; i < features; i++) {
                sums[i] += Math.abs(contributions.get(i).kwh()) / table.levelKwh(row) / rows.length;
            }
        }
        return sums;
    }

    private static double percent(double part, double whole) {
        return whole > 0 ? 100 * part / whole : 0;
    }

    private static List<KindImportance> kinds(List<FeatureImportance> features) {
        Map<String, KindImportance> byKind = new TreeMap<>();
        for (FeatureImportance feature : features) {
            byKind.merge(
                    feature.kind(),
                    new KindImportance(feature.kind(), 1, feature.gainPercent(), feature.shapPercent()),
                    (sum, more) -> new KindImportance(
                            sum.kind(),
                            sum.features() + more.features(),
                            sum.gainPercent() + more.gainPercent(),
                            sum.shapPercent() + more.shapPercent()));
        }
        return byKind.values().stream()
                .sorted(Comparator.comparingDouble(KindImportance::shapPercent)
                        .reversed()
                        .thenComparing(KindImportance::kind))
                .toList();
    }
}
