package com.hometech.edf.training.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Rows that are numbered through parts.
 *
 * @param parts in order
 * @param total how many rows there are
 */
record Stretches(List<Stretch> parts, long total) implements Serializable {
    /**
     * The rows of one part.
     *
     * @param name of the part
     * @param before how many rows lie in parts before
     * @param rows how many it has
     */
    record Stretch(String name, long before, long rows) implements Serializable {
        /** The number after its last row. */
        long end() {
            return before + rows;
        }
    }

    /** Numbers the rows of parts. */
    static <T> Stretches of(List<T> parts, Function<T, String> name, ToLongFunction<T> rows) {
        List<Stretch> stretches = new ArrayList<>();
        long total = 0;
        for (T part : parts) {
            stretches.add(new Stretch(name.apply(part), total, rows.applyAsLong(part)));
            total += rows.applyAsLong(part);
        }
        return new Stretches(List.copyOf(stretches), total);
    }
}
