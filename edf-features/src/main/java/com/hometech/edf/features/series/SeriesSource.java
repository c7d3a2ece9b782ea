package com.hometech.edf.features.series;

import java.util.Optional;

/** Finds the series of buildings. Implementations are immutable and may be shared by threads. */
@FunctionalInterface
public interface SeriesSource {
    /** Knows no building. */
    SeriesSource NONE = building -> Optional.empty();

    /** The series of the building with this id; empty where there is none. */
    Optional<BuildingSeries> of(String building);

    /** The same series as they were at a time: without intervals that begin then or later [epoch s]. */
    default SeriesSource until(long epochSecond) {
        return building -> of(building).map(series -> series.until(epochSecond));
    }
}
