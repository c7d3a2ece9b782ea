package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The rows of a table that a model may learn from, and how many it may not, by reason.
 *
 * @param rows row numbers, ascending
 * @param leftOut rows that were left out, by reason
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared
record LearnableRows(int[] rows, Map<String, Long> leftOut) {
    static final String TARGET_UNKNOWN = "target_unknown";
    static final String NOT_READY = "not_ready";
    /** Rows of a building looked at as if it were new: {@link NewBuildingTrainer} learns from them. */
    static final String AS_IF_NEW = "as_if_new";

    /** Rows whose target is known (a flagged reading is not) and whose history suffices for a model. */
    static LearnableRows of(FeatureTable table) {
        Map<String, Long> leftOut = new TreeMap<>(Map.of(TARGET_UNKNOWN, 0L, NOT_READY, 0L, AS_IF_NEW, 0L));
        int[] rows = IntStream.range(0, table.rows())
                .filter(row -> mayLearn(table, row, leftOut))
                .toArray();
        return new LearnableRows(rows, leftOut);
    }

    private static boolean mayLearn(FeatureTable table, int row, Map<String, Long> leftOut) {
        String reason = null;
        if (!Double.isFinite(table.targetKwh(row))) {
            reason = TARGET_UNKNOWN;
        } else if (table.readiness(row) == Readiness.COLD_START) {
            reason = AS_IF_NEW;
        } else if (table.readiness(row) != Readiness.MODEL) {
            reason = NOT_READY;
        }
        if (reason != null) {
            leftOut.merge(reason, 1L, Long::sum);
        }
        return reason == null;
    }
}
