package com.hometech.edf.features.build;

import com.hometech.edf.features.engine.BuildingFeatures;
import com.hometech.edf.features.engine.RowBatch;
import com.hometech.edf.features.table.FeatureSummary.BuildingSummary;
import com.hometech.edf.features.table.WeatherSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What a group of buildings put into one table. Reports of groups add up. */
public final class PartReport implements Serializable {
    private final List<BuildingSummary> buildings = new ArrayList<>();
    private final long[] rowsByWeatherSource = new long[WeatherSource.values().length];
    private long firstOriginEpochSecond = Long.MAX_VALUE;
    private long lastOriginEpochSecond = Long.MIN_VALUE;

    void add(BuildingSummary summary, BuildingFeatures building, RowBatch rows) {
        buildings.add(summary);
        add(building, rows);
    }

    /** Rows of a building that has no summary, for it has no readings. */
    void add(BuildingFeatures building, RowBatch rows) {
        for (int row = 0; row < rows.size(); row++) {
            int origin = rows.origin(row);
            rowsByWeatherSource[building.weatherSource(rows.target(row), origin).ordinal()]++;
            long epochSecond = building.grid().epochSecond(origin);
            firstOriginEpochSecond = Math.min(firstOriginEpochSecond, epochSecond);
            lastOriginEpochSecond = Math.max(lastOriginEpochSecond, epochSecond);
        }
    }

    /** Adds what another group reported. */
    public void addAll(PartReport other) {
        buildings.addAll(other.buildings);
        for (int source = 0; source < rowsByWeatherSource.length; source++) {
            rowsByWeatherSource[source] += other.rowsByWeatherSource[source];
        }
        firstOriginEpochSecond = Math.min(firstOriginEpochSecond, other.firstOriginEpochSecond);
        lastOriginEpochSecond = Math.max(lastOriginEpochSecond, other.lastOriginEpochSecond);
    }

    List<BuildingSummary> buildings() {
        return buildings;
    }

    long rows() {
        long rows = 0;
        for (long ofSource : rowsByWeatherSource) {
            rows += ofSource;
        }
        return rows;
    }

    long firstOriginEpochSecond() {
        return firstOriginEpochSecond;
    }

    long lastOriginEpochSecond() {
        return lastOriginEpochSecond;
    }

    /** Observed as soon as one row needs it: scores are then too good. */
    WeatherSource weatherSource() {
        if (rowsByWeatherSource[WeatherSource.OBSERVED_STAND_IN.ordinal()] > 0) {
            return WeatherSource.OBSERVED_STAND_IN;
        }
        return rowsByWeatherSource[WeatherSource.ARCHIVED_FORECAST.ordinal()] > 0
                ? WeatherSource.ARCHIVED_FORECAST
                : WeatherSource.NONE;
    }

    double weatherShare() {
        long rows = rows();
        return rows == 0 ? 0 : 1 - (double) rowsByWeatherSource[WeatherSource.NONE.ordinal()] / rows;
    }
}
