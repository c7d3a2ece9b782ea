package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.training.fit.Stretches.Stretch;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * The rows to learn from in the end: those of training, and some of calibration.
 *
 * @param tables where they lie
 * @param later the calibration rows that may be learned from, numbered through the parts
 * @param fresh which of these are learned
 */
record JoinedParts(PartTables tables, List<Stretch> later, Thinning fresh) implements Serializable {
    JoinedParts {
        later = List.copyOf(later);
    }

    /** The rows of a part. */
    FeatureTable read(String name) throws IOException {
        FeatureTable calibration = tables.calibration(name);
        int[] chosen = fresh.of(LearnableRows.of(calibration).rows(), of(name).before());
        return FeatureTable.joined(tables.train(name), calibration, chosen);
    }

    /** How many calibration rows of a part are learned. */
    int fresh(String name) {
        Stretch stretch = of(name);
        return fresh.countBefore(stretch.end()) - fresh.countBefore(stretch.before());
    }

    private Stretch of(String name) {
        return later.stream()
                .filter(stretch -> stretch.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
