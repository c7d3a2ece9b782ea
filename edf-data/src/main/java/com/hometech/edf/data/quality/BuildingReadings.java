package com.hometech.edf.data.quality;

import com.hometech.edf.common.domain.TimeStep;
import java.util.Arrays;

/** The readings of one building by time and version; of those at the same time the last one counts. Used again for each. */
public final class BuildingReadings {
    private static final int FIRST_CAPACITY = 1 << 14;

    private long[] epochSeconds = new long[FIRST_CAPACITY];
    private double[] kwh = new double[FIRST_CAPACITY];
    private long[] versions = new long[FIRST_CAPACITY];
    private long[] lines = new long[FIRST_CAPACITY];
    private int size;

    public void clear() {
        size = 0;
    }

    public void add(long epochSecond, double energyKwh, long version, long line) {
        if (size == epochSeconds.length) {
            int capacity = 2 * size;
            epochSeconds = Arrays.copyOf(epochSeconds, capacity);
            kwh = Arrays.copyOf(kwh, capacity);
            versions = Arrays.copyOf(versions, capacity);
            lines = Arrays.copyOf(lines, capacity);
        }
        size++;
        set(size - 1, epochSecond, energyKwh, version, line);
    }

    public void set(int index, long epochSecond, double energyKwh, long version, long line) {
        epochSeconds[index] = epochSecond;
        kwh[index] = energyKwh;
        versions[index] = version;
        lines[index] = line;
    }

    public int size() {
        return size;
    }

    public long epochSecond(int index) {
        return epochSeconds[index];
    }

    public double kwh(int index) {
        return kwh[index];
    }

    public long version(int index) {
        return versions[index];
    }

    public long line(int index) {
        return lines[index];
    }

    /** Whether no later version says something else for the same time. */
    public boolean isNewest(int index) {
        return index == size - 1 || epochSeconds[index + 1] != epochSeconds[index];
    }

    /** The readings that count, one for each step at most. */
    public RegularSeries newest(TimeStep step) {
        long[] times = new long[size];
        double[] values = new double[size];
        int count = 0;
        for (int index = 0; index < size; index++) {
            if (isNewest(index)) {
                times[count] = epochSeconds[index];
                values[count] = kwh[index];
                count++;
            }
        }
        return new RegularSeries(times, values, count, step);
    }
}
