package com.hometech.edf.training.fit;

import com.hometech.edf.features.plan.StableHash;
import java.io.Serializable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Deals numbered rows out to workers. Of each run of neighbouring rows every worker gets one, and which one is drawn from the
 * run's number: each worker sees all buildings, hours and leads, as the others do. XGBoost needs that: it takes the plain mean of
 * the workers' quantiles in a leaf, however many rows each has there.
 *
 * @param rows how many there are
 * @param workers who share them
 */
record RowShares(long rows, int workers) implements Serializable {
    /** Who gets a row. */
    int workerOf(long row) {
        return (int) ((row + turn(row / workers)) % workers);
    }

    private int turn(long run) {
        return StableHash.below(workers, run);
    }

    /** How many rows a worker gets. */
    int countOf(int worker) {
        long runs = rows / workers;
        boolean inLast = LongStream.range(runs * workers, rows).anyMatch(row -> workerOf(row) == worker);
        return Math.toIntExact(runs + (inLast ? 1 : 0));
    }

    /**
     * The share of a stretch of rows.
     *
     * @param before how many rows lie before it
     */
    int[] of(int worker, int[] stretch, long before) {
        return IntStream.range(0, stretch.length)
                .filter(i -> workerOf(before + i) == worker)
                .map(i -> stretch[i])
                .toArray();
    }
}
