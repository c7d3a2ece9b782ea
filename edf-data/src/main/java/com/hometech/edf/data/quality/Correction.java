package com.hometech.edf.data.quality;

import java.time.Instant;

/**
 * Stored readings of a month to which an import gave another value. Features are made anew for every run; models and forecasts
 * that were made before the import keep what they were made with.
 *
 * @param month {@code YYYY-MM}
 * @param readings how many of them
 * @param buildings how many buildings they belong to
 * @param first start of the first of these intervals
 * @param last start of the last
 */
public record Correction(String month, long readings, int buildings, Instant first, Instant last) {}
