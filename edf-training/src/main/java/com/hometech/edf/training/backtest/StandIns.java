package com.hometech.edf.training.backtest;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.features.table.FeatureTable;
import java.util.Map;
import java.util.TreeMap;

/** Counts the rows where a plain forecast has no value of its own. */
final class StandIns {
    private final Map<String, Long> byBaseline = new TreeMap<>();

    void add(FeatureTable table) {
        count(Candidate.LAST_WEEK, table.columns().lastWeekKwh());
        count(Candidate.YESTERDAY, table.columns().yesterdayKwh());
        count(Candidate.FOUR_WEEK_MEAN, table.columns().fourWeekMeanKwh());
    }

    private void count(Candidate baseline, double[] values) {
        long missing = 0;
        for (double value : values) {
            missing += Double.isNaN(value) ? 1 : 0;
        }
        byBaseline.merge(baseline.key(), missing, Long::sum);
    }

    Map<String, Long> byBaseline() {
        return byBaseline;
    }
}
