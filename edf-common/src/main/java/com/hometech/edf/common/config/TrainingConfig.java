package com.hometech.edf.common.config;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * How models are fitted.
 *
 * @param defaultStrategy used when a run names none
 * @param instanceType SageMaker instance of the training job
 * @param instanceCount how many of them; above 1 only where boosting is distributed
 * @param distributed whether boosting (strategies XGBoost and Ensemble) spreads its rows over the machines
 * @param maxRuntimeSeconds after which the job is stopped
 * @param hyperparameters for each strategy
 * @param quantiles levels to forecast, ascending in (0, 1), from below 0.5 to above: the first and the last are the ends of
 *     the interval
 * @param calibrationDays period between fitting and evaluation that calibrates the interval [days]
 * @param seed of everything random in training
 * @param mlflow a server that training runs are sent to as well
 */
public record TrainingConfig(
        String defaultStrategy,
        String instanceType,
        int instanceCount,
        boolean distributed,
        int maxRuntimeSeconds,
        Hyperparameters hyperparameters,
        List<Double> quantiles,
        int calibrationDays,
        long seed,
        MlflowConfig mlflow) {

    /** Hyperparameters by strategy; in the file the keys are {@code Prophet} and {@code XGBoost}. */
    public record Hyperparameters(Prophet prophet, XGBoost xgboost) {
        static Hyperparameters read(ConfigSection section, Hyperparameters fallback) {
            Hyperparameters hyperparameters = new Hyperparameters(
                    Prophet.read(section.section("Prophet"), fallback.prophet()),
                    XGBoost.read(section.section("XGBoost"), fallback.xgboost()));
            section.refuseOthers();
            return hyperparameters;
        }
    }

    /**
     * Priors and seasonalities of the additive model (Taylor and Letham, 2018).
     *
     * @param prophetChangepointPriorScale how easily the trend changes
     * @param prophetSeasonalityPriorScale how large seasonalities may be
     * @param prophetHolidaysPriorScale how large effects of holidays and regressors may be
     * @param prophetDailySeasonality auto, true, false, or the order of the Fourier series
     * @param prophetDailyByDayType whether working days, Saturdays and days off have daily seasonalities of their own
     * @param prophetWeeklySeasonality as the daily one
     * @param prophetYearlySeasonality as the daily one
     * @param prophetRegressors weather columns that are further terms
     */
    public record Prophet(
            double prophetChangepointPriorScale,
            double prophetSeasonalityPriorScale,
            double prophetHolidaysPriorScale,
            String prophetDailySeasonality,
            boolean prophetDailyByDayType,
            String prophetWeeklySeasonality,
            String prophetYearlySeasonality,
            List<String> prophetRegressors)
            implements Serializable {
        public Prophet {
            prophetRegressors = List.copyOf(prophetRegressors);
        }

        static Prophet read(ConfigSection section, Prophet fallback) {
            DecimalRange prior = DecimalRange.aboveUpTo(0, 1000);
            TextRule seasonality =
                    TextRule.matching("auto|true|false|[1-9][0-9]?", "auto, true, false or an order of 1 to 99");
            Prophet prophet = new Prophet(
                    section.decimal("prophet_changepoint_prior_scale", fallback.prophetChangepointPriorScale(), prior),
                    section.decimal("prophet_seasonality_prior_scale", fallback.prophetSeasonalityPriorScale(), prior),
                    section.decimal("prophet_holidays_prior_scale", fallback.prophetHolidaysPriorScale(), prior),
                    section.text("prophet_daily_seasonality", fallback.prophetDailySeasonality(), seasonality),
                    section.flag("prophet_daily_by_day_type", fallback.prophetDailyByDayType()),
                    section.text("prophet_weekly_seasonality", fallback.prophetWeeklySeasonality(), seasonality),
                    section.text("prophet_yearly_seasonality", fallback.prophetYearlySeasonality(), seasonality),
                    section.choicesOrNone(REGRESSORS, fallback.prophetRegressors(), FeatureConfig.WEATHER_COLUMNS));
            section.refuseOthers();
            return prophet;
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
     * @param xgbEarlyStoppingRounds rounds without gain on the calibration period after which boosting stops; 0 never
     * @param xgbQuantileEta learning rate of the quantiles
     * @param xgbQuantileNumBoostRound rounds of the quantiles; each grows one tree for every level
     * @param featureColumnsString comma-separated features to use; null takes all that the engine makes
     */
    public record XGBoost(
            double xgbEta,
            int xgbMaxDepth,
            int xgbNumBoostRound,
            double xgbSubsample,
            double xgbColsampleBytree,
            int xgbEarlyStoppingRounds,
            double xgbQuantileEta,
            int xgbQuantileNumBoostRound,
            @Nullable String featureColumnsString) {
        private static final TextRule FEATURE_LIST = TextRule.matching(
                "\\s*[a-z][a-z0-9_]*(\\s*,\\s*[a-z][a-z0-9_]*)*\\s*", "feature names separated by commas");

        static XGBoost read(ConfigSection section, XGBoost fallback) {
            DecimalRange share = DecimalRange.aboveUpTo(0, 1);
            XGBoost xgboost = new XGBoost(
                    section.decimal("xgb_eta", fallback.xgbEta(), share),
                    section.integer("xgb_max_depth", fallback.xgbMaxDepth(), 1, 16),
                    section.integer("xgb_num_boost_round", fallback.xgbNumBoostRound(), 1, 10_000),
                    section.decimal("xgb_subsample", fallback.xgbSubsample(), share),
                    section.decimal("xgb_colsample_bytree", fallback.xgbColsampleBytree(), share),
                    section.integer("xgb_early_stopping_rounds", fallback.xgbEarlyStoppingRounds(), 0, 1000),
                    section.decimal("xgb_quantile_eta", fallback.xgbQuantileEta(), share),
                    section.integer("xgb_quantile_num_boost_round", fallback.xgbQuantileNumBoostRound(), 1, 10_000),
                    section.textOrNull("feature_columns_string", fallback.featureColumnsString(), FEATURE_LIST));
            section.refuseOthers();
            return xgboost;
        }
    }

    public TrainingConfig {
        quantiles = List.copyOf(quantiles);
    }

    private static final String REGRESSORS = "prophet_regressors";
    private static final String PROPHET = "Prophet";
    private static final int MOST_INSTANCES = 20;

    /** Names of the strategies. */
    public static final List<String> STRATEGIES = List.of(PROPHET, "XGBoost", "Ensemble");

    static TrainingConfig read(ConfigSection section) {
        TrainingConfig fallback = defaults();
        TrainingConfig config = new TrainingConfig(
                section.choice("default_strategy", fallback.defaultStrategy(), STRATEGIES),
                section.text("instance_type", fallback.instanceType(), TextRule.INSTANCE_TYPE),
                section.integer("instance_count", fallback.instanceCount(), 1, MOST_INSTANCES),
                section.flag("distributed", fallback.distributed()),
                section.integer("max_runtime_seconds", fallback.maxRuntimeSeconds(), 60, 28 * 86_400),
                Hyperparameters.read(section.section("hyperparameters"), fallback.hyperparameters()),
                readQuantiles(section, fallback.quantiles()),
                section.integer("calibration_days", fallback.calibrationDays(), 1, 365),
                section.integer("seed", fallback.seed(), 0L, Long.MAX_VALUE),
                MlflowConfig.read(section.section("mlflow"), fallback.mlflow()));
        config.addMachineProblem(section, "default_strategy");
        section.refuseOthers();
        return config;
    }

    /** Several machines only where all of them have work. */
    private void addMachineProblem(ConfigSection section, String strategyKey) {
        if (instanceCount > 1 && !isBoosted()) {
            section.add(
                    strategyKey,
                    "%s is fitted on one machine, but instance_count is %d: set instance_count: 1, or choose XGBoost or Ensemble"
                            .formatted(defaultStrategy, instanceCount));
        } else if (instanceCount > 1 && !distributed) {
            section.add(
                    "instance_count",
                    "%d machines, of which only one would work: set distributed: true, or instance_count: 1"
                            .formatted(instanceCount));
        }
    }

    /** Whether the strategy grows trees over all buildings. */
    public boolean isBoosted() {
        return !defaultStrategy.equals(PROPHET);
    }

    private static List<Double> readQuantiles(ConfigSection section, List<Double> fallback) {
        List<Double> quantiles = section.decimals("quantiles", fallback, DecimalRange.between(0.001, 0.999));
        boolean ascending = quantiles.stream().sorted().distinct().toList().equals(quantiles);
        if (quantiles.size() < 2
                || !ascending
                || quantiles.get(0) >= 0.5
                || quantiles.get(quantiles.size() - 1) <= 0.5) {
            section.add(
                    "quantiles",
                    quantiles + " do not ascend from below 0.5 to above; write for example [0.1, 0.9] or"
                            + " [0.05, 0.1, 0.5, 0.9, 0.95]");
            return fallback;
        }
        return quantiles;
    }

    /**
     * This configuration with what a training job was given as text: {@code strategy} and the keys of that strategy's
     * hyperparameters, by the rules of the file. A list is text whose items are separated by commas.
     *
     * @throws InvalidInputException naming each unknown key and wrong value
     */
    public TrainingConfig withHyperparameters(Map<String, String> texts) {
        ConfigProblems problems = new ConfigProblems("The hyperparameters of the run");
        Map<String, Node> values = new TreeMap<>();
        texts.forEach((key, text) -> values.put(key, key.equals(REGRESSORS) ? listNode(text) : scalarNode(text)));
        ConfigSection section = ConfigSection.ofTexts(values, problems);
        String strategy = section.choice("strategy", defaultStrategy, STRATEGIES);
        Prophet prophet = hyperparameters.prophet();
        XGBoost xgboost = hyperparameters.xgboost();
        if (strategy.equals(PROPHET)) {
            prophet = Prophet.read(section, prophet);
        } else {
            // an ensemble is built on boosting
            xgboost = XGBoost.read(section, xgboost);
        }
        TrainingConfig config = new TrainingConfig(
                strategy,
                instanceType,
                instanceCount,
                distributed,
                maxRuntimeSeconds,
                new Hyperparameters(prophet, xgboost),
                quantiles,
                calibrationDays,
                seed,
                mlflow);
        config.addMachineProblem(section, "strategy");
        problems.refuseIfAny();
        return config;
    }

    private static Node scalarNode(String text) {
        return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
    }

    /** Items separated by commas; blank text has none. */
    private static Node listNode(String text) {
        List<Node> items = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(TrainingConfig::scalarNode)
                .toList();
        return new SequenceNode(Tag.SEQ, items, FlowStyle.FLOW);
    }

    static TrainingConfig defaults() {
        return new TrainingConfig(
                "Prophet",
                "ml.m5.xlarge",
                1,
                false,
                7200,
                new Hyperparameters(
                        new Prophet(0.05, 10.0, 10.0, "true", false, "true", "auto", List.of()),
                        new XGBoost(0.1, 5, 150, 0.7, 0.7, 0, 0.1, 100, null)),
                List.of(0.1, 0.9),
                56,
                42,
                MlflowConfig.NONE);
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
        text.put("xgb_quantile_eta", Double.toString(xgboost.xgbQuantileEta()));
        text.put("xgb_quantile_num_boost_round", Integer.toString(xgboost.xgbQuantileNumBoostRound()));
        if (xgboost.featureColumnsString() != null) {
            text.put("feature_columns_string", xgboost.featureColumnsString());
        }
        return text;
    }
}
