package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.data.table.TableColumn;
import com.hometech.edf.features.engine.ScoredReadings;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.MonthPartitions;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.features.input.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares the intervals of all issues, as they were issued and as they were before their online correction, with the readings: of
 * the same hours and days that the history of accuracy counts.
 */
final class IssuedCoverage {
    private static final List<ParquetColumn> COLUMNS = TableColumn.of(
            ForecastColumn.BUILDING_ID,
            ForecastColumn.TIMESTAMP,
            ForecastColumn.ISSUED_AT,
            ForecastColumn.YHAT_LOWER,
            ForecastColumn.YHAT_UPPER,
            ForecastColumn.YHAT_LOWER_UNCORRECTED,
            ForecastColumn.YHAT_UPPER_UNCORRECTED);

    private final Quantity quantity;
    private final double minScoredShare;
    private final long firstLeadSeconds;
    private final StepGrid grid;
    private final Map<String, ScoredReadings> readings = new TreeMap<>();
    private final SortedMap<LocalDate, Map<String, Hours>> days = new TreeMap<>();

    /**
     * Hours of forecasts.
     *
     * @param issued of which there are forecasts
     * @param scored of these, with a reading and plain forecasts
     * @param covered of these, inside the interval as it was issued
     * @param coveredUncorrected inside the interval before its correction
     */
    record Hours(long issued, long scored, long covered, long coveredUncorrected) {
        static final Hours NONE = new Hours(0, 0, 0, 0);

        Hours plus(Hours other) {
            return new Hours(
                    issued + other.issued,
                    scored + other.scored,
                    covered + other.covered,
                    coveredUncorrected + other.coveredUncorrected);
        }

        double percent() {
            return 100.0 * covered / scored;
        }

        double uncorrectedPercent() {
            return 100.0 * coveredUncorrected / scored;
        }
    }

    /**
     * Reads all forecasts of a period.
     *
     * @param table of readings
     * @param forecasts folder with the runs' folders below it
     */
    IssuedCoverage(EdfConfig config, LocalDate from, LocalDate to, Path table, Path forecasts) throws IOException {
        this.quantity = config.edfFeatureEng().quantity();
        this.minScoredShare = config.edfMonitoring().accuracy().minScoredShare();
        Duration step = config.edfFeatureEng().step();
        this.firstLeadSeconds =
                step.plusHours(config.edfFeatureEng().dataDelayHours()).toSeconds();
        TimeSpan span = new TimeSpan(second(from.minusDays(ScoredReadings.DAYS_BEFORE)), second(to.plusDays(1)));
        this.grid = StepGrid.between(span.fromEpochSecond(), span.endEpochSecond(), (int) step.toSeconds());
        readReadings(config, table, span);
        for (Path file : ParquetFiles.below(forecasts)) {
            add(file, second(from), second(to.plusDays(1)));
        }
    }

    private static long second(LocalDate day) {
        return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }

    private void readReadings(EdfConfig config, Path table, TimeSpan span) throws IOException {
        Map<String, List<ReadingChunk>> chunks = new TreeMap<>();
        for (Path file : MonthPartitions.within(table, span)) {
            ConsumptionFiles.read(file, span, quantity)
                    .forEach((building, chunk) -> chunks.computeIfAbsent(building, id -> new ArrayList<>())
                            .add(chunk));
        }
        chunks.forEach((building, parts) -> {
            ReadingSeries series = ReadingSeries.of(parts, grid);
            readings.put(
                    building, new ScoredReadings(series.kwh(), series.flags(), grid, config.dataQuality(), quantity));
        });
    }

    private void add(Path file, long from, long to) throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(file, COLUMNS)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                String[] buildings = group.strings(0);
                long[] targets = group.epochSeconds(1);
                long[] issues = group.epochSeconds(2);
                double[] lower = group.doubles(3);
                double[] upper = group.doubles(4);
                double[] lowerBefore = group.doubles(5);
                double[] upperBefore = group.doubles(6);
                for (int row = 0; row < group.rows(); row++) {
                    if (targets[row] >= from && targets[row] < to) {
                        boolean corrected = !Double.isNaN(lowerBefore[row]);
                        double actual = actualKwh(buildings[row], targets[row], issues[row]);
                        Hours hours = Double.isNaN(actual)
                                ? new Hours(1, 0, 0, 0)
                                : new Hours(
                                        1,
                                        1,
                                        inside(actual, lower[row], upper[row]),
                                        corrected
                                                ? inside(actual, lowerBefore[row], upperBefore[row])
                                                : inside(actual, lower[row], upper[row]));
                        days.computeIfAbsent(SimulatedWorld.day(targets[row]), day -> new TreeMap<>())
                                .merge(buildings[row], hours, Hours::plus);
                    }
                }
            }
        }
    }

    private static int inside(double actual, double lower, double upper) {
        return actual >= lower && actual <= upper ? 1 : 0;
    }

    /** NaN where nothing is scored. */
    private double actualKwh(String building, long target, long issue) {
        ScoredReadings scored = readings.get(building);
        if (scored == null) {
            return Double.NaN;
        }
        int at = grid.indexOf(target);
        int origin = grid.indexOf(issue - firstLeadSeconds);
        boolean hasPlain = Double.isFinite(scored.lastWeekKwh(at, origin))
                && Double.isFinite(scored.yesterdayKwh(at, origin))
                && Double.isFinite(scored.fourWeekMeanKwh(at, origin));
        return hasPlain ? scored.actualKwh(at) : Double.NaN;
    }

    /** The hours of the days of a period that count. */
    Hours of(LocalDate from, LocalDate to) {
        return days.subMap(from, to.plusDays(1)).values().stream()
                .flatMap(day -> day.values().stream())
                .filter(hours -> hours.scored() > 0 && hours.scored() >= minScoredShare * hours.issued())
                .reduce(Hours.NONE, Hours::plus);
    }
}
