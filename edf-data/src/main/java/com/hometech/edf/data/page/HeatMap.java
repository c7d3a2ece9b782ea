package com.hometech.edf.data.page;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A table whose cells are shaded by value, from the smallest (no shade) to the greatest.
 *
 * @param caption what it shows, in a sentence
 * @param corner heading of the row names
 * @param rowNames from top to bottom
 * @param columnNames from left to right
 * @param values by row and column; NaN where there is none
 * @param decimals of every value
 */
public record HeatMap(
        String caption, String corner, List<String> rowNames, List<String> columnNames, double[][] values, int decimals)
        implements Block {
    /** Darker cells would hide their number. */
    private static final double DARKEST_SHADE = 0.6;

    public HeatMap {
        rowNames = List.copyOf(rowNames);
        columnNames = List.copyOf(columnNames);
        values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public String html() {
        double least = finite().min().orElse(0);
        double greatest = finite().max().orElse(0);
        List<Map<String, Object>> rows = IntStream.range(0, rowNames.size())
                .mapToObj(row -> rowView(row, least, greatest))
                .toList();
        return Templates.render(
                "heat-map", Map.of("caption", caption, "corner", corner, "columns", columnNames, "rows", rows));
    }

    private DoubleStream finite() {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
    }

    private Map<String, Object> rowView(int row, double least, double greatest) {
        List<Map<String, String>> cells = Arrays.stream(values[row])
                .mapToObj(value -> Map.of(
                        "text", Numbers.fixed(value, decimals), "heat", Numbers.fixed(heat(value, least, greatest), 3)))
                .toList();
        return Map.of("name", rowNames.get(row), "cells", cells);
    }

    private static double heat(double value, double least, double greatest) {
        return Double.isFinite(value) && greatest > least ? DARKEST_SHADE * (value - least) / (greatest - least) : 0;
    }
}
