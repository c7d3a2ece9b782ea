package com.hometech.edf.training.tune;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A past period that models forecast which learned from what lies before it. Its first half chooses among the trials, its
 * second half judges the choice and has no part in it.
 *
 * @param number 0 is the newest
 * @param issues times of the forecasts, ascending, an even number; targets of two do not overlap
 */
record Window(int number, List<Instant> issues) {
    Window {
        issues = List.copyOf(issues);
        if (issues.size() < 2 || issues.size() % 2 != 0) {
            throw new InvalidInputException("A window has two equal halves; given are " + issues.size() + " origins");
        }
    }

    /** Positions of the origins that choose. */
    int[] choosing() {
        return IntStream.range(0, issues.size() / 2).toArray();
    }

    /** Positions of the origins that judge the choice. */
    int[] judging() {
        return IntStream.range(issues.size() / 2, issues.size()).toArray();
    }

    /** Times of the forecasts at some positions. */
    List<Instant> issues(int[] positions) {
        return Arrays.stream(positions).mapToObj(issues::get).toList();
    }
}
