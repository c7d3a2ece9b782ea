package com.hometech.edf.training.tune;

import com.hometech.edf.common.config.TrainingConfig;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The settings that may be tried: keys of {@code edf_training.hyperparameters.XGBoost}, drawn at random and apart from each
 * other (Bergstra and Bengio, 2012). Learning rates are drawn evenly on a logarithmic scale. Rounds are not drawn
 * themselves but their product with the learning rate, how far boosting goes: it is that which must neither be too little
 * nor too much, whatever the rate. In half of the trials early stopping finds the rounds instead.
 */
final class SearchSpace {
    /** The keys that are drawn. */
    static final List<String> KEYS = List.of(
            "xgb_eta",
            "xgb_max_depth",
            "xgb_num_boost_round",
            "xgb_subsample",
            "xgb_colsample_bytree",
            "xgb_early_stopping_rounds",
            "xgb_quantile_eta",
            "xgb_quantile_num_boost_round");

    private static final double LEAST_ETA = 0.03;
    private static final double MOST_ETA = 0.2;
    private static final double LEAST_TRAVEL = 5;
    private static final double MOST_TRAVEL = 25;
    private static final int LEAST_DEPTH = 3;
    private static final int MOST_DEPTH = 9;
    private static final double LEAST_SUBSAMPLE = 0.4;
    private static final double LEAST_COLUMNS = 0.2;
    private static final double LEAST_QUANTILE_ETA = 0.05;
    private static final double MOST_QUANTILE_ETA = 0.3;
    private static final double LEAST_QUANTILE_TRAVEL = 4;
    private static final double MOST_QUANTILE_TRAVEL = 25;
    /** Dearer trials are not worth their time. */
    private static final int MOST_ROUNDS = 600;
    /** How far boosting goes without gain before it stops: a round at a small rate tells little. */
    private static final double PATIENCE_TRAVEL = 2;

    private static final int DIGITS = 2;

    private final Random random;
    private final List<Map<String, String>> drawn = new ArrayList<>();

    /** @param seed of everything that is drawn: equal seeds give equal settings */
    SearchSpace(long seed) {
        this.random = new Random(seed);
    }

    /** The values that a configuration has for the keys. */
    static Map<String, String> of(TrainingConfig config) {
        Map<String, String> settings = new TreeMap<>(config.xgboostAsText());
        settings.keySet().retainAll(KEYS);
        return settings;
    }

    /**
     * The settings of a trial.
     *
     * @param trial counted from 1; the same whatever others were asked for before
     */
    Map<String, String> settings(int trial) {
        while (drawn.size() < trial) {
            drawn.add(draw());
        }
        return drawn.get(trial - 1);
    }

    /** Always as many random numbers, so that each trial has its own place in their sequence. */
    private Map<String, String> draw() {
        double eta = rounded(logarithmic(LEAST_ETA, MOST_ETA));
        double travel = logarithmic(LEAST_TRAVEL, MOST_TRAVEL);
        int depth = LEAST_DEPTH + (int) (random.nextDouble() * (MOST_DEPTH - LEAST_DEPTH + 1));
        double subsample = rounded(even(LEAST_SUBSAMPLE));
        double columns = rounded(even(LEAST_COLUMNS));
        double quantileEta = rounded(logarithmic(LEAST_QUANTILE_ETA, MOST_QUANTILE_ETA));
        double quantileTravel = logarithmic(LEAST_QUANTILE_TRAVEL, MOST_QUANTILE_TRAVEL);
        boolean stops = random.nextDouble() < 0.5;
        Map<String, String> settings = new TreeMap<>();
        settings.put("xgb_eta", Double.toString(eta));
        settings.put("xgb_max_depth", Integer.toString(depth));
        settings.put("xgb_num_boost_round", rounds(stops ? MOST_TRAVEL : travel, eta));
        settings.put("xgb_subsample", Double.toString(subsample));
        settings.put("xgb_colsample_bytree", Double.toString(columns));
        settings.put("xgb_early_stopping_rounds", stops ? rounds(PATIENCE_TRAVEL, eta) : "0");
        settings.put("xgb_quantile_eta", Double.toString(quantileEta));
        settings.put("xgb_quantile_num_boost_round", rounds(quantileTravel, quantileEta));
        return settings;
    }

    private double logarithmic(double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }

    /** A share up to 1. */
    private double even(double least) {
        return least + (1 - least) * random.nextDouble();
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(DIGITS)).doubleValue();
    }

    private static String rounds(double travel, double eta) {
        return Long.toString(Math.min(MOST_ROUNDS, Math.round(travel / eta)));
    }
}
