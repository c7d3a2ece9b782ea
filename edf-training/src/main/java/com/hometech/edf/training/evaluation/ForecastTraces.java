package com.hometech.edf.training.evaluation;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.interval.LeadBuckets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Cuts {@link ForecastTrace}s out of scored tables. */
public final class ForecastTraces {
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int DAY_AHEAD_DAYS = 14;

    private final Outcomes outcomes;
    private final LeadBuckets days;
    private final long stepSeconds;

    /** Over all rows of a table with their forecasts. */
    public ForecastTraces(FeatureTable table, Prediction prediction, LeadBuckets days) {
        this.outcomes = new Outcomes(table, prediction);
        this.days = days;
        stepSeconds = table.schema().step().toSeconds();
    }

    /** The last two weeks of a building: of each interval the forecast that was made the day before. */
    public ForecastTrace dayAhead(String building, ZoneId zone) {
        return last(
                building, zone, DAY_AHEAD_DAYS, row -> days.of(outcomes.table().leadHours(row)) == 0);
    }

    /** The last days of a building: of each interval the newest forecast, whatever its lead. */
    public ForecastTrace newest(String building, ZoneId zone, int shownDays) {
        return last(building, zone, shownDays, row -> true);
    }

    private ForecastTrace last(String building, ZoneId zone, int shownDays, IntPredicate wanted) {
        NavigableMap<Long, Integer> rowByTarget = rowByTarget(building, wanted);
        if (rowByTarget.isEmpty()) {
            return trace(building, zone, 0, 0, rowByTarget);
        }
        long end = rowByTarget.lastKey() + stepSeconds;
        long start = Math.max(rowByTarget.firstKey(), end - shownDays * SECONDS_PER_DAY);
        return trace(building, zone, start, (int) ((end - start) / stepSeconds), rowByTarget);
    }

    /** Rows come by origin, so the newest forecast of an interval stays. */
    private NavigableMap<Long, Integer> rowByTarget(String building, IntPredicate wanted) {
        NavigableMap<Long, Integer> rowByTarget = new TreeMap<>();
        for (int row = 0; row < outcomes.table().rows(); row++) {
            if (outcomes.table().building(row).equals(building) && wanted.test(row)) {
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
