package com.hometech.edf.inference.interval;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Everything that turns a point forecast into an interval.
 *
 * @param lowerQuantile level of the lower end, for example 0.1
 * @param upperQuantile level of the upper end, for example 0.9
 * @param buckets days ahead
 * @param everywhere for buildings that calibration did not see; has offsets for every source
 * @param buildings for those that it did, by id
 */
public record IntervalCalibration(
        double lowerQuantile,
        double upperQuantile,
        LeadBuckets buckets,
        BuildingCalibration everywhere,
        Map<String, BuildingCalibration> buildings) {
    public IntervalCalibration {
        buildings = new TreeMap<>(buildings);
        if (!(0 < lowerQuantile && lowerQuantile <= 0.5 && 0.5 <= upperQuantile && upperQuantile < 1)) {
            throw new InvalidInputException("Interval quantiles must lie around 0.5 inside (0, 1); given "
                    + lowerQuantile + " and " + upperQuantile);
        }
        for (PredictionSource source : PredictionSource.values()) {
            Offsets offsets = everywhere.offsets().get(source);
            if (offsets == null || offsets.lower().size() != buckets.count()) {
                throw new InvalidInputException(
                        "Interval calibration lacks offsets of " + buckets.count() + " buckets for " + source);
            }
        }
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
