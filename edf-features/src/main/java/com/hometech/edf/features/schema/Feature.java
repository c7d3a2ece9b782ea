package com.hometech.edf.features.schema;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.regex.Pattern;

/**
 * One column of a model's input.
 *
 * @param name column name: lower case letters, digits and {@code _}
 * @param kind what it measures
 * @param definition how it is computed, in words; part of the fingerprint, so a changed meaning is another feature
 */
public record Feature(String name, FeatureKind kind, String definition) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public Feature {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInputException("Feature name \"" + name + "\" is not valid: use a-z, 0-9 and '_'");
        }
        if (definition.isBlank()) {
            throw new InvalidInputException("Feature " + name + " has no definition");
        }
    }
}
