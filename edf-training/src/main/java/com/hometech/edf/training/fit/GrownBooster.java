package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ModelInput;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.artifact.ModelMetadata.BoosterFacts;
import com.hometech.edf.inference.artifact.ModelMetadata.GoldenPrediction;
import com.hometech.edf.inference.booster.TreeEnsemble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A booster as it is written, read back as it will serve.
 *
 * @param ubjson the file
 * @param levels of its quantiles; empty where its one output is no quantile
 * @param outputs its trees, by output
 * @param golden rows with what XGBoost itself predicts for them
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes of a file; never compared
record GrownBooster(byte[] ubjson, List<Double> levels, List<TreeEnsemble> outputs, List<GoldenPrediction> golden) {
    private static final int GOLDEN_ROWS = 8;

    /** Reads the file back and records golden predictions for rows spread over those that were learned. */
    static GrownBooster of(
            byte[] ubjson, ArtifactFile file, List<Double> levels, ModelInput input, FeatureTable table, int[] rows)
            throws XGBoostError, IOException {
        return new GrownBooster(
                ubjson, levels, TreeEnsemble.readOutputs(ubjson, file.fileName()), golden(ubjson, input, table, rows));
    }

    private static List<GoldenPrediction> golden(byte[] ubjson, ModelInput input, FeatureTable table, int[] rows)
            throws XGBoostError, IOException {
        Booster booster = XGBoost.loadModel(ubjson);
        try {
            List<GoldenPrediction> golden = new ArrayList<>();
            for (int i = 0; i < Math.min(GOLDEN_ROWS, rows.length); i++) {
                float[] vector = new float[input.size()];
                input.copy(table, rows[(int) ((long) i * rows.length / GOLDEN_ROWS)], vector, 0);
                float[] predictions = booster.inplace_predict(vector, 1, vector.length, Float.NaN)[0];
                golden.add(new GoldenPrediction(boxed(vector), boxed(predictions)));
            }
            return golden;
        } finally {
            booster.dispose();
        }
    }

    private static List<Float> boxed(float[] vector) {
        List<Float> values = new ArrayList<>(vector.length);
        for (float value : vector) {
            values.add(value);
        }
        return values;
    }

    BoosterFacts facts(ArtifactFile file) {
        return new BoosterFacts(
                file,
                Checksums.sha256(ubjson),
                outputs.stream().mapToInt(TreeEnsemble::treeCount).sum(),
                levels,
                outputs.get(0).featureNames(),
                golden);
    }
}
