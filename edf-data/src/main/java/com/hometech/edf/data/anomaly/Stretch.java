package com.hometech.edf.data.anomaly;

import java.util.ArrayList;
import java.util.List;

/**
 * Intervals in a row.
 *
 * @param from the first
 * @param end after the last
 */
public record Stretch(int from, int end) {
    /** How many intervals. */
    public int length() {
        return end - from;
    }

    /**
     * Joins hits in a row.
     *
     * @param bridged so many intervals in a row that are no hits do not part two hits
     * @return the stretches in order; each begins and ends with a hit
     */
    public static List<Stretch> of(boolean[] hits, int bridged) {
        List<Stretch> stretches = new ArrayList<>();
        int from = -1;
        int last = -1;
        for (int index = 0; index < hits.length; index++) {
            if (hits[index]) {
                if (from >= 0 && index - last - 1 > bridged) {
                    stretches.add(new Stretch(from, last + 1));
                    from = -1;
                }
                from = from < 0 ? index : from;
                last = index;
            }
        }
        if (from >= 0) {
            stretches.add(new Stretch(from, last + 1));
        }
        return stretches;
    }
}
