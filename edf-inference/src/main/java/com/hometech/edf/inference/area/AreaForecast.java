package com.hometech.edf.inference.area;

import com.hometech.edf.common.domain.BuildingId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The forecast of the sum over an area's buildings.
 *
 * @param hours in time order; those of which at least one building has a forecast
 * @param buildings how many the area has
 * @param withoutForecast those of them of which no forecast is among the hours, in id order
 * @param issues when the forecasts that were added were issued; several where a building has only an older one
 * @param correlation of errors that the intervals rest on
 */
public record AreaForecast(
        List<AreaHour> hours,
        int buildings,
        List<BuildingId> withoutForecast,
        SortedSet<Instant> issues,
        ErrorCorrelation correlation) {
    public AreaForecast {
        hours = List.copyOf(hours);
        withoutForecast = List.copyOf(withoutForecast);
        issues = Collections.unmodifiableSortedSet(new TreeSet<>(issues));
    }

    /** The newest issue; empty without a forecast. */
    public Optional<Instant> issuedAt() {
        return issues.isEmpty() ? Optional.empty() : Optional.of(issues.last());
    }
}
