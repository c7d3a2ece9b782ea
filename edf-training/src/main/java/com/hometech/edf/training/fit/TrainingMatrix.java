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
        try (Builder builder = new Builder(rows.length, input)) {
            builder.add(table, rows, targets);
            return builder.build();
        }
    }

    /** Collects rows from several tables in a dense copy, which is freed with the builder: XGBoost keeps its own. */
    static final class Builder implements AutoCloseable {
        private final ModelInput input;
        private final BigDenseMatrix dense;
        private final float[] labels;
        private int rows;

        /** @param rows how many will be added */
        Builder(int rows, ModelInput input) {
            this.input = input;
            this.dense = new BigDenseMatrix(rows, input.size());
            this.labels = new float[rows];
        }

        /** Adds rows of a table, with their targets. */
        void add(FeatureTable table, int[] chosen, Targets targets) {
            float[] vector = new float[input.size()];
            long at = (long) rows * input.size();
            for (int row : chosen) {
                input.copy(table, row, vector, 0);
                for (float value : vector) {
                    dense.set(at++, value);
                }
                labels[rows++] = targets.of(row);
            }
        }

        TrainingMatrix build() throws XGBoostError {
            if (rows != labels.length) {
                throw new IllegalStateException(rows + " rows were added instead of " + labels.length);
            }
            DMatrix matrix = new DMatrix(dense, Float.NaN);
            matrix.setLabel(labels);
            matrix.setFeatureNames(input.columns().toArray(String[]::new));
            return new TrainingMatrix(matrix, rows);
        }

        @Override
        public void close() {
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
