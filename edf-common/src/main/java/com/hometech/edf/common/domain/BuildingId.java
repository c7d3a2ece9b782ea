package com.hometech.edf.common.domain;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.Serializable;
import java.util.regex.Pattern;

/** Identifies a metered building. Letters, digits and {@code _ - . :}, at most 128 characters; the order is of the text. */
public record BuildingId(String value) implements Comparable<BuildingId>, Serializable {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}");

    public BuildingId {
        if (!VALID.matcher(value).matches()) {
            throw new InvalidInputException(
                    "building_id \"" + abbreviated(value)
                            + "\" is not valid: use 1 to 128 letters, digits, '_', '-', '.' or ':', starting with a letter or digit");
        }
    }

    /** Whether {@code value} could be an id; for readers that count bad rows instead of failing. */
    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    static String abbreviated(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }

    @Override
    public int compareTo(BuildingId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
