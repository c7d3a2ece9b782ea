package com.hometech.edf.training.fit;

import com.hometech.edf.common.job.JobContext.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Grows trees round by round. */
final class Boosting {
    private static final String METRIC = "mae";

    private final FitSettings settings;
    private final Progress progress;

    Boosting(FitSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * The number of rounds after which the error of what is expected stopped falling on later rows.
     *
     * @return at least 1
     */
    int bestRounds(TrainingMatrix fitted, TrainingMatrix later) throws XGBoostError {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        Booster booster = firstRound(fitted, expectation());
        try {
            for (int round = 0; round < settings.rounds() && !stops(round, best); round++) {
                if (round > 0) {
                    booster.update(fitted.matrix(), round);
                }
                double error = error(booster, later, round);
                if (error < least) {
                    least = error;
                    best = round;
                }
                progress.report("Finding the number of rounds", round + 1, settings.rounds());
            }
        } finally {
            booster.dispose();
        }
        return best + 1;
    }

    private boolean stops(int round, int best) {
        return round - best > settings.earlyStoppingRounds();
    }

    private static double error(Booster booster, TrainingMatrix rows, int round) throws XGBoostError {
        String line = booster.evalSet(new DMatrix[] {rows.matrix()}, new String[] {"later"}, round);
        return Double.parseDouble(line.substring(line.lastIndexOf(':') + 1).strip());
    }

    /**
     * Grows the trees of what is expected.
     *
     * @return the file in UBJSON form
     */
    byte[] growExpectation(TrainingMatrix fitted, int rounds, String what) throws XGBoostError {
        return grow(fitted, expectation(), rounds, what);
    }

    /**
     * Grows trees for each of {@link FitSettings#grownLevels()}.
     *
     * @return the file in UBJSON form, with one output for each level
     */
    byte[] growQuantiles(TrainingMatrix fitted, int rounds, String what) throws XGBoostError {
        return grow(fitted, quantiles(), rounds, what);
    }

    private byte[] grow(TrainingMatrix fitted, Map<String, Object> parameters, int rounds, String what)
            throws XGBoostError {
        Booster booster = firstRound(fitted, parameters);
        try {
            for (int round = 1; round < rounds; round++) {
                progress.report(what, round, rounds);
                booster.update(fitted.matrix(), round);
            }
            progress.report(what, rounds, rounds);
            return booster.toByteArray("ubj");
        } finally {
            booster.dispose();
        }
    }

    private static Booster firstRound(TrainingMatrix fitted, Map<String, Object> parameters) throws XGBoostError {
        return XGBoost.train(fitted.matrix(), parameters, 1, new HashMap<>(), null, null);
    }

    private Map<String, Object> expectation() {
        Map<String, Object> parameters = common();
        parameters.put("objective", FitSettings.OBJECTIVE);
        parameters.put("huber_slope", FitSettings.HUBER_SLOPE);
        parameters.put("eval_metric", METRIC);
        parameters.put("eta", settings.eta());
        return parameters;
    }

    private Map<String, Object> quantiles() {
        Map<String, Object> parameters = common();
        List<Double> levels = settings.grownLevels();
        parameters.put("objective", FitSettings.QUANTILE_OBJECTIVE);
        parameters.put("quantile_alpha", levels.toString());
        parameters.put("eta", settings.quantileEta());
        return parameters;
    }

    /** Every parameter that shapes the trees is stated, none left to the library's defaults that change with versions. */
    private Map<String, Object> common() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("booster", "gbtree");
        parameters.put("tree_method", "hist");
        parameters.put("multi_strategy", "one_output_per_tree");
        parameters.put("base_score", FitSettings.BASE_SCORE);
        parameters.put("max_depth", settings.maxDepth());
        parameters.put("min_child_weight", FitSettings.MIN_CHILD_WEIGHT);
        parameters.put("lambda", FitSettings.LAMBDA);
        parameters.put("subsample", settings.subsample());
        parameters.put("colsample_bytree", settings.colsampleByTree());
        parameters.put("max_bin", FitSettings.MAX_BIN);
        parameters.put("seed", settings.seed());
        parameters.put("nthread", settings.threads());
        parameters.put("verbosity", 1);
        return parameters;
    }
}
