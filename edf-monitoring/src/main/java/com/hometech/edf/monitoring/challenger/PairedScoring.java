package com.hometech.edf.monitoring.challenger;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.data.accuracy.IntervalSums;
import com.hometech.edf.data.accuracy.Pinball;
import com.hometech.edf.data.accuracy.PointTally;
import com.hometech.edf.features.engine.ScoredReadings;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.MonthPartitions;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.monitoring.accuracy.IssuedRun;
import com.hometech.edf.monitoring.challenger.PairedSums.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores two models on the same hours: for each issue of both, each building and each target whose reading can be believed, by the
 * rules of the accuracy of issued forecasts. Intervals are compared as the models made them, before any correction by the
 * coverage of earlier forecasts: only the model that forecasts has such a correction.
 */
final class PairedScoring {
    private static final int SECONDS_PER_DAY = 86_400;

    private final EdfConfig config;
    private final Topology topology;
    private final Quantity quantity;
    private final LocalDate first;
    private final LocalDate end;
    private final StepGrid grid;
    private final TimeSpan span;
    private final Map<String, ScoredReadings> readings = new HashMap<>();
    private final Map<LocalDate, Map<String, Tally>> tallies = new TreeMap<>();
    private final Map<LocalDate, Long> issuedHours = new TreeMap<>();

    /**
     * Scores days.
     *
     * @param table folder of the readings of the quantity
     * @param first first day, in UTC
     * @param end day after the last
     */
    PairedScoring(EdfConfig config, Topology topology, Quantity quantity, Path table, LocalDate first, LocalDate end)
            throws IOException {
        this.config = config;
        this.topology = topology;
        this.quantity = quantity;
        this.first = first;
        this.end = end;
        int hoursAfter = Math.max(
                config.dataQuality().flatlineHours(), config.dataQuality().unitSlipHours());
        this.span = new TimeSpan(
                second(first.minusDays(ScoredReadings.DAYS_BEFORE)),
                second(end) + Duration.ofHours(hoursAfter).toSeconds());
        this.grid = StepGrid.between(span.fromEpochSecond(), span.endEpochSecond(), (int)
                TimeStep.of(config.edfFeatureEng().step()).duration().toSeconds());
        readReadings(table);
    }

    private void readReadings(Path table) throws IOException {
        Map<String, List<ReadingChunk>> chunks = new HashMap<>();
        for (Path file : MonthPartitions.within(table, span)) {
            ConsumptionFiles.read(file, span, quantity)
                    .forEach((building, chunk) -> chunks.computeIfAbsent(building, absent -> new ArrayList<>())
                            .add(chunk));
        }
        chunks.forEach((building, parts) -> {
            ReadingSeries series = ReadingSeries.of(parts, grid);
            readings.put(
                    building, new ScoredReadings(series.kwh(), series.flags(), grid, config.dataQuality(), quantity));
        });
    }

    private static long second(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /** Adds an issue of both. */
    void add(IssuedRun champion, IssuedRun challenger) throws IOException {
        long from = second(first);
        long to = second(end);
        Map<String, IssuedRows> ofChampion = IssuedRows.read(champion, from, to);
        Ends championEnds = Ends.of(champion, config);
        Ends challengerEnds = Ends.of(challenger, config);
        for (Map.Entry<String, IssuedRows> entry : new TreeMap<>(IssuedRows.read(challenger, from, to)).entrySet()) {
            IssuedRows other = ofChampion.get(entry.getKey());
            if (other != null) {
                add(entry.getKey(), other, championEnds, entry.getValue(), challengerEnds);
            }
        }
    }

    private void add(
            String building, IssuedRows champion, Ends championEnds, IssuedRows challenger, Ends challengerEnds) {
        ScoredReadings known = readings.get(building);
        String useType = topology.find(new BuildingId(building))
                .map(Building::useType)
                .orElse(UseType.UNKNOWN)
                .name()
                .toLowerCase(Locale.ROOT);
        for (int row = 0; row < challenger.size(); row++) {
            long target = challenger.target(row);
            int same = champion.rowOf(target);
            if (same >= 0) {
                LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(target, SECONDS_PER_DAY));
                issuedHours.merge(day, 1L, Long::sum);
                double actual = known == null ? Double.NaN : known.actualKwh(grid.indexOf(target));
                if (!Double.isNaN(actual)) {
                    Tally tally = tallies.computeIfAbsent(day, absent -> new TreeMap<>())
                            .computeIfAbsent(useType, absent -> new Tally());
                    tally.champion.add(actual, champion, same, championEnds);
                    tally.challenger.add(actual, challenger, row, challengerEnds);
                }
            }
        }
    }

    /** The days that both have forecasts for, in order. */
    List<PairedDay> days() {
        return issuedHours.entrySet().stream()
                .map(issued -> {
                    LocalDate day = issued.getKey();
                    Map<String, PairedSums> sums = new TreeMap<>();
                    tallies.getOrDefault(day, Map.of())
                            .forEach((useType, tally) ->
                                    sums.put(useType, new PairedSums(tally.champion.sums(), tally.challenger.sums())));
                    return new PairedDay(day, issued.getValue(), sums);
                })
                .toList();
    }

    /** Levels of the ends of a run's intervals. */
    private record Ends(double lowest, double highest) {
        static Ends of(IssuedRun run, EdfConfig config) {
            List<Double> levels = run.levels(config.edfTraining().quantiles());
            return new Ends(levels.get(0), levels.get(levels.size() - 1));
        }
    }

    private static final class Tally {
        private final SideTally champion = new SideTally();
        private final SideTally challenger = new SideTally();
    }

    private static final class SideTally {
        private final PointTally points = new PointTally();
        private long hours;
        private double absoluteActual;
        private long covered;
        private double nominal;
        private double width;
        private double lowerPinball;
        private double upperPinball;

        void add(double actual, IssuedRows rows, int row, Ends ends) {
            double lower = rows.lowerKwh(row);
            double upper = rows.upperKwh(row);
            points.add(actual, rows.forecastKwh(row), 0);
            hours++;
            absoluteActual += Math.abs(actual);
            covered += lower <= actual && actual <= upper ? 1 : 0;
            nominal += ends.highest() - ends.lowest();
            width += upper - lower;
            lowerPinball += Pinball.loss(ends.lowest(), actual, lower);
            upperPinball += Pinball.loss(ends.highest(), actual, upper);
        }

        Side sums() {
            return new Side(
                    points.sums(),
                    new IntervalSums(hours, absoluteActual, covered, nominal, width, lowerPinball, upperPinball));
        }
    }
}
