package com.hometech.edf.inference;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureSchema;

/** Refuses features that are not those that a model was fitted with, and says what differs first. */
final class SchemaCheck {
    private final FeatureSchema expected;
    private final String fingerprint;

    SchemaCheck(FeatureSchema expected) {
        this.expected = expected;
        this.fingerprint = expected.fingerprint();
    }

    void require(FeatureSchema given) {
        if (!given.fingerprint().equals(fingerprint)) {
            throw new ModelUnusableException("The model was fitted with other features: " + difference(given)
                    + ". Make the features with the model's configuration, or train again");
        }
    }

    private String difference(FeatureSchema given) {
        if (!given.step().equals(expected.step())) {
            return "the model's step is " + expected.step() + ", the table's " + given.step();
        }
        for (int column = 0; column < Math.min(expected.size(), given.size()); column++) {
            Feature ours = expected.features().get(column);
            Feature theirs = given.features().get(column);
            if (!ours.equals(theirs)) {
                return difference(column, ours, theirs);
            }
        }
        return "the model has " + expected.size() + " features, the table " + given.size() + "; "
                + firstExtra(
                        expected.size() > given.size() ? expected : given, Math.min(expected.size(), given.size()));
    }

    private static String difference(int column, Feature ours, Feature theirs) {
        String place = "column " + (column + 1);
        if (!ours.name().equals(theirs.name())) {
            return place + " is " + ours.name() + " in the model and " + theirs.name() + " in the table";
        }
        if (ours.kind() != theirs.kind()) {
            return place + ", " + ours.name() + ", is of kind " + ours.kind() + " in the model and " + theirs.kind()
                    + " in the table";
        }
        return place + ", " + ours.name() + ", means \"" + ours.definition() + "\" in the model and \""
                + theirs.definition() + "\" in the table";
    }

    private static String firstExtra(FeatureSchema longer, int at) {
        return "the first that only one of them has is "
                + longer.features().get(at).name();
    }
}
