package com.hometech.edf.inference.forecast;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.ModelInput;
import com.hometech.edf.inference.artifact.FeatureRanges;
import com.hometech.edf.inference.artifact.FeatureRanges.FeatureRange;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.manifest.TrainingCheck;
import com.hometech.edf.inference.manifest.TrainingCheck.OutsideFeature;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Holds the rows that a model answers against what it was trained with. */
final class RangeCheck {
    private RangeCheck() {}

    static TrainingCheck of(ModelArtifact model, FeatureTable table) {
        FeatureRanges ranges = model.ranges();
        int[] rows = ranges.features().isEmpty()
                ? new int[0]
                : IntStream.range(0, table.rows())
                        .filter(row -> table.readiness(row) == Readiness.MODEL)
                        .toArray();
        BitSet buildings = new BitSet();
        for (int row : rows) {
            buildings.set(table.buildingIndex(row));
        }
        List<OutsideFeature> outside = new ArrayList<>();
        for (FeatureRange range : ranges.features()) {
            if (table.schema().names().contains(range.feature())) {
                check(range, table, rows, outside);
            }
        }
        return new TrainingCheck(
                model.metadata().training().lastTarget(), rows.length, buildings.cardinality(), outside);
    }

    private static void check(FeatureRange range, FeatureTable table, int[] rows, List<OutsideFeature> outside) {
        ModelInput input = new ModelInput(table.schema(), List.of(range.feature()));
        float[] value = new float[1];
        long count = 0;
        BitSet buildings = new BitSet();
        float farthest = Float.NaN;
        for (int row : rows) {
            input.copy(table, row, value, 0);
            if (range.isOutside(value[0])) {
                farthest = count == 0 || range.excess(value[0]) > range.excess(farthest) ? value[0] : farthest;
                count++;
                buildings.set(table.buildingIndex(row));
            }
        }
        if (count > 0) {
            outside.add(new OutsideFeature(
                    range.feature(),
                    count,
                    buildings.cardinality(),
                    range.least(),
                    range.most(),
                    farthest,
                    range.excess(farthest),
                    range.binary()));
        }
    }
}
