package com.hometech.edf.monitoring.interval;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.IntervalCorrectionConfig;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.AccuracySums;
import com.hometech.edf.data.accuracy.EndSums;
import com.hometech.edf.data.accuracy.HourCounts;
import com.hometech.edf.data.accuracy.IntervalSums;
import com.hometech.edf.data.accuracy.MissSums;
import com.hometech.edf.data.accuracy.Pinball;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.inference.correction.EndOffsets;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.correction.IntervalCorrector;
import com.hometech.edf.inference.correction.QuantityOffsets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what the correction would have made of the forecasts of a backtest with an issue a day: {@code IntervalReplay
 * FORECASTS.parquet DELAY}, where corrections are known for issues so many days after the last day that they follow from
 * (1: tracked before the forecast on the same morning, 2: after it). Prints the coverage of each month and its extremes over
 * 28 days, how far coverage of single buildings over 28 days is from 80 % (root of the mean square), the width and the interval score (Gneiting and Raftery, 2007), each divided by the building's mean reading.
 */
final class IntervalReplay {
    private static final List<ParquetColumn> COLUMNS = List.of(
            ParquetColumn.required("building_id", ParquetKind.STRING),
            ParquetColumn.required("issued_at", ParquetKind.TIMESTAMP),
            ParquetColumn.required("timestamp", ParquetKind.TIMESTAMP),
            ParquetColumn.required("lead_hours", ParquetKind.DOUBLE),
            ParquetColumn.optional("actual_kwh", ParquetKind.DOUBLE),
            ParquetColumn.required("yhat_kwh", ParquetKind.DOUBLE),
            ParquetColumn.required("q10_kwh", ParquetKind.DOUBLE),
            ParquetColumn.required("q90_kwh", ParquetKind.DOUBLE));
    private static final int WINDOW = 28;
    private static final double LEVEL = 0.1;
    private static final int LEAST_HOURS = 300;

    private final Map<LocalDate, List<Row>> issues = new TreeMap<>();
    private final Map<String, double[]> means = new HashMap<>();
    /** By year, then by building and 28 days. */
    private final Map<Integer, Map<String, Day>> ofBuildings = new TreeMap<>();

    private record Row(ForecastRecord forecast, double actualKwh) {}

    /** Sums of a day of targets. */
    private static final class Day {
        private long hours;
        private long inside;
        private double width;
        private double score;

        private void add(Day other) {
            hours += other.hours;
            inside += other.inside;
            width += other.width;
            score += other.score;
        }

        private double coverage() {
            return 100.0 * inside / hours;
        }
    }

    private IntervalReplay(Path file) throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(file, COLUMNS)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                for (int row = 0; row < group.rows(); row++) {
                    add(group, row);
                }
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        IntervalReplay replay = new IntervalReplay(Path.of(arguments[0]));
        int delay = Integer.parseInt(arguments[1]);
        replay.report("as issued", null, delay);
        replay.report("corrected", EdfConfig.defaults().edfMonitoring().intervalCorrection(), delay);
    }

    private void add(RowGroup group, int row) {
        Instant issue = Instant.ofEpochSecond(group.epochSeconds(1)[row]);
        double actual = group.doubles(4)[row];
        String building = group.strings(0)[row];
        if (!Double.isNaN(actual)) {
            double[] mean = means.computeIfAbsent(building, absent -> new double[2]);
            mean[0] += actual;
            mean[1]++;
        }
        ForecastRecord forecast = new ForecastRecord(
                new BuildingId(building),
                Quantity.CONSUMPTION,
                Instant.ofEpochSecond(group.epochSeconds(2)[row]),
                issue,
                group.doubles(3)[row],
                group.doubles(5)[row],
                group.doubles(6)[row],
                group.doubles(7)[row],
                "backtest",
                ForecastQuality.MODEL,
                List.of());
        issues.computeIfAbsent(day(issue), absent -> new ArrayList<>()).add(new Row(forecast, actual));
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** Goes through the issues; null corrects nothing. */
    private Map<LocalDate, Day> days(@Nullable IntervalCorrectionConfig rules, int delay) {
        Map<LocalDate, Day> days = new TreeMap<>();
        Map<LocalDate, Map<String, Map<Integer, Cell>>> history = new TreeMap<>();
        for (Map.Entry<LocalDate, List<Row>> issue : issues.entrySet()) {
            QuantityOffsets offsets = QuantityOffsets.NONE;
            if (rules != null) {
                CoverageFollower follower =
                        new CoverageFollower(rules, 0.75, issue.getKey().minusDays(delay - 1L));
                history.forEach((day, buildings) -> buildings.forEach((building, cells) ->
                        cells.forEach((ahead, cell) -> follower.add(cell.record(building, day, ahead + 1)))));
                IntervalCorrections corrections = follower.corrections();
                offsets = corrections.of(Quantity.CONSUMPTION);
                history.keySet().removeIf(day -> day.isBefore(follower.first()));
            }
            ForecastRecord first = issue.getValue().get(0).forecast();
            double firstLead = first.leadHours()
                    - Duration.between(first.issuedAt(), first.targetTime()).toSeconds() / 3600.0;
            IntervalCorrector corrector = new IntervalCorrector(offsets, firstLead, building -> false);
            for (Row row : issue.getValue()) {
                ForecastRecord forecast = corrector.correct(row.forecast(), Double.POSITIVE_INFINITY);
                int ahead = IntervalCorrector.aheads(firstLead).of(forecast.leadHours());
                String building = forecast.building().value();
                LocalDate day = day(forecast.targetTime());
                history.computeIfAbsent(day, absent -> new TreeMap<>())
                        .computeIfAbsent(building, absent -> new TreeMap<>())
                        .computeIfAbsent(ahead, absent -> new Cell())
                        .add(forecast, row.actualKwh(), offsets.of(building, ahead));
                score(days.computeIfAbsent(day, absent -> new Day()), forecast, row.actualKwh());
                score(
                        ofBuildings
                                .computeIfAbsent(day.getYear(), absent -> new HashMap<>())
                                .computeIfAbsent(
                                        building + " " + Math.floorDiv(day.toEpochDay(), WINDOW), absent -> new Day()),
                        forecast,
                        row.actualKwh());
            }
        }
        return days;
    }

    private void score(Day day, ForecastRecord forecast, double actual) {
        if (Double.isNaN(actual)) {
            return;
        }
        double[] mean = means.get(forecast.building().value());
        double scale = mean[0] / mean[1];
        day.hours++;
        day.inside += forecast.yhatLower() <= actual && actual <= forecast.yhatUpper() ? 1 : 0;
        day.width += (forecast.yhatUpper() - forecast.yhatLower()) / scale;
        // the interval score is the pinball loss of both ends, divided by the level of the lower one
        day.score += (Pinball.loss(LEVEL, actual, forecast.yhatLower())
                        + Pinball.loss(1 - LEVEL, actual, forecast.yhatUpper()))
                / LEVEL
                / scale;
    }

    /** A building's day and day ahead. */
    private static final class Cell {
        private long issued;
        private long scored;
        private long hours;
        private long below;
        private long above;
        private double lower;
        private double upper;

        void add(ForecastRecord forecast, double actual, EndOffsets inForce) {
            issued++;
            if (Double.isNaN(actual)) {
                return;
            }
            scored++;
            if (forecast.yhatLower() < forecast.yhatUpper()) {
                hours++;
                below += actual < forecast.yhatLower() ? 1 : 0;
                above += actual > forecast.yhatUpper() ? 1 : 0;
                lower += inForce.lower();
                upper += inForce.upper();
            }
        }

        AccuracyRecord record(String building, LocalDate day, int dayAhead) {
            return new AccuracyRecord(
                    new BuildingId(building),
                    Quantity.CONSUMPTION,
                    day,
                    dayAhead,
                    new AccuracySums(
                            new HourCounts(issued, scored, issued - scored, 0, 0),
                            AccuracySums.NONE.points(),
                            IntervalSums.NONE,
                            new MissSums(
                                    hours,
                                    new EndSums(below, LEVEL * hours, lower),
                                    new EndSums(above, LEVEL * hours, upper))));
        }
    }

    private double buildingsOff(int year) {
        return Math.sqrt(ofBuildings.getOrDefault(year, Map.of()).values().stream()
                .filter(day -> day.hours >= LEAST_HOURS)
                .mapToDouble(day -> Math.pow(day.coverage() - 100 * (1 - 2 * LEVEL), 2))
                .average()
                .orElse(Double.NaN));
    }

    private void report(String name, @Nullable IntervalCorrectionConfig rules, int delay) {
        ofBuildings.clear();
        Map<LocalDate, Day> days = days(rules, delay);
        Map<Integer, Map<YearMonth, Day>> years = new TreeMap<>();
        days.forEach((day, sums) -> years.computeIfAbsent(day.getYear(), year -> new TreeMap<>())
                .computeIfAbsent(YearMonth.from(day), month -> new Day())
                .add(sums));
        List<LocalDate> all = List.copyOf(days.keySet());
        years.forEach((year, months) -> {
            if (all.stream().filter(day -> day.getYear() == year).count() < WINDOW) {
                return;
            }
            Day whole = new Day();
            months.values().forEach(whole::add);
            double least = 100;
            double most = 0;
            int outside = 0;
            for (int from = 0; from + WINDOW <= all.size(); from++) {
                if (all.get(from).getYear() == year
                        && all.get(from + WINDOW - 1).getYear() == year) {
                    Day window = new Day();
                    all.subList(from, from + WINDOW).forEach(day -> window.add(days.get(day)));
                    least = Math.min(least, window.coverage());
                    most = Math.max(most, window.coverage());
                    outside += window.coverage() < 77 || window.coverage() > 83 ? 1 : 0;
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %d: coverage %.1f %%, of 28 days %.1f to %.1f %% (%d outside 77 to 83), buildings off by %.1f,"
                            + " width %.4f, score %.4f; months",
                    name,
                    year,
                    whole.coverage(),
                    least,
                    most,
                    outside,
                    buildingsOff(year),
                    whole.width / whole.hours,
                    whole.score / whole.hours);
            months.forEach((month, sums) ->
                    System.out.printf(Locale.ROOT, " %02d:%.1f", month.getMonthValue(), sums.coverage()));
            System.out.println();
        });
    }
}
