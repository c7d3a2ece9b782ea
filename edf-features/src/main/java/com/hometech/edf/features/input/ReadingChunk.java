package com.hometech.edf.features.input;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Readings of one building from one file, in any order.
 *
 * @param epochSeconds starts of the intervals [s since 1970]
 * @param kwh energy; NaN where missing [kWh]
 * @param versions the greatest wins where an interval occurs more than once
 * @param flags ordinals of {@code ReadingFlag}
 */
public record ReadingChunk(long[] epochSeconds, double[] kwh, long[] versions, byte[] flags) implements Serializable {
    public ReadingChunk {
        if (kwh.length != epochSeconds.length
                || versions.length != epochSeconds.length
                || flags.length != epochSeconds.length) {
            throw new InvalidInputException("Columns of a chunk of readings differ in length");
        }
    }

    int size() {
        return epochSeconds.length;
    }

    /** Collects readings of one building. */
    static final class Builder {
        /** About a day of hours: where imports are daily, files have no more of a building. */
        private static final int READINGS_TO_BEGIN_WITH = 32;

        private long[] epochSeconds = new long[READINGS_TO_BEGIN_WITH];
        private double[] kwh = new double[READINGS_TO_BEGIN_WITH];
        private long[] versions = new long[READINGS_TO_BEGIN_WITH];
        private byte[] flags = new byte[READINGS_TO_BEGIN_WITH];
        private int size;

        void add(long epochSecond, double value, long version, byte flag) {
            if (size == epochSeconds.length) {
                epochSeconds = Arrays.copyOf(epochSeconds, size * 2);
                kwh = Arrays.copyOf(kwh, size * 2);
                versions = Arrays.copyOf(versions, size * 2);
                flags = Arrays.copyOf(flags, size * 2);
            }
            epochSeconds[size] = epochSecond;
            kwh[size] = value;
            versions[size] = version;
            flags[size] = flag;
            size++;
        }

        ReadingChunk build() {
            return new ReadingChunk(
                    Arrays.copyOf(epochSeconds, size),
                    Arrays.copyOf(kwh, size),
                    Arrays.copyOf(versions, size),
                    Arrays.copyOf(flags, size));
        }
    }
}
