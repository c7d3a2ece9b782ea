package com.hometech.edf.data.page;

import java.util.List;

/**
 * Points in a plane.
 *
 * @param caption what it shows
 * @param explanation what to see in it; may be empty
 * @param xTitle what the horizontal axis measures, with the unit
 * @param yTitle what the vertical axis measures, with the unit
 * @param diagonal name of the line x = y; empty draws none
 * @param points with their names
 */
public record ScatterChart(
        String caption, String explanation, String xTitle, String yTitle, String diagonal, List<Point> points)
        implements Chart {
    /** One point; a tone other than neutral colours it. */
    public record Point(String name, double x, double y, Tone tone) {}

    public ScatterChart {
        points = List.copyOf(points);
    }

    @Override
    public String html() {
        ChartFigure figure = new ChartFigure("scatter", caption, explanation);
        figure.points(this);
        return figure.html();
    }
}
