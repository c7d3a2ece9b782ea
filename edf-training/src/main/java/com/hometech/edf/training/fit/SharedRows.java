package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ModelInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows that several workers grow trees with.
 *
 * @param joined where they lie
 * @param chosen those that are learned from, numbered through the parts
 * @param weather whether only rows with weather at their target count
 */
record SharedRows(JoinedParts joined, Stretches chosen, boolean weather) implements SharedBoosting.Source {
    @Override
    public long total() {
        return chosen.total();
    }

    /** Reads all parts, one after the other, and keeps the worker's rows. */
    @Override
    public SharedBoosting.Share read(int worker, int workers, FitSettings settings) throws IOException {
        RowShares shares = new RowShares(chosen.total(), workers);
        ModelInput input = settings.input(joined.tables().schema(), weather);
        long[] wanted = GrownBooster.goldenRows(chosen.total());
        Map<Long, float[]> golden = new TreeMap<>();
        TrainingMatrix.Builder matrix = new TrainingMatrix.Builder(shares.countOf(worker), input);
        try {
            for (Stretches.Stretch part : chosen.parts()) {
                FeatureTable table = joined.read(part.name());
                int[] learned = LearnableRows.of(table).rows();
                int[] rows = weather ? BoosterGrower.covered(table, learned) : learned;
                matrix.add(table, shares.of(worker, rows, part.before()), Targets.of(table, learned));
                Arrays.stream(wanted)
                        .filter(number -> part.before() <= number && number < part.end())
                        .filter(number -> shares.workerOf(number) == worker)
                        .forEach(number -> golden.put(
                                number, vector(input, table, rows[Math.toIntExact(number - part.before())])));
            }
            return new SharedBoosting.Share(matrix, golden);
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            matrix.close();
            throw failure;
        }
    }

    private static float[] vector(ModelInput input, FeatureTable table, int row) {
        float[] vector = new float[input.size()];
        input.copy(table, row, vector, 0);
        return vector;
    }
}
