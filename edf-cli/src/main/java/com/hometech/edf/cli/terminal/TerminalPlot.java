package com.hometech.edf.cli.terminal;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Draws recent readings and the forecast with its interval as lines of text. */
public final class TerminalPlot {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final char READING = 'o';
    private static final char FORECAST = '*';
    private static final int ROWS_PER_TICK = 3;
    private static final int LEAST_COLUMNS = 20;
    private static final int LEAST_ROWS = 4;

    private final List<Point> points;
    private final ZoneId zone;
    private final PlotGlyphs glyphs;
    private final ValueAxis values;
    private final int gutter;
    private final int columns;
    private final char[][] cells;
    private final boolean[][] forecast;

    /**
     * One interval; NaN where a number is not known.
     *
     * @param time start of the interval
     * @param readingKwh what was used
     * @param forecastKwh what is expected
     * @param lowerKwh lower end of the interval
     * @param upperKwh upper end of the interval
     */
    public record Point(Instant time, double readingKwh, double forecastKwh, double lowerKwh, double upperKwh) {}

    private TerminalPlot(List<Point> points, ZoneId zone, int width, int rows, PlotGlyphs glyphs) {
        this.points = points;
        this.zone = zone;
        this.glyphs = glyphs;
        values = ValueAxis.covering(points.stream().flatMapToDouble(TerminalPlot::numbers), rows / ROWS_PER_TICK);
        gutter = 1
                + Math.max(
                        values.label(values.least()).length(),
                        values.label(values.greatest()).length());
        columns = Math.max(LEAST_COLUMNS, width - gutter - 2);
        cells = new char[rows][columns];
        forecast = new boolean[rows][columns];
        Arrays.stream(cells).forEach(row -> Arrays.fill(row, ' '));
    }

    /**
     * The plot.
     *
     * @param points in the order of time, equally far apart
     * @param zone of the labels
     * @param width columns of the terminal
     * @param rows of the drawing, without its labels
     */
    public static List<String> lines(List<Point> points, ZoneId zone, int width, int rows, PlotGlyphs glyphs) {
        return drawn(points, zone, width, rows, glyphs).frame(false);
    }

    /** The plot with its forecast marked as {@code @|cyan …|@}, for {@link Terminal#line}. */
    public static List<String> markedLines(List<Point> points, ZoneId zone, int width, int rows, PlotGlyphs glyphs) {
        return drawn(points, zone, width, rows, glyphs).frame(true);
    }

    private static TerminalPlot drawn(List<Point> points, ZoneId zone, int width, int rows, PlotGlyphs glyphs) {
        if (points.isEmpty() || rows < LEAST_ROWS) {
            throw new InvalidInputException("A plot needs at least one point and " + LEAST_ROWS + " rows; given "
                    + points.size() + " and " + rows);
        }
        TerminalPlot plot = new TerminalPlot(List.copyOf(points), zone, width, rows, glyphs);
        plot.drawBand();
        plot.drawBoundary();
        plot.drawLine(Point::readingKwh, READING);
        plot.drawLine(Point::forecastKwh, FORECAST);
        return plot;
    }

    private static DoubleStream numbers(Point point) {
        return DoubleStream.of(point.readingKwh(), point.forecastKwh(), point.lowerKwh(), point.upperKwh());
    }

    private void drawBand() {
        for (int column = 0; column < columns; column++) {
            Point point = points.get((int) ((column + 0.5) * points.size() / columns));
            if (Double.isFinite(point.lowerKwh()) && Double.isFinite(point.upperKwh())) {
                int bottom = values.row(point.lowerKwh(), cells.length);
                for (int row = values.row(point.upperKwh(), cells.length); row <= bottom; row++) {
                    cells[row][column] = glyphs.band;
                }
            }
        }
    }

    /** A line from top to bottom where the forecast begins. */
    private void drawBoundary() {
        for (int index = 1; index < points.size(); index++) {
            if (Double.isFinite(points.get(index).forecastKwh())
                    && Double.isNaN(points.get(index - 1).forecastKwh())) {
                int column = index * columns / points.size();
                Arrays.stream(cells).forEach(row -> row[column] = glyphs.boundary);
            }
        }
    }

    private void drawLine(ToDoubleFunction<Point> value, char mark) {
        int across = columns * glyphs.dotsAcross();
        int down = cells.length * glyphs.dotsDown();
        int before = -1;
        for (int x = 0; x < across; x++) {
            double kwh = value.applyAsDouble(points.get((int) ((long) x * points.size() / across)));
            int y = Double.isFinite(kwh) ? values.row(kwh, down) : -1;
            if (y >= 0) {
                drawUpright(x, before < 0 ? y : before, y, mark);
            }
            before = y;
        }
    }

    /** Dots from beside the row before to the row {@code to}, so that a steep line has no holes. */
    private void drawUpright(int x, int from, int to, char mark) {
        int towards = Integer.signum(from - to);
        int y = to;
        do {
            int column = x / glyphs.dotsAcross();
            int row = y / glyphs.dotsDown();
            cells[row][column] =
                    glyphs.withDot(cells[row][column], x % glyphs.dotsAcross(), y % glyphs.dotsDown(), mark);
            forecast[row][column] |= mark == FORECAST;
            y += towards;
        } while (y != from && towards != 0);
    }

    private List<String> frame(boolean marked) {
        List<String> lines = new ArrayList<>();
        lines.add(" ".repeat(Math.max(0, gutter - 3)) + "kWh");
        String[] labels = valueLabels();
        for (int row = 0; row < cells.length; row++) {
            char edge = labels[row].isEmpty() ? glyphs.axis : glyphs.axisTick;
            lines.add((" ".repeat(gutter - labels[row].length()) + labels[row] + " " + edge
                            + (marked ? marked(row) : new String(cells[row])))
                    .stripTrailing());
        }
        lines.add(" ".repeat(gutter + 1) + glyphs.corner + base());
        lines.add((" ".repeat(gutter + 2) + days()).stripTrailing());
        lines.add(" ".repeat(gutter + 2) + (marked ? legend().replace("forecast", "@|cyan forecast|@") : legend()));
        return lines;
    }

    /** A row of cells with each run of forecast cells marked. */
    private String marked(int row) {
        StringBuilder line = new StringBuilder();
        boolean open = false;
        for (int column = 0; column < columns; column++) {
            if (forecast[row][column] != open) {
                open = !open;
                line.append(open ? "@|cyan " : "|@");
            }
            line.append(cells[row][column]);
        }
        return (open ? line.append("|@") : line).toString();
    }

    private String[] valueLabels() {
        String[] labels = new String[cells.length];
        Arrays.fill(labels, "");
        for (int tick = 0; tick < values.ticks(); tick++) {
            labels[values.row(values.tick(tick), cells.length)] = values.label(values.tick(tick));
        }
        return labels;
    }

    private String base() {
        char[] base = new char[columns];
        Arrays.fill(base, glyphs.base);
        for (int index = 1; index < points.size(); index++) {
            if (startsDay(index)) {
                base[index * columns / points.size()] = glyphs.baseTick;
            }
        }
        return new String(base);
    }

    /** The day below each local midnight, where there is room. */
    private String days() {
        StringBuilder days = new StringBuilder();
        for (int index = 1; index < points.size(); index++) {
            int column = index * columns / points.size();
            String day = DAY.format(local(index));
            if (startsDay(index) && column >= days.length() && column + day.length() <= columns) {
                days.append(" ".repeat(column - days.length())).append(day).append(' ');
            }
        }
        return days.toString();
    }

    private boolean startsDay(int index) {
        return !local(index).toLocalDate().equals(local(index - 1).toLocalDate());
    }

    private ZonedDateTime local(int index) {
        return points.get(index).time().atZone(zone);
    }

    private String legend() {
        String lines = glyphs == PlotGlyphs.ASCII
                ? READING + " reading   " + FORECAST + " forecast   "
                : "before " + glyphs.boundary + " readings, after it the forecast   ";
        return lines + glyphs.band + " interval   local time (" + zone + ")";
    }
}
