package com.hometech.edf.data.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Collects what a chart draws, as the data that {@code page.js} hands to Chart.js, and as a table of the same numbers. */
final class ChartFigure {
    /** Six digits are more than a screen can show. */
    private static final MathContext PRECISION = new MathContext(6);
    /** A longer table of numbers would make the page heavy and help nobody. */
    private static final int MOST_TABLE_ROWS = 120;

    private final String caption;
    private final String explanation;
    private final ObjectNode spec = JsonNodeFactory.instance.objectNode();
    private final List<Table.Column> columns = new ArrayList<>();
    private final List<List<Table.Cell>> cellsByColumn = new ArrayList<>();

    ChartFigure(String kind, String caption, String explanation) {
        this.caption = caption;
        this.explanation = explanation;
        spec.put("kind", kind);
    }

    ObjectNode spec() {
        return spec;
    }

    void axis(Axis axis, String valueTitle) {
        spec.put("xTitle", axis.title()).put("yTitle", valueTitle);
        axis.labels().forEach(spec.putArray("labels")::add);
        if (!axis.ticks().equals(axis.labels())) {
            axis.ticks().forEach(spec.putArray("ticks")::add);
        }
        addColumn(
                Table.Column.text(axis.title()),
                axis.labels().stream().map(Table.Cell::text).toList());
    }

    void series(Series series) {
        ObjectNode node = spec.withArray("series").addObject();
        node.put("name", series.name()).put("look", series.look().text());
        addNumbers(node.putArray("values"), series.values());
        addColumn(series.name(), series.values());
    }

    void band(LineChart.Band band) {
        ObjectNode node = spec.putObject("band").put("name", band.name());
        addNumbers(node.putArray("lower"), band.lower());
        addNumbers(node.putArray("upper"), band.upper());
        addColumn(band.name() + ", lower", band.lower());
        addColumn(band.name() + ", upper", band.upper());
    }

    void points(ScatterChart chart) {
        spec.put("xTitle", chart.xTitle()).put("yTitle", chart.yTitle()).put("diagonal", chart.diagonal());
        ArrayNode points = spec.putArray("points");
        for (ScatterChart.Point point : chart.points()) {
            ArrayNode node = points.addArray().add(point.name());
            addNumbers(node, point.x(), point.y());
            node.add(point.tone().cssClass());
        }
        List<ScatterChart.Point> all = chart.points();
        addColumn(
                Table.Column.text("Name"),
                all.stream().map(point -> Table.Cell.text(point.name())).toList());
        addColumn(
                chart.xTitle(), all.stream().mapToDouble(ScatterChart.Point::x).toArray());
        addColumn(
                chart.yTitle(), all.stream().mapToDouble(ScatterChart.Point::y).toArray());
    }

    String html() {
        int rows = cellsByColumn.get(0).size();
        boolean hasTable = rows <= MOST_TABLE_ROWS;
        return Templates.render(
                "chart",
                Map.of(
                        "caption", caption,
                        "explanation", explanation,
                        "spec", Json.forScript(spec),
                        "hasTable", hasTable,
                        "table", hasTable ? new Table("Numbers of: " + caption, columns, rows(rows)).html() : ""));
    }

    private List<List<Table.Cell>> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(row ->
                        cellsByColumn.stream().map(column -> column.get(row)).toList())
                .toList();
    }

    private void addColumn(String heading, double[] values) {
        addColumn(
                Table.Column.number(heading),
                Arrays.stream(values).mapToObj(Table.Cell::significant).toList());
    }

    private void addColumn(Table.Column column, List<Table.Cell> cells) {
        columns.add(column);
        cellsByColumn.add(cells);
    }

    private static void addNumbers(ArrayNode node, double... values) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                node.add(Double.parseDouble(
                        new BigDecimal(value).round(PRECISION).toString()));
            } else {
                node.addNull();
            }
        }
    }
}
