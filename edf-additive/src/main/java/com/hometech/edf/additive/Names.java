package com.hometech.edf.additive;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What components may be called. */
final class Names {
    static final String ADDITIVE_TERMS = "additive_terms";
    static final String MULTIPLICATIVE_TERMS = "multiplicative_terms";
    static final String ADDITIVE_REGRESSORS = "extra_regressors_additive";
    static final String MULTIPLICATIVE_REGRESSORS = "extra_regressors_multiplicative";
    static final String HOLIDAYS = "holidays";
    static final String ZEROS = "zeros";
    static final String DELIMITER = "_delim_";
    static final Set<String> BUILT_IN = Set.of("daily", "weekly", "yearly");

    private static final Set<String> COMPONENTS = Set.of(
            "trend",
            ADDITIVE_TERMS,
            "daily",
            "weekly",
            "yearly",
            HOLIDAYS,
            ZEROS,
            ADDITIVE_REGRESSORS,
            "yhat",
            MULTIPLICATIVE_REGRESSORS,
            MULTIPLICATIVE_TERMS);
    private static final Set<String> COLUMNS = Set.of("ds", "y", "cap", "floor", "y_scaled", "cap_scaled");

    private Names() {}

    /** Refuses what the table of a forecast already has, and what could not be told from a column of features. */
    static void require(String kind, String name) {
        if (name.isBlank()) {
            throw new AdditiveInputException(kind + " has no name");
        }
        if (name.contains(DELIMITER)) {
            throw new AdditiveInputException(
                    kind + " '" + name + "': a name must not contain '" + DELIMITER + "'; choose another");
        }
        String plain = name.replaceFirst("_(lower|upper)$", "");
        if (COMPONENTS.contains(plain) || COLUMNS.contains(name)) {
            throw new AdditiveInputException(kind + " '" + name + "': this name is taken; choose another");
        }
    }

    static void requirePositive(String what, @Nullable Double value) {
        if (value != null && (!(value > 0) || value.isInfinite())) {
            throw new AdditiveInputException(what + " is " + value + "; give a number above 0");
        }
    }
}
