package com.hometech.edf.data.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Lines over a common axis, with an optional shaded band such as a forecast's interval.
 *
 * @param caption what it shows
 * @param explanation what to see in it; may be empty
 * @param axis the positions
 * @param valueTitle what the vertical axis measures, with the unit
 * @param fromZero whether the vertical axis starts at zero
 * @param series one line each
 * @param band drawn behind the lines
 */
public record LineChart(
        String caption,
        String explanation,
        Axis axis,
        String valueTitle,
        boolean fromZero,
        List<Series> series,
        Optional<Band> band)
        implements Chart {

    /** The space between two rows of numbers. */
    public record Band(String name, double[] lower, double[] upper) {
        public Band {
            lower = lower.clone();
            upper = upper.clone();
        }
    }

    public LineChart {
        series = List.copyOf(series);
    }

    /** A chart of lines alone. */
    public static LineChart of(
            String caption, String explanation, Axis axis, String valueTitle, boolean fromZero, Series... series) {
        return new LineChart(caption, explanation, axis, valueTitle, fromZero, List.of(series), Optional.empty());
    }

    @Override
    public String html() {
        ChartFigure figure = new ChartFigure("line", caption, explanation);
        ObjectNode spec = figure.spec();
        figure.axis(axis, valueTitle);
        spec.put("fromZero", fromZero);
        band.ifPresent(figure::band);
        series.forEach(figure::series);
        return figure.html();
    }
}
