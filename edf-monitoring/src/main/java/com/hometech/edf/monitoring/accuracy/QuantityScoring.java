package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.sorting.RowSorter;
import com.hometech.edf.data.sorting.TimedRows;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.data.table.TableColumn;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.inference.correction.IntervalCorrector;
import com.hometech.edf.inference.correction.QuantityOffsets;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.monitoring.readings.ReadingRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Scores the forecasts of one quantity and month, one building after the other in {@link BuildingOrder}. Forecasts and readings
 * are sorted on disk and read side by side, so that memory holds those of one building only.
 */
final class QuantityScoring implements AutoCloseable {
    private static final List<ParquetColumn> ID = TableColumn.of(ForecastColumn.BUILDING_ID);
    private static final List<ParquetColumn> FORECASTS = TableColumn.of(
            ForecastColumn.BUILDING_ID,
            ForecastColumn.TIMESTAMP,
            ForecastColumn.LEAD_HOURS,
            ForecastColumn.YHAT,
            ForecastColumn.YHAT_LOWER,
            ForecastColumn.YHAT_UPPER);
    private static final int FORECAST_VALUES = 4;
    private static final int READING_VALUES = 2;

    private final MonthPlan plan;
    private final Quantity quantity;
    private final ScoringRules rules;
    private final TimeSpan span;
    private final StepGrid grid;
    private final List<BuildingId> buildings;
    private final Map<String, Integer> numbers = new HashMap<>();
    /** What the intervals of each run were corrected by. */
    private final List<QuantityOffsets> corrections = new ArrayList<>();

    private final RowSorter forecastSorter;
    private final RowSorter readingSorter;
    private final TimedRows forecasts;
    private final TimedRows readings;
    private final ReadingRows ofBuilding = new ReadingRows();
    private boolean hasForecast;
    private boolean hasReading;
    private long newestReading = Long.MIN_VALUE;
    private List<AccuracyRecord> records = List.of();
    private @Nullable BuildingId building;

    /**
     * Sorts what is there.
     *
     * @param work an empty folder for what does not fit into memory
     */
    QuantityScoring(MonthPlan plan, Quantity quantity, ScoringRules rules, Path work) throws IOException {
        this.plan = plan;
        this.quantity = quantity;
        this.rules = rules;
        this.span = rules.readingsOf(plan.month());
        this.grid = StepGrid.between(span.fromEpochSecond(), span.endEpochSecond(), (int)
                rules.step().duration().toSeconds());
        this.buildings = List.copyOf(buildings(plan.runs(quantity)));
        for (int number = 0; number < buildings.size(); number++) {
            numbers.put(buildings.get(number).value(), number);
        }
        this.forecastSorter = new RowSorter(work.resolve("forecasts"), FORECAST_VALUES);
        this.readingSorter = new RowSorter(work.resolve("readings"), READING_VALUES);
        try {
            List<IssuedRun> runs = plan.runs(quantity);
            for (int run = 0; run < runs.size(); run++) {
                corrections.add(runs.get(run).corrections());
                for (Path file : runs.get(run).files()) {
                    sortForecasts(file, run);
                }
            }
            for (Path file : plan.readings(quantity)) {
                sortReadings(file);
            }
            this.forecasts = forecastSorter.sorted();
            this.readings = readingSorter.sorted();
            hasForecast = forecasts.next();
            hasReading = readings.next();
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private static SortedSet<BuildingId> buildings(List<IssuedRun> runs) throws IOException {
        SortedSet<BuildingId> found = new TreeSet<>(BuildingOrder.BY_FILE);
        for (IssuedRun run : runs) {
            for (Path file : run.files()) {
                try (ParquetTableReader reader = new ParquetTableReader(file, ID)) {
                    for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                        String last = "";
                        for (String id : group.strings(0)) {
                            if (!id.equals(last)) {
                                found.add(new BuildingId(id));
                                last = id;
                            }
                        }
                    }
                }
            }
        }
        return found;
    }

    private void sortForecasts(Path file, int run) throws IOException {
        long from = ScoringRules.start(plan.month()).getEpochSecond();
        long to = ScoringRules.start(plan.month().plusMonths(1)).getEpochSecond();
        long issuedAt = plan.runs(quantity).get(run).issuedAt().getEpochSecond();
        double[] values = new double[FORECAST_VALUES];
        try (ParquetTableReader reader = new ParquetTableReader(file, FORECASTS)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                String[] ids = group.strings(0);
                long[] targets = group.epochSeconds(1);
                double[][] columns = {group.doubles(2), group.doubles(3), group.doubles(4), group.doubles(5)};
                for (int row = 0; row < group.rows(); row++) {
                    for (int column = 0; column < columns.length; column++) {
                        values[column] = columns[column][row];
                    }
                    if (targets[row] >= from && targets[row] < to && isForecast(values)) {
                        forecastSorter.add(number(ids[row]), issuedAt, targets[row], run, row, values);
                    }
                }
            }
        }
    }

    /** Whether a store takes the row: a forecast that nobody could read is not scored. */
    private static boolean isForecast(double[] values) {
        return values[0] > 0
                && Double.isFinite(values[2])
                && Double.isFinite(values[3])
                && values[2] <= values[1]
                && values[1] <= values[3];
    }

    private int number(String id) {
        Integer number = numbers.get(id);
        if (number == null) {
            throw new IllegalStateException("Building " + id + " was not there a moment ago");
        }
        return number;
    }

    private void sortReadings(Path file) throws IOException {
        double[] values = new double[READING_VALUES];
        for (Map.Entry<String, ReadingChunk> entry :
                ConsumptionFiles.read(file, span, quantity).entrySet()) {
            Integer number = numbers.get(entry.getKey());
            ReadingChunk chunk = entry.getValue();
            for (int row = 0; number != null && row < chunk.kwh().length; row++) {
                values[0] = chunk.kwh()[row];
                values[1] = chunk.flags()[row];
                readingSorter.add(number, 0, chunk.epochSeconds()[row], chunk.versions()[row], row, values);
                if (!Double.isNaN(values[0])) {
                    newestReading = Math.max(newestReading, chunk.epochSeconds()[row]);
                }
            }
        }
    }

    /** Scores the next building that has forecasts; false after the last. */
    boolean next() throws IOException {
        if (!hasForecast) {
            building = null;
            return false;
        }
        int number = forecasts.entity();
        BuildingId current = buildings.get(number);
        BuildingScorer scorer = new BuildingScorer(plan.month(), readingsOf(number), grid, rules, quantity);
        long lastIssue = Long.MIN_VALUE;
        long lastTarget = Long.MIN_VALUE;
        IssuedRun run = plan.runs(quantity).get(0);
        QuantityOffsets offsets = corrections.get(0);
        LeadBuckets aheads = aheads(run);
        while (hasForecast && forecasts.entity() == number) {
            if (forecasts.issuedAt() != lastIssue) {
                run = plan.runs(quantity).get((int) forecasts.sequence());
                offsets = corrections.get((int) forecasts.sequence());
                aheads = aheads(run);
            }
            if (forecasts.issuedAt() != lastIssue || forecasts.epochSecond() != lastTarget) {
                QuantityOffsets ofRun = offsets;
                scorer.add(
                        forecasts.epochSecond(),
                        run.manifest().origin().getEpochSecond(),
                        aheads,
                        forecasts.value(0),
                        forecasts.value(1),
                        forecasts.value(2),
                        forecasts.value(3),
                        run.levels(rules.quantiles()),
                        ahead -> ofRun.of(current.value(), ahead));
            }
            lastIssue = forecasts.issuedAt();
            lastTarget = forecasts.epochSecond();
            hasForecast = forecasts.next();
        }
        building = current;
        records = known(scorer.records(current, quantity));
        return true;
    }

    private static LeadBuckets aheads(IssuedRun run) {
        return IntervalCorrector.aheads(run.firstLeadHours());
    }

    /** Days after the newest reading of all buildings are left out: nothing can be said of them yet. */
    private List<AccuracyRecord> known(List<AccuracyRecord> all) {
        if (newestReading == Long.MIN_VALUE) {
            return List.of();
        }
        LocalDate last = LocalDate.ofInstant(Instant.ofEpochSecond(newestReading), ZoneOffset.UTC);
        return all.stream().filter(accuracy -> !accuracy.day().isAfter(last)).toList();
    }

    private ReadingSeries readingsOf(int number) throws IOException {
        ofBuilding.clear();
        while (hasReading && readings.entity() <= number) {
            if (readings.entity() == number) {
                ofBuilding.add(
                        readings.epochSecond(), readings.value(0), readings.sequence(), (byte) readings.value(1));
            }
            hasReading = readings.next();
        }
        return ReadingSeries.of(List.of(ofBuilding.chunk()), grid);
    }

    /** The building that was scored; null before the first and after the last. */
    @Nullable
    BuildingId building() {
        return building;
    }

    /** Its accuracy, in the order of the history. */
    List<AccuracyRecord> records() {
        return new ArrayList<>(records);
    }

    @Override
    public void close() throws IOException {
        forecastSorter.close();
        readingSorter.close();
    }
}
