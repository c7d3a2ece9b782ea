package com.hometech.edf.data.page;

import java.util.List;

/**
 * Bars, grouped by the positions of the axis.
 *
 * @param caption what it shows
 * @param explanation what to see in it; may be empty
 * @param axis the groups
 * @param valueTitle what the vertical axis measures, with the unit
 * @param stacked whether the bars of a group stand on each other: where they are parts of a whole
 * @param series one bar in each group, except looks of {@link Series.Look#REFERENCE}, which are drawn as a line, and of
 *     {@link Series.Look#MARK}, drawn as dots
 */
public record BarChart(
        String caption, String explanation, Axis axis, String valueTitle, boolean stacked, List<Series> series)
        implements Chart {
    public BarChart {
        series = List.copyOf(series);
    }

    /** Bars beside each other. */
    public BarChart(String caption, String explanation, Axis axis, String valueTitle, List<Series> series) {
        this(caption, explanation, axis, valueTitle, false, series);
    }

    @Override
    public String html() {
        ChartFigure figure = new ChartFigure("bar", caption, explanation);
        figure.axis(axis, valueTitle);
        figure.spec().put("stacked", stacked);
        series.forEach(figure::series);
        return figure.html();
    }
}
