package com.hometech.edf.inference;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.ModelTrees;
import com.hometech.edf.inference.booster.TreeEnsemble;
import com.hometech.edf.inference.interval.Spread;
import java.util.Arrays;
import java.util.List;

/**
 * A global model with the input that it reads. Its forecast is the mean of what its trees expect and their median: two
 * models that err differently (docs/decisions/0024-two-models-one-forecast.md).
 */
public final class ScaledModel implements RowModel {
    /** Weight of what is expected; the median has the rest. */
    public static final double EXPECTED_SHARE = 0.5;

    private final ModelTrees trees;
    private final ModelInput input;
    private final TreeEnsemble median;
    private final List<TreeEnsemble> quantiles;
    private final int[] served;

    /** The model for tables with this schema, with quantiles at these levels, which its booster has. */
    public static ScaledModel of(ModelTrees trees, FeatureSchema schema, List<Double> levels) {
        return new ScaledModel(trees, new ModelInput(schema, trees.featureNames()), levels);
    }

    private ScaledModel(ModelTrees trees, ModelInput input, List<Double> levels) {
        this.trees = trees;
        this.input = input;
        this.median = trees.quantiles().median();
        this.quantiles = trees.quantiles().trees();
        this.served = levels.stream()
                .mapToInt(level -> trees.quantiles().levels().indexOf(level))
                .toArray();
        if (Arrays.stream(served).anyMatch(position -> position < 0)) {
            throw new ModelUnusableException("The quantile booster has the levels "
                    + trees.quantiles().levels() + "; its calibration wants " + levels);
        }
    }

    /** The trees. */
    public ModelTrees trees() {
        return trees;
    }

    @Override
    public boolean covers(FeatureTable table, int row) {
        return true;
    }

    @Override
    public boolean hasQuantiles() {
        return true;
    }

    @Override
    public RowModel.Workspace workspace() {
        return new Rows();
    }

    private final class Rows implements RowModel.Workspace {
        private final float[] vector = new float[input.size()];
        private final double[] sorted = new double[quantiles.size()];
        private final double[] chosen = new double[served.length];

        @Override
        public double yhatKwh(FeatureTable table, int row, Spread spread) {
            input.copy(table, row, vector, 0);
            double middle = 0;
            for (int level = 0; level < sorted.length; level++) {
                TreeEnsemble output = quantiles.get(level);
                sorted[level] = output.predict(vector);
                if (output == median) {
                    middle = sorted[level];
                }
            }
            double center = EXPECTED_SHARE * trees.expected().predict(vector) + (1 - EXPECTED_SHARE) * middle;
            // outputs are grown apart from each other and may cross: sorted, they are quantiles again
            Arrays.sort(sorted);
            for (int level = 0; level < chosen.length; level++) {
                chosen[level] = sorted[served[level]];
            }
            spread.setQuantiles(chosen, center);
            return center * table.levelKwh(row);
        }
    }
}
