package com.hometech.edf.data.page;

import java.util.List;

/**
 * Lying bars, one group below the other: for long names that are to be read from the top.
 *
 * @param caption what it shows
 * @param explanation what to see in it; may be empty
 * @param axis the groups, from top to bottom
 * @param valueTitle what the bars measure, with the unit
 * @param series one bar in each group
 */
public record RankingChart(String caption, String explanation, Axis axis, String valueTitle, List<Series> series)
        implements Chart {
    public RankingChart {
        series = List.copyOf(series);
    }

    @Override
    public String html() {
        ChartFigure figure = new ChartFigure("ranking", caption, explanation);
        figure.axis(axis, valueTitle);
        series.forEach(figure::series);
        return figure.html();
    }
}
