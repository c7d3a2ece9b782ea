package com.hometech.edf.inference.manifest;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a run's model was trained with, beside what it had to answer.
 *
 * @param trainedThrough start of the last interval whose reading the model learned from
 * @param checkedRows rows whose features were held against the ranges of the training; 0 where the model does not know them
 * @param checkedBuildings buildings of these rows
 * @param outside features with values beyond everything that was learned, in name order
 */
public record TrainingCheck(
        Instant trainedThrough, long checkedRows, int checkedBuildings, List<OutsideFeature> outside) {
    /**
     * A feature with values beyond everything that was learned.
     *
     * @param feature its name
     * @param rows with such values
     * @param buildings with such rows
     * @param least smallest value that was learned
     * @param most greatest value that was learned
     * @param farthest the value farthest beyond
     * @param excess how far beyond it lies, in widths of the range in which 98 of 100 values lay
     * @param defect whether no such value can be: the feature is 0 or 1
     */
    public record OutsideFeature(
            String feature,
            long rows,
            int buildings,
            double least,
            double most,
            double farthest,
            double excess,
            boolean defect) {
        public OutsideFeature {
            if (rows < 1 || buildings < 1 || buildings > rows) {
                throw new InvalidInputException(RunManifest.FILE_NAME + ": training_check.outside of " + feature
                        + " has " + rows + " rows of " + buildings + " buildings; expected 1 or more of each");
            }
        }
    }

    public TrainingCheck {
        if (trainedThrough == null) {
            throw new InvalidInputException(
                    RunManifest.FILE_NAME + ": training_check.trained_through is missing; expected an instant");
        }
        outside = outside == null
                ? List.of()
                : outside.stream()
                        .sorted(Comparator.comparing(OutsideFeature::feature))
                        .toList();
    }
}
