package com.hometech.edf.training.fit;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * Takes at most so many of numbered rows, evenly spread. Rows may come in stretches, each knowing how many lie before it:
 * what is taken is the same as of all at once.
 *
 * @param total how many rows there are
 * @param most how many to take
 */
record Thinning(long total, int most) implements Serializable {
    /** At most so many of the rows. */
    static int[] thinned(int[] rows, int most) {
        return new Thinning(rows.length, most).of(rows, 0);
    }

    /** How many are taken of the rows before a number. */
    int countBefore(long number) {
        // the i-th that is taken is row i * total / most, rounded down
        return Math.toIntExact(total <= most ? number : (number * most + total - 1) / total);
    }

    /**
     * Those taken of a stretch.
     *
     * @param rows the stretch
     * @param before how many rows lie before it
     */
    int[] of(int[] rows, long before) {
        if (total <= most) {
            return rows;
        }
        return IntStream.range(countBefore(before), countBefore(before + rows.length))
                .map(taken -> rows[Math.toIntExact(taken * total / most - before)])
                .toArray();
    }
}
