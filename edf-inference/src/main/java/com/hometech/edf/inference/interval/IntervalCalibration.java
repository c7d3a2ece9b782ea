package com.hometech.edf.inference.interval;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Everything that turns a point forecast into quantiles.
 *
 * @param levels of the quantiles, ascending in (0, 1): the first and the last are the ends of the interval
 * @param buckets days ahead
 * @param everywhere for buildings that calibration did not see; has offsets for every source
 * @param buildings for those that it did, by id
 */
public record IntervalCalibration(
        List<Double> levels,
        LeadBuckets buckets,
        BuildingCalibration everywhere,
        Map<String, BuildingCalibration> buildings) {
    private static final double MEDIAN = 0.5;

    public IntervalCalibration {
        levels = List.copyOf(levels);
        buildings = new TreeMap<>(buildings);
        boolean ascending = levels.stream().sorted().distinct().toList().equals(levels);
        if (levels.size() < 2
                || !ascending
                || !(0 < levels.get(0) && levels.get(0) < MEDIAN)
                || !(MEDIAN < levels.get(levels.size() - 1) && levels.get(levels.size() - 1) < 1)) {
            throw new InvalidInputException(
                    "Quantile levels must ascend inside (0, 1), from below 0.5 to above; given " + levels);
        }
        for (PredictionSource source : PredictionSource.values()) {
            Offsets offsets = everywhere.offsets().get(source);
            if (offsets == null || !fits(offsets, levels.size(), buckets.count())) {
                throw new InvalidInputException("Interval calibration lacks offsets of " + levels.size()
                        + " levels and " + buckets.count() + " buckets for " + source);
            }
        }
    }

    private static boolean fits(Offsets offsets, int levels, int buckets) {
        return offsets.byLevel().size() == levels
                && offsets.byLevel().stream().allMatch(ofLevel -> ofLevel.size() == buckets);
    }

    /** Level of the interval's lower end. */
    public double lowerLevel() {
        return levels.get(0);
    }

    /** Level of the interval's upper end. */
    public double upperLevel() {
        return levels.get(levels.size() - 1);
    }

    /** What applies to a building. */
    public BuildingCalibration of(String building) {
        return buildings.getOrDefault(building, everywhere);
    }

    /** The offsets of a source for a building. */
    public Offsets offsets(BuildingCalibration building, PredictionSource source) {
        Offsets own = building.offsets().get(source);
        return own != null ? own : Objects.requireNonNull(everywhere.offsets().get(source));
    }
}
