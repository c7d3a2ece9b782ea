package com.hometech.edf.monitoring.readings;

import com.hometech.edf.features.input.ReadingChunk;
import java.util.Arrays;

/** Collects the readings of one building after the other in the same memory. */
public final class ReadingRows {
    private static final int ROWS_TO_BEGIN_WITH = 4096;

    private long[] times = new long[ROWS_TO_BEGIN_WITH];
    private double[] kwh = new double[ROWS_TO_BEGIN_WITH];
    private long[] versions = new long[ROWS_TO_BEGIN_WITH];
    private byte[] flags = new byte[ROWS_TO_BEGIN_WITH];
    private int size;

    /** Forgets all readings. */
    public void clear() {
        size = 0;
    }

    /** Adds a reading; of several of the same time the one with the greatest version counts. */
    public void add(long epochSecond, double value, long version, byte flag) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            kwh = Arrays.copyOf(kwh, size * 2);
            versions = Arrays.copyOf(versions, size * 2);
            flags = Arrays.copyOf(flags, size * 2);
        }
        times[size] = epochSecond;
        kwh[size] = value;
        versions[size] = version;
        flags[size] = flag;
        size++;
    }

    /** What was added, as a copy. */
    public ReadingChunk chunk() {
        return new ReadingChunk(
                Arrays.copyOf(times, size),
                Arrays.copyOf(kwh, size),
                Arrays.copyOf(versions, size),
                Arrays.copyOf(flags, size));
    }
}
