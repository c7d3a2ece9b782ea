package com.hometech.edf.training.fit;

import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ModelInput;
import com.hometech.edf.inference.artifact.FeatureRanges;
import com.hometech.edf.inference.artifact.FeatureRanges.FeatureRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds between which values features lay in rows that are learned. */
final class RangeLearner {
    private static final double SELDOM = 0.01;

    private RangeLearner() {}

    /**
     * The ranges of features that were ever known.
     *
     * @param features names of those that the model reads
     */
    static FeatureRanges learn(FeatureSchema schema, List<String> features, FittingRows.Selection... selections) {
        List<FeatureRange> ranges = new ArrayList<>();
        for (String feature : features) {
            FeatureRange range = range(feature, values(schema, feature, selections));
            if (range != null) {
                ranges.add(range);
            }
        }
        return new FeatureRanges(ranges);
    }

    private static float[] values(FeatureSchema schema, String feature, FittingRows.Selection... selections) {
        ModelInput input = new ModelInput(schema, List.of(feature));
        float[] values = new float
                [Arrays.stream(selections)
                        .mapToInt(selection -> selection.rows().length)
                        .sum()];
        int known = 0;
        for (FittingRows.Selection selection : selections) {
            FeatureTable table = selection.table();
            for (int row : selection.rows()) {
                input.copy(table, row, values, known);
                known += Float.isFinite(values[known]) ? 1 : 0;
            }
        }
        float[] sorted = Arrays.copyOf(values, known);
        Arrays.sort(sorted);
        return sorted;
    }

    private static @Nullable FeatureRange range(String feature, float[] sorted) {
        if (sorted.length == 0) {
            return null;
        }
        int last = sorted.length - 1;
        boolean binary = IntStream.range(0, sorted.length).allMatch(index -> sorted[index] == 0 || sorted[index] == 1);
        return new FeatureRange(
                feature,
                sorted[0],
                sorted[(int) (SELDOM * last)],
                sorted[(int) Math.ceil((1 - SELDOM) * last)],
                sorted[last],
                binary);
    }
}
