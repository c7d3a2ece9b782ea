package com.hometech.edf.inference.booster;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Small real boosters and rows for tests. */
final class Boosters {
    static final int FEATURES = 6;

    private Boosters() {}

    /** Rows with one value in ten missing. */
    static float[] rows(int count, long seed) {
        Random random = new Random(seed);
        float[] rows = new float[count * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(10) == 0 ? Float.NaN : (float) (random.nextGaussian() * 3);
        }
        return rows;
    }

    static Booster train(Map<String, Object> changed) throws XGBoostError {
        int count = 2000;
        float[] rows = rows(count, 1);
        float[] labels = new float[count];
        for (int row = 0; row < count; row++) {
            float first = rows[row * FEATURES];
            float second = rows[row * FEATURES + 1];
            labels[row] = (Float.isNaN(first) ? 5 : first * 2) + (Float.isNaN(second) ? -1 : second * second);
        }
        DMatrix matrix = new DMatrix(rows, count, FEATURES, Float.NaN);
        matrix.setLabel(labels);
        matrix.setFeatureNames(new String[] {"a", "b", "c", "d", "e", "f"});
        Map<String, Object> parameters = new HashMap<>(
                Map.of("objective", "reg:squarederror", "base_score", 0.5, "max_depth", 5, "nthread", 1, "seed", 7));
        parameters.put("subsample", 0.7);
        parameters.putAll(changed);
        return XGBoost.train(matrix, parameters, 30, new HashMap<>(), null, null);
    }
}
