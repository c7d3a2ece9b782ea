package com.hometech.edf.job;

import com.hometech.edf.features.spark.SparkTasks;
import com.hometech.edf.training.fit.Versions;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows that what an image must bring is there: a Java that Spark runs on, and what XGBoost's native library needs. */
final class SelfCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SelfCheck.class);

    private SelfCheck() {}

    static void run() {
        Versions versions = Versions.ofThisBuild();
        LOG.info(
                "EDF {} on Java {} ({}, {})",
                versions.edf(),
                property("java.version"),
                property("java.vendor"),
                property("os.arch"));
        List<Integer> squares = SparkTasks.run(List.of(1, 2, 3), number -> number * number);
        require("Spark", squares.equals(List.of(1, 4, 9)), squares);
        LOG.info("Spark {} works", SparkTasks.version());
        float[] steps = predictions();
        require("XGBoost", steps[0] < steps[1], List.of(steps[0], steps[1]));
        LOG.info("XGBoost {} works", versions.xgboost());
    }

    private static float[] predictions() {
        try {
            DMatrix rows = new DMatrix(new float[] {0, 1}, 2, 1, Float.NaN);
            rows.setLabel(new float[] {0, 1});
            Map<String, Object> parameters =
                    Map.of("objective", "reg:squarederror", "min_child_weight", 0, "nthread", 1);
            Booster booster = XGBoost.train(rows, parameters, 1, Map.of(), null, null);
            float[][] predicted = booster.predict(rows);
            return new float[] {predicted[0][0], predicted[1][0]};
        } catch (XGBoostError failure) {
            throw new IllegalStateException("XGBoost does not work", failure);
        }
    }

    private static void require(String library, boolean works, Object answer) {
        if (!works) {
            throw new IllegalStateException(library + " computes wrongly: " + answer);
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
