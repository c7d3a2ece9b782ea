package com.hometech.edf.data.quality;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How many gaps there are, by length.
 *
 * @param upTo3Hours can be interpolated
 * @param upTo24Hours up to a day
 * @param upTo168Hours up to a week
 * @param longer more than a week
 */
public record GapCounts(
        @JsonProperty("up_to_3_hours") int upTo3Hours,
        @JsonProperty("up_to_24_hours") int upTo24Hours,
        @JsonProperty("up_to_168_hours") int upTo168Hours,
        @JsonProperty("longer") int longer) {
    /** No gap at all. */
    public static final GapCounts NONE = new GapCounts(0, 0, 0, 0);

    GapCounts plus(long missingHours) {
        if (missingHours <= 3) {
            return new GapCounts(upTo3Hours + 1, upTo24Hours, upTo168Hours, longer);
        }
        if (missingHours <= 24) {
            return new GapCounts(upTo3Hours, upTo24Hours + 1, upTo168Hours, longer);
        }
        return missingHours <= 168
                ? new GapCounts(upTo3Hours, upTo24Hours, upTo168Hours + 1, longer)
                : new GapCounts(upTo3Hours, upTo24Hours, upTo168Hours, longer + 1);
    }
}
