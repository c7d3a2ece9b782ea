package com.hometech.edf.data.quality;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be done with a building's readings. */
public enum BuildingStatus {
    @JsonProperty("ok")
    OK("ok"),
    /** Too few days for a model: the fallback forecasts it. */
    @JsonProperty("short_history")
    SHORT_HISTORY("short history"),
    /** Known, but without any reading. */
    @JsonProperty("no_data")
    NO_DATA("no data"),
    /** Silent for so long that it counts as closed. */
    @JsonProperty("inactive")
    INACTIVE("inactive"),
    /** Its readings are not energy for each hour. */
    @JsonProperty("rejected")
    REJECTED("rejected");

    private final String words;

    BuildingStatus(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
