package com.hometech.edf.common.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How models are fitted.
 *
 * @param defaultStrategy used when a run names none
 * @param instanceType SageMaker instance of the training job
 * @param instanceCount how many of them
 * @param maxRuntimeSeconds after which the job is stopped
 * @param hyperparameters for each strategy
 * @param quantiles levels of the forecast interval, ascending in (0, 1)
 * @param earlyStoppingDays last part of the fitting period that decides when boosting stops [days]
 * @param calibrationDays period between fitting and evaluation that calibrates the interval [days]
 * @param seed of everything random in training
 */
public record TrainingConfig(
        String defaultStrategy,
        String instanceType,
        int instanceCount,
        int maxRuntimeSeconds,
        Hyperparameters hyperparameters,
        List<Double> quantiles,
        int earlyStoppingDays,
        int calibrationDays,
        long seed) {

    /** Hyperparameters by strategy; in the file the keys are {@code Prophet} and {@code XGBoost}. */
    public record Hyperparameters(Prophet prophet, XGBoost xgboost) {}

    /** Priors and seasonalities of the additive model (Taylor and Letham, 2018). */
    public record Prophet(
            double prophetChangepointPriorScale,
            double prophetSeasonalityPriorScale,
            double prophetHolidaysPriorScale,
            String prophetDailySeasonality,
            String prophetWeeklySeasonality,
            String prophetYearlySeasonality,
            List<String> prophetRegressors) {
        public Prophet {
            prophetRegressors = List.copyOf(prophetRegressors);
        }
    }

    /**
     * Boosting (Chen and Guestrin, 2016).
     *
     * @param xgbEta learning rate
     * @param xgbMaxDepth depth of a tree
     * @param xgbNumBoostRound most rounds; early stopping may take fewer
     * @param xgbSubsample share of rows for each tree
     * @param xgbColsampleBytree share of columns for each tree
     * @param xgbEarlyStoppingRounds rounds without gain after which boosting stops; 0 never
     * @param featureColumnsString comma-separated features to use; null takes all that the engine makes
     */
    public record XGBoost(
            double xgbEta,
            int xgbMaxDepth,
            int xgbNumBoostRound,
            double xgbSubsample,
            double xgbColsampleBytree,
            int xgbEarlyStoppingRounds,
            @Nullable String featureColumnsString) {}

    public TrainingConfig {
        quantiles = List.copyOf(quantiles);
    }

    static TrainingConfig defaults() {
        return new TrainingConfig(
                "Prophet",
                "ml.m5.xlarge",
                1,
                7200,
                new Hyperparameters(
                        new Prophet(0.05, 10.0, 10.0, "true", "true", "auto", List.of()),
                        new XGBoost(0.1, 5, 150, 0.7, 0.7, 20, null)),
                List.of(0.1, 0.9),
                28,
                56,
                42);
    }

    /** The XGBoost hyperparameters by their key in the file, as a training job receives them. */
    public Map<String, String> xgboostAsText() {
        XGBoost xgboost = hyperparameters.xgboost();
        Map<String, String> text = new TreeMap<>();
        text.put("xgb_eta", Double.toString(xgboost.xgbEta()));
        text.put("xgb_max_depth", Integer.toString(xgboost.xgbMaxDepth()));
        text.put("xgb_num_boost_round", Integer.toString(xgboost.xgbNumBoostRound()));
        text.put("xgb_subsample", Double.toString(xgboost.xgbSubsample()));
        text.put("xgb_colsample_bytree", Double.toString(xgboost.xgbColsampleBytree()));
        text.put("xgb_early_stopping_rounds", Integer.toString(xgboost.xgbEarlyStoppingRounds()));
        if (xgboost.featureColumnsString() != null) {
            text.put("feature_columns_string", xgboost.featureColumnsString());
        }
        return text;
    }
}
