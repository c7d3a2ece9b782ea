package com.hometech.edf.insights.upload;

import java.util.Locale;

/** Why a line of an upload was set aside. */
public enum RejectReason {
    WRONG_FIELD_COUNT("has not as many fields as the header"),
    NO_APPLIANCE("names no appliance"),
    BAD_TIME(
            "has no time that can be read, or one that clocks skip in spring; write 2024-11-01T13:00, or with an offset"),
    AMBIGUOUS_TIME("is in the hour that clocks show twice in autumn, out of order; write times with an offset"),
    BAD_YEAR("is from a year before 1990 or after 2100"),
    NO_VALUE("has no value"),
    BAD_VALUE("has a value that is no number"),
    NEGATIVE("is negative; what a plant generates is no appliance's energy"),
    TOO_LARGE("is more energy than edf_insights.max_power_kw allows for its time; is it in Wh?"),
    DUPLICATE("is for a time that a later line of the same appliance gives again"),
    OFF_GRID("is at a time between the appliance's regular ones"),
    IRREGULAR("is of an appliance without a regular step of at least a minute that divides the day"),
    TOO_FEW("is of an appliance with fewer than two readings");

    private final String text;

    RejectReason(String text) {
        this.text = text;
    }

    /** What is wrong with the line, to be read after "the line". */
    public String text() {
        return text;
    }

    /** Its name in files: {@code too_large}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
