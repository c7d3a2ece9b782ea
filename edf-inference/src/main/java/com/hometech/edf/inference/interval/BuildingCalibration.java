package com.hometech.edf.inference.interval;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known about a building's forecast errors.
 *
 * @param spread usual absolute error of the model for each UTC hour of the day, as a share of the building's level; 24
 *     positive numbers
 * @param offsets for each source that was calibrated
 */
public record BuildingCalibration(List<Double> spread, Map<PredictionSource, Offsets> offsets) {
    private static final int HOURS = 24;

    public BuildingCalibration {
        spread = List.copyOf(spread);
        offsets = new TreeMap<>(offsets);
        if (spread.size() != HOURS || spread.stream().anyMatch(share -> !(share > 0) || Double.isInfinite(share))) {
            throw new InvalidInputException("A spread has 24 positive numbers, one for each hour; given " + spread);
        }
    }
}
