package com.hometech.edf.data.anomaly;

import com.fasterxml.jackson.annotation.JsonValue;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;

/** What found an anomaly. */
public enum AnomalyRule {
    /** Readings lie outside of the interval of the forecast that was issued the day before. */
    FORECAST_INTERVAL,
    /** Readings lie many standard deviations from the mean of their like; there was no forecast. */
    Z_SCORE,
    /** Readings lie outside of the interval, and many standard deviations from the mean of their like. */
    FORECAST_INTERVAL_AND_Z_SCORE,
    /** Readings do not change. */
    UNCHANGING,
    /** There are no readings. */
    NO_READING;

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
    public static AnomalyRule ofCode(String code, String field) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(field + " \"" + code + "\" is not known: use "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(AnomalyRule::code).toList())));
    }
}
