package com.hometech.edf.data.quality;

/**
 * The valid readings of one building in time order, at most one for each hour.
 *
 * @param epochSeconds starts of the hours [s since 1970]; only the first {@code size} count
 * @param kwh energy of each hour [kWh]
 * @param size how many readings there are
 */
@SuppressWarnings("ArrayRecordComponent") // arrays without copies: this is the hot path
public record HourlySeries(long[] epochSeconds, double[] kwh, int size) {
    /** Length of the grid's step [s]. */
    public static final long HOUR_SECONDS = 3600;

    /** Whether reading {@code index} follows the one before it without a gap. */
    boolean followsOn(int index) {
        return index > 0 && epochSeconds[index] - epochSeconds[index - 1] == HOUR_SECONDS;
    }

    /** Hours from the first to the last reading, both counted; 0 where there are none. */
    long spanHours() {
        return size == 0 ? 0 : (epochSeconds[size - 1] - epochSeconds[0]) / HOUR_SECONDS + 1;
    }
}
