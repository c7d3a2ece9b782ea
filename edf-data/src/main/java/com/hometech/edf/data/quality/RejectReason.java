package com.hometech.edf.data.quality;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a row was not taken into the tables. */
public enum RejectReason {
    WRONG_FIELD_COUNT("the row has more or fewer fields than the header"),
    UNKNOWN_BUILDING("building_id is not in buildings.csv"),
    UNKNOWN_SITE("site_id is not a site of buildings.csv"),
    BAD_TIMESTAMP("the time cannot be read: write 2024-07-01T13:00:00Z"),
    TIMESTAMP_OUT_OF_RANGE("the time lies before the earliest year allowed or in the future"),
    NO_SUCH_LOCAL_TIME("the local time does not exist: clocks skip it in spring"),
    OFF_GRID("the time does not lie on the grid of this meter"),
    INCOMPLETE_INTERVAL("not all parts of the interval are there, so they cannot be summed"),
    COARSER_THAN_STEP("the meter reads less often than edf_feature_eng.step says"),
    NOT_A_NUMBER("the value is not a number with a decimal point"),
    TOO_LARGE("the value is larger than any meter can mean"),
    NEGATIVE("the value is negative, but the building does not feed in"),
    CUMULATIVE_REGISTER("the meter delivers a rising counter, not energy for each interval: deliver differences"),
    REPLACED("another value for the same time replaced it");

    private final String words;

    RejectReason(String words) {
        this.words = words;
    }

    /** The code in files and JSON. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String words() {
        return words;
    }
}
