package com.hometech.edf.training.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Origins that are forecast with the same models.
 *
 * @param number counted from 0
 * @param issues times of the forecasts, ascending; the models learn from what lies before the first
 */
record RefitBlock(int number, List<Instant> issues) {
    RefitBlock {
        issues = List.copyOf(issues);
    }

    /** Blocks of so many origins, the last one with what is left; one block of all where {@code every} is 0. */
    static List<RefitBlock> of(List<Instant> issues, int every) {
        int size = every == 0 ? issues.size() : every;
        List<RefitBlock> blocks = new ArrayList<>();
        for (int from = 0; from < issues.size(); from += size) {
            blocks.add(new RefitBlock(blocks.size(), issues.subList(from, Math.min(issues.size(), from + size))));
        }
        return blocks;
    }
}
