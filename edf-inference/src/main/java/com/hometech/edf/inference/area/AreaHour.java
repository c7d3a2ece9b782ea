package com.hometech.edf.inference.area;

import java.time.Instant;

/**
 * The forecast of one interval, summed over those buildings of an area that have one.
 *
 * @param time start of the interval
 * @param sum of their energy
 * @param buildings how many they are; fewer than the area has where some have no forecast of this interval
 * @param modelShare share of them that a model forecast, 0 to 1; for the others a plain forecast stands in
 */
public record AreaHour(Instant time, SumInterval sum, int buildings, double modelShare) {}
