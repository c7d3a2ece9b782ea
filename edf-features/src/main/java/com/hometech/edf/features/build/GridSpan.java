package com.hometech.edf.features.build;

/**
 * Neighbouring intervals of a grid.
 *
 * @param from index of the first
 * @param to index after the last
 */
public record GridSpan(int from, int to) {
    /** No interval. */
    public static final GridSpan NONE = new GridSpan(0, 0);
}
