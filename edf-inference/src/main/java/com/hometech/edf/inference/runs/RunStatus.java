package com.hometech.edf.inference.runs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a training run ended. */
public enum RunStatus {
    /** Its model passed its evaluation and was registered. */
    REGISTERED,
    /** Its model did not pass its evaluation. */
    REJECTED,
    /** A state of the workflow failed. */
    FAILED,
    /** Somebody stopped it, or it ran out of time. */
    STOPPED;

    /** The name for people and files. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
