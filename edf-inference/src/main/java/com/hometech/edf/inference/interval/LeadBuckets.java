package com.hometech.edf.inference.interval;

import com.hometech.edf.common.error.InvalidInputException;

/**
 * Days ahead: the bucket 0 holds the first 24 hours of the horizon, 1 the next 24, and so on.
 *
 * @param firstLeadHours lead of the first forecast hour [h]; greater than 1 where readings arrive late
 * @param count how many buckets; leads beyond the last one fall into it
 */
public record LeadBuckets(double firstLeadHours, int count) {
    private static final int HOURS = 24;

    public LeadBuckets {
        if (!(firstLeadHours > 0) || count < 1) {
            throw new InvalidInputException("Lead buckets need a first lead above 0 and at least one bucket; given "
                    + firstLeadHours + ", " + count);
        }
    }

    /** Buckets that cover the leads from first to last [h]. */
    public static LeadBuckets covering(double firstLeadHours, double lastLeadHours) {
        return new LeadBuckets(firstLeadHours, 1 + (int) ((lastLeadHours - firstLeadHours) / HOURS));
    }

    /** The bucket of a lead [h]. */
    public int of(double leadHours) {
        int bucket = (int) Math.floor((leadHours - firstLeadHours) / HOURS);
        return Math.max(0, Math.min(count - 1, bucket));
    }
}
