package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ModelInput;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.java.util.BigDenseMatrix;

/** Rows in XGBoost's own memory. It lies outside the Java heap: close it as soon as the trees are grown. */
final class TrainingMatrix implements AutoCloseable {
    private final DMatrix matrix;
    private final int rows;

    private TrainingMatrix(DMatrix matrix, int rows) {
        this.matrix = matrix;
        this.rows = rows;
    }

    /** Copies the chosen rows, with their targets. */
    static TrainingMatrix of(FeatureTable table, int[] rows, ModelInput input, Targets targets) throws XGBoostError {
        DMatrix matrix = matrix(table, rows, input);
        float[] labels = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = targets.of(rows[i]);
        }
        matrix.setLabel(labels);
        matrix.setFeatureNames(input.columns().toArray(String[]::new));
        return new TrainingMatrix(matrix, rows.length);
    }

    /** The dense copy is freed at once: XGBoost keeps its own. */
    private static DMatrix matrix(FeatureTable table, int[] rows, ModelInput input) throws XGBoostError {
        BigDenseMatrix dense = new BigDenseMatrix(rows.length, input.size());
        try {
            float[] vector = new float[input.size()];
            long at = 0;
            for (int row : rows) {
                input.copy(table, row, vector, 0);
                for (float value : vector) {
                    dense.set(at++, value);
                }
            }
            return new DMatrix(dense, Float.NaN);
        } finally {
            dense.dispose();
        }
    }

    DMatrix matrix() {
        return matrix;
    }

    int rows() {
        return rows;
    }

    @Override
    public void close() {
        matrix.dispose();
    }
}
