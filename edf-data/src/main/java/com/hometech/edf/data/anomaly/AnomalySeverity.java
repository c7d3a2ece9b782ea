package com.hometech.edf.data.anomaly;

import com.fasterxml.jackson.annotation.JsonValue;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;

/** How grave it is. */
public enum AnomalySeverity {
    /** Worth knowing. */
    LOW,
    /** Worth a look. */
    MEDIUM,
    /** Somebody should look at it. */
    HIGH;

    /** The text in tables and JSON: the name in lower-case letters. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one of a text.
     *
     * @param field what the text was given as, for errors
     */
    public static AnomalySeverity ofCode(String code, String field) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(field + " \"" + code + "\" is not known: use "
                        + String.join(
                                ", ",
                                Arrays.stream(values())
                                        .map(AnomalySeverity::code)
                                        .toList())));
    }
}
