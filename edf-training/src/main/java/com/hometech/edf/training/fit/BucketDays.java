package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.interval.LeadBuckets;
import java.util.stream.IntStream;

/**
 * How many days of forecasts some rows are. The hours of a day err together, so days, not rows, say how much was seen,
 * whatever the step.
 */
final class BucketDays {
    private final long[] leads;

    /** Counts with the leads that occur in a table. */
    BucketDays(FeatureTable table, LeadBuckets buckets) {
        this.leads = new long[buckets.count()];
        IntStream.range(0, table.rows())
                .mapToDouble(table::leadHours)
                .distinct()
                .forEach(lead -> leads[buckets.of(lead)]++);
    }

    /** Days that so many rows of a lead bucket are. */
    double of(int bucket, int rows) {
        return rows / (double) Math.max(1, leads[bucket]);
    }
}
