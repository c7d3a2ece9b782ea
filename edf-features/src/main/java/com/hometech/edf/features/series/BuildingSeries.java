package com.hometech.edf.features.series;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The readings of a building on a regular grid, and the weather at the same times.
 *
 * @param building its id
 * @param firstEpochSecond start of the first interval
 * @param stepSeconds distance of two intervals [s]
 * @param kwh energy of each interval; NaN where it is missing or suspect, spikes are clipped [kWh]
 * @param weather for each weather column its value in each interval as it was forecast with the shortest lead, or observed
 *     where an observation may stand in; NaN where neither is known
 */
@SuppressWarnings("ArrayRecordComponent") // a year of numbers; never compared
public record BuildingSeries(
        String building, long firstEpochSecond, int stepSeconds, double[] kwh, SortedMap<String, float[]> weather) {
    public BuildingSeries {
        weather = new TreeMap<>(weather);
        for (Map.Entry<String, float[]> column : weather.entrySet()) {
            if (column.getValue().length != kwh.length) {
                throw new InvalidInputException("The series of " + building + " has " + kwh.length + " readings and "
                        + column.getValue().length + " values of " + column.getKey());
            }
        }
    }

    /** Number of intervals. */
    public int length() {
        return kwh.length;
    }

    /** The intervals that begin before a time [epoch s]. */
    public BuildingSeries until(long epochSecond) {
        int end = indexAtLeast(epochSecond);
        SortedMap<String, float[]> earlier = new TreeMap<>();
        weather.forEach((column, values) -> earlier.put(column, Arrays.copyOf(values, end)));
        return end == kwh.length
                ? this
                : new BuildingSeries(building, firstEpochSecond, stepSeconds, Arrays.copyOf(kwh, end), earlier);
    }

    /** Index of the first interval that begins at a time [epoch s] or later; the length where none does. */
    public int indexAtLeast(long epochSecond) {
        long index = -Math.floorDiv(firstEpochSecond - epochSecond, (long) stepSeconds);
        return (int) Math.max(0, Math.min(kwh.length, index));
    }

    /** Start of an interval. */
    public long epochSecond(int index) {
        return firstEpochSecond + (long) index * stepSeconds;
    }
}
