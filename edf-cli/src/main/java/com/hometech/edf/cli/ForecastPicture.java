package com.hometech.edf.cli;

import com.hometech.edf.cli.terminal.PlotGlyphs;
import com.hometech.edf.cli.terminal.TerminalPlot;
import com.hometech.edf.cli.terminal.TerminalPlot.Point;
import com.hometech.edf.common.domain.ForecastRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** A forecast after the readings of two days or more before it, and the readings of its own hours where they are known. */
final class ForecastPicture {
    private static final Duration SHORTEST_BEFORE = Duration.ofDays(2);
    private static final int FEWEST_READINGS_BEFORE = 14;
    private static final int ROWS = 12;

    private final StoredReadings readings;
    private final Duration step;

    ForecastPicture(StoredReadings readings, Duration step) {
        this.readings = readings;
        this.step = step;
    }

    String draw(List<ForecastRecord> rows, ZoneId zone, int width) {
        ForecastRecord first = rows.get(0);
        Instant from = first.targetTime().minus(before());
        Instant to = rows.get(rows.size() - 1).targetTime().plus(step);
        NavigableMap<Instant, Double> known = readings.of(first.building(), from, to);
        Map<Instant, ForecastRecord> forecasts = new HashMap<>();
        rows.forEach(row -> forecasts.put(row.targetTime(), row));
        List<Point> points = new ArrayList<>();
        for (Instant time = from; time.isBefore(to); time = time.plus(step)) {
            points.add(point(time, known.getOrDefault(time, Double.NaN), forecasts.get(time)));
        }
        List<String> lines = new ArrayList<>(List.of(first.building() + "  [kWh]"));
        lines.addAll(TerminalPlot.markedLines(points, zone, width, ROWS, glyphs()));
        return String.join(System.lineSeparator(), lines);
    }

    private Duration before() {
        Duration readings = step.multipliedBy(FEWEST_READINGS_BEFORE);
        return readings.compareTo(SHORTEST_BEFORE) > 0 ? readings : SHORTEST_BEFORE;
    }

    private static Point point(Instant time, double readingKwh, @Nullable ForecastRecord row) {
        return row == null
                ? new Point(time, readingKwh, Double.NaN, Double.NaN, Double.NaN)
                : new Point(time, readingKwh, row.yhat(), row.yhatLower(), row.yhatUpper());
    }

    private static PlotGlyphs glyphs() {
        return "dumb".equals(System.getenv("TERM")) ? PlotGlyphs.ASCII : PlotGlyphs.UNICODE;
    }
}
