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
import java.util.stream.LongStream;
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
        List<float[]> vectors = new ArrayList<>();
        for (long number : goldenRows(rows.length)) {
            float[] vector = new float[input.size()];
            input.copy(table, rows[(int) number], vector, 0);
            vectors.add(vector);
        }
        return of(ubjson, file, levels, vectors);
    }

    /**
     * Reads the file back and records golden predictions.
     *
     * @param vectors the rows to record, as the booster reads them
     */
    static GrownBooster of(byte[] ubjson, ArtifactFile file, List<Double> levels, List<float[]> vectors)
            throws XGBoostError, IOException {
        return new GrownBooster(
                ubjson, levels, TreeEnsemble.readOutputs(ubjson, file.fileName()), golden(ubjson, vectors));
    }

    /** Which of so many rows that were learned are recorded. */
    static long[] goldenRows(long rows) {
        return LongStream.range(0, Math.min(GOLDEN_ROWS, rows))
                .map(i -> i * rows / GOLDEN_ROWS)
                .toArray();
    }

    private static List<GoldenPrediction> golden(byte[] ubjson, List<float[]> vectors)
            throws XGBoostError, IOException {
        Booster booster = XGBoost.loadModel(ubjson);
        try {
            List<GoldenPrediction> golden = new ArrayList<>();
            for (float[] vector : vectors) {
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
