package com.hometech.edf.training.evaluation;

import com.hometech.edf.inference.interval.LeadBuckets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Cuts {@link ForecastTrace}s out of scored tables. */
final class ForecastTraces {
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long SHOWN_DAYS = 14;

    private final Outcomes outcomes;
    private final LeadBuckets days;
    private final long stepSeconds;

    ForecastTraces(Outcomes outcomes, LeadBuckets days) {
        this.outcomes = outcomes;
        this.days = days;
        stepSeconds = outcomes.table().schema().step().toSeconds();
    }

    /** The last two weeks of a building: of each interval the forecast that was made the day before. */
    ForecastTrace of(String building, ZoneId zone) {
        NavigableMap<Long, Integer> rowByTarget = rowByTarget(building);
        if (rowByTarget.isEmpty()) {
            return trace(building, zone, 0, 0, rowByTarget);
        }
        long end = rowByTarget.lastKey() + stepSeconds;
        long start = Math.max(rowByTarget.firstKey(), end - SHOWN_DAYS * SECONDS_PER_DAY);
        return trace(building, zone, start, (int) ((end - start) / stepSeconds), rowByTarget);
    }

    /** Rows come by origin, so the newest forecast of an interval stays. */
    private NavigableMap<Long, Integer> rowByTarget(String building) {
        NavigableMap<Long, Integer> rowByTarget = new TreeMap<>();
        for (int row = 0; row < outcomes.table().rows(); row++) {
            boolean wanted = days.of(outcomes.table().leadHours(row)) == 0
                    && outcomes.table().building(row).equals(building);
            if (wanted) {
                rowByTarget.put(outcomes.table().targetEpochSecond(row), row);
            }
        }
        return rowByTarget;
    }

    private ForecastTrace trace(
            String building, ZoneId zone, long start, int length, NavigableMap<Long, Integer> rowByTarget) {
        List<Instant> times = new ArrayList<>(length);
        double[][] columns = new double[4][length];
        Arrays.stream(columns).forEach(column -> Arrays.fill(column, Double.NaN));
        for (int position = 0; position < length; position++) {
            long target = start + position * stepSeconds;
            times.add(Instant.ofEpochSecond(target));
            Integer row = rowByTarget.get(target);
            if (row != null) {
                columns[0][position] = outcomes.actualKwh(row);
                columns[1][position] = outcomes.forecastKwh(Candidate.MODEL, row);
                columns[2][position] = outcomes.lowerKwh(row);
                columns[3][position] = outcomes.upperKwh(row);
            }
        }
        return new ForecastTrace(building, zone, times, columns[0], columns[1], columns[2], columns[3]);
    }
}
