package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.TargetWeather;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What there is of rows that a model may learn from.
 *
 * @param rows how many
 * @param withWeather how many of them have weather at their target
 * @param firstTarget first time of a target [seconds since 1970 UTC]; the greatest number where there are no rows
 * @param lastTarget last time of a target [seconds since 1970 UTC]; the least number where there are no rows
 * @param leftOut rows that a model may not learn from, by reason
 */
record RowTally(long rows, long withWeather, long firstTarget, long lastTarget, Map<String, Long> leftOut)
        implements Serializable {
    static final RowTally NOTHING = new RowTally(0, 0, Long.MAX_VALUE, Long.MIN_VALUE, Map.of());

    private static final double SECONDS_PER_DAY = 86_400;

    RowTally {
        leftOut = Map.copyOf(leftOut);
    }

    /** Counts rows of a table. */
    static RowTally of(FeatureTable table, LearnableRows learnable) {
        TargetWeather weather = new TargetWeather(table.schema());
        var time = IntStream.of(learnable.rows())
                .mapToLong(table::targetEpochSecond)
                .summaryStatistics();
        return new RowTally(
                learnable.rows().length,
                IntStream.of(learnable.rows())
                        .filter(row -> weather.isKnown(table, row))
                        .count(),
                time.getMin(),
                time.getMax(),
                learnable.leftOut());
    }

    /** These rows and others. */
    RowTally and(RowTally other) {
        Map<String, Long> sum = new TreeMap<>(leftOut);
        other.leftOut.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new RowTally(
                rows + other.rows,
                withWeather + other.withWeather,
                Math.min(firstTarget, other.firstTarget),
                Math.max(lastTarget, other.lastTarget),
                sum);
    }

    /** From the first target to the last [days]; at least 1. */
    double days() {
        return 1 + (lastTarget - firstTarget) / SECONDS_PER_DAY;
    }
}
