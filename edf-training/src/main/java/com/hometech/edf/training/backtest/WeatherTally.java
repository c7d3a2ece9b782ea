package com.hometech.edf.training.backtest;

import com.hometech.edf.features.engine.BuildingFeatures;
import com.hometech.edf.features.engine.RowBatch;
import com.hometech.edf.features.table.WeatherSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Counts where the weather at the targets of chosen rows comes from. Safe to share between threads. */
public final class WeatherTally {
    private final Map<WeatherSource, Long> rowsBySource = new EnumMap<>(WeatherSource.class);

    /** The same rows, counted as they are chosen. */
    public Function<BuildingFeatures, RowBatch> counting(Function<BuildingFeatures, RowBatch> rows) {
        return building -> {
            RowBatch chosen = rows.apply(building);
            Map<WeatherSource, Long> own = new EnumMap<>(WeatherSource.class);
            for (int row = 0; row < chosen.size(); row++) {
                own.merge(building.weatherSource(chosen.target(row), chosen.origin(row)), 1L, Long::sum);
            }
            add(own);
            return chosen;
        };
    }

    synchronized void add(Map<WeatherSource, Long> counts) {
        counts.forEach((source, rows) -> rowsBySource.merge(source, rows, Long::sum));
    }

    synchronized Map<WeatherSource, Long> rowsBySource() {
        return new EnumMap<>(rowsBySource);
    }

    /** Observed as soon as one row needs it: scores are then too good. */
    public WeatherSource source() {
        if (rows(WeatherSource.OBSERVED_STAND_IN) > 0) {
            return WeatherSource.OBSERVED_STAND_IN;
        }
        return rows(WeatherSource.ARCHIVED_FORECAST) > 0 ? WeatherSource.ARCHIVED_FORECAST : WeatherSource.NONE;
    }

    /** Share of rows with weather at the target; 0 where there are no rows. */
    double share() {
        long known = rows(WeatherSource.OBSERVED_STAND_IN) + rows(WeatherSource.ARCHIVED_FORECAST);
        long all = known + rows(WeatherSource.NONE);
        return all == 0 ? 0 : (double) known / all;
    }

    private synchronized long rows(WeatherSource source) {
        return rowsBySource.getOrDefault(source, 0L);
    }
}
