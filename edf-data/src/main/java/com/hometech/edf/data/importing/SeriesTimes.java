package com.hometech.edf.data.importing;

import java.util.Arrays;

/** The times of one series [s since 1970]. */
final class SeriesTimes {
    private long[] epochSeconds = new long[1024];
    private int size;

    void add(long epochSecond) {
        if (size == epochSeconds.length) {
            epochSeconds = Arrays.copyOf(epochSeconds, 2 * size);
        }
        epochSeconds[size++] = epochSecond;
    }

    void sort() {
        Arrays.sort(epochSeconds, 0, size);
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    long at(int index) {
        return epochSeconds[index];
    }
}
