package com.hometech.edf.features.input;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.Serializable;
import java.time.Instant;

/**
 * A half-open stretch of time.
 *
 * @param fromEpochSecond first second
 * @param endEpochSecond second after the last
 */
public record TimeSpan(long fromEpochSecond, long endEpochSecond) implements Serializable {
    /** All that our tables may hold. */
    public static final TimeSpan EVER =
            new TimeSpan(0, Instant.parse("2200-01-01T00:00:00Z").getEpochSecond());

    public TimeSpan {
        if (endEpochSecond < fromEpochSecond) {
            throw new InvalidInputException("Time span ends at " + Instant.ofEpochSecond(endEpochSecond)
                    + ", before it begins at " + Instant.ofEpochSecond(fromEpochSecond));
        }
    }

    public boolean contains(long epochSecond) {
        return epochSecond >= fromEpochSecond && epochSecond < endEpochSecond;
    }
}
