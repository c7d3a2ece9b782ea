package com.hometech.edf.common.domain;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.Serializable;

/** Identifies the place whose weather and public holidays a building shares. */
public record SiteId(String value) implements Comparable<SiteId>, Serializable {
    public SiteId {
        if (!BuildingId.isValid(value)) {
            throw new InvalidInputException(
                    "site_id \"" + value
                            + "\" is not valid: use 1 to 128 letters, digits, '_', '-', '.' or ':', starting with a letter or digit");
        }
    }

    @Override
    public int compareTo(SiteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
