package com.hometech.edf.data.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How well the weather of a site covers the readings of its buildings.
 *
 * @param hours hours with observed weather
 * @param first start of the first hour
 * @param last start of the last hour
 * @param readingsUntil start of the last reading of the site's buildings
 * @param coverage share of the hours from the first to the last reading of the site's buildings that have weather
 * @param missingShare for each variable the share of the weather's hours without it
 */
public record SiteWeather(
        String siteId,
        long hours,
        @Nullable Instant first,
        @Nullable Instant last,
        @Nullable Instant readingsUntil,
        double coverage,
        NavigableMap<String, Double> missingShare) {
    public SiteWeather {
        missingShare = new TreeMap<>(missingShare);
    }

    /** Whether readings go on for more than a day after the weather has ended, or without any weather. */
    boolean endsBeforeReadings() {
        return readingsUntil != null && (last == null || last.isBefore(readingsUntil.minus(Duration.ofDays(1))));
    }
}
