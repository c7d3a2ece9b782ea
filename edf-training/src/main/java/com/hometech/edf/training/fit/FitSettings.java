package com.hometech.edf.training.fit;

import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.config.TrainingConfig.XGBoost;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.inference.ModelInput;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a model is fitted.
 *
 * @param eta learning rate
 * @param maxDepth depth of a tree
 * @param rounds most rounds
 * @param subsample share of rows for each tree
 * @param colsampleByTree share of columns for each tree
 * @param earlyStoppingRounds rounds without gain after which boosting stops; 0 never
 * @param quantileEta learning rate of the quantiles
 * @param quantileRounds rounds of the quantiles
 * @param columns features to use, in the schema's order
 * @param quantiles levels to forecast, ascending
 * @param blends whether forecasts are mixed with plain ones
 * @param seed of row and column sampling
 * @param threads to grow trees with; has no influence on the result
 */
record FitSettings(
        double eta,
        int maxDepth,
        int rounds,
        double subsample,
        double colsampleByTree,
        int earlyStoppingRounds,
        double quantileEta,
        int quantileRounds,
        List<String> columns,
        List<Double> quantiles,
        boolean blends,
        long seed,
        int threads)
        implements Serializable {
    /** The strategy that mixes forecasts with plain ones. */
    static final String ENSEMBLE = "Ensemble";
    /** Squared for small errors, absolute for large ones: between mean and median. */
    static final String OBJECTIVE = "reg:pseudohubererror";
    /** Pinball loss of each level (Koenker and Bassett, 1978). */
    static final String QUANTILE_OBJECTIVE = "reg:quantileerror";
    /** Where an error begins to be large, as a multiple of the level. */
    static final double HUBER_SLOPE = 0.3;
    /**
     * Where trees start: at the level itself. Stated, because what XGBoost 3.1 and later estimate for themselves is lost on
     * older readers.
     */
    static final double BASE_SCORE = 1;

    static final double MIN_CHILD_WEIGHT = 1;
    static final double LAMBDA = 10;
    static final int MAX_BIN = 128;

    private static final double MEDIAN = 0.5;

    FitSettings {
        columns = List.copyOf(columns);
        quantiles = List.copyOf(quantiles);
    }

    /** The settings of a configuration for tables with this schema. */
    static FitSettings of(TrainingConfig config, FeatureSchema schema, int threads) {
        XGBoost xgboost = config.hyperparameters().xgboost();
        return new FitSettings(
                xgboost.xgbEta(),
                xgboost.xgbMaxDepth(),
                xgboost.xgbNumBoostRound(),
                xgboost.xgbSubsample(),
                xgboost.xgbColsampleBytree(),
                xgboost.xgbEarlyStoppingRounds(),
                xgboost.xgbQuantileEta(),
                xgboost.xgbQuantileNumBoostRound(),
                xgboost.featureColumnsString() == null
                        ? ModelInput.without(FeatureKind.HISTORY, schema, schema.names())
                        : chosen(xgboost.featureColumnsString(), schema),
                config.quantiles(),
                config.defaultStrategy().equals(ENSEMBLE),
                config.seed(),
                threads);
    }

    private static List<String> chosen(String commaSeparated, FeatureSchema schema) {
        List<String> wanted =
                Arrays.stream(commaSeparated.split(",")).map(String::strip).toList();
        for (String name : wanted) {
            if (!schema.names().contains(name)) {
                throw new InvalidInputException("feature_columns_string names \"" + name + "\", which is no feature; "
                        + NearestName.hint(name, schema.names()));
            }
        }
        return schema.names().stream().filter(wanted::contains).toList();
    }

    /** The features that forecast new buildings: those to use, and how much is known of the building. */
    List<String> newBuildingColumns(FeatureSchema schema) {
        return schema.features().stream()
                .filter(feature -> feature.kind() == FeatureKind.HISTORY || columns.contains(feature.name()))
                .map(Feature::name)
                .toList();
    }

    /** What the trees of the model read. */
    ModelInput input(FeatureSchema schema, boolean weather) {
        return new ModelInput(schema, weather ? columns : columnsWithoutWeather(schema));
    }

    List<String> columnsWithoutWeather(FeatureSchema schema) {
        return ModelInput.without(FeatureKind.WEATHER, schema, columns);
    }

    /** Rounds of the quantiles where what is expected gets so many: as many fewer as it does. */
    int quantileRounds(int expectedRounds) {
        return Math.max(1, (int) ((long) quantileRounds * expectedRounds / rounds));
    }

    /** The same with another number of threads. */
    FitSettings withThreads(int count) {
        return new FitSettings(
                eta,
                maxDepth,
                rounds,
                subsample,
                colsampleByTree,
                earlyStoppingRounds,
                quantileEta,
                quantileRounds,
                columns,
                quantiles,
                blends,
                seed,
                count);
    }

    /** The levels that trees are grown for: those to forecast, and the median. */
    List<Double> grownLevels() {
        return Stream.concat(quantiles.stream(), Stream.of(MEDIAN))
                .sorted()
                .distinct()
                .toList();
    }

    /** All of them by name, for the model's metadata; threads are left out because they change nothing. */
    Map<String, String> asText() {
        Map<String, String> text = new TreeMap<>();
        text.put("objective", OBJECTIVE);
        text.put("huber_slope", Double.toString(HUBER_SLOPE));
        text.put("base_score", Double.toString(BASE_SCORE));
        text.put("min_child_weight", Double.toString(MIN_CHILD_WEIGHT));
        text.put("lambda", Double.toString(LAMBDA));
        text.put("max_bin", Integer.toString(MAX_BIN));
        text.put("eta", Double.toString(eta));
        text.put("max_depth", Integer.toString(maxDepth));
        text.put("num_boost_round", Integer.toString(rounds));
        text.put("subsample", Double.toString(subsample));
        text.put("colsample_bytree", Double.toString(colsampleByTree));
        text.put("early_stopping_rounds", Integer.toString(earlyStoppingRounds));
        text.put("quantile_objective", QUANTILE_OBJECTIVE);
        text.put("quantile_eta", Double.toString(quantileEta));
        text.put("quantile_num_boost_round", Integer.toString(quantileRounds));
        text.put("seed", Long.toString(seed));
        return text;
    }
}
