package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.data.accuracy.AccuracyFile;
import com.hometech.edf.data.accuracy.AccuracyReader;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.data.table.GenerationColumn;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.AppliedCorrection;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders with readings, issued forecasts and a history, and executions that go on from each other. */
public final class AccuracyBench {
    static final int HORIZON_HOURS = 72;
    private static final long HOUR = 3600;

    /** Where runs lie. */
    public final Path forecasts;
    /** Where lists of loaded runs lie. */
    public final Path index;

    final Path accuracy;
    private final Path root;
    private final Map<Quantity, Path> tables;
    private final EdfConfig config = EdfConfig.defaults();
    private int parts;
    private int executions;

    /** An empty bench. */
    public AccuracyBench(Path root) throws IOException {
        this.root = root;
        this.forecasts = Files.createDirectories(root.resolve("forecasts"));
        this.index = root.resolve("index");
        this.accuracy = Files.createDirectories(root.resolve("accuracy"));
        this.tables = Map.of(
                Quantity.CONSUMPTION, Files.createDirectories(root.resolve("consumption")),
                Quantity.SOLAR, Files.createDirectories(root.resolve("generation")));
    }

    /** What buildings use: 20 kWh and more by the hour and the day of the week, a kilowatt-hour more each week. */
    public static double use(Instant time) {
        long hour = Math.floorDiv(time.getEpochSecond(), HOUR);
        return 20
                + Math.floorMod(hour, 24)
                + Math.floorMod(Math.floorDiv(hour, 24), 7)
                + Math.floorDiv(hour, 168) % 100;
    }

    /** Readings of each hour in {@code [from, to)}; NaN leaves an hour out. */
    public void readings(String building, Instant from, Instant to, long version, ToDoubleFunction<Instant> kwh)
            throws IOException {
        readings(building, from, to, version, "ok", kwh);
    }

    void readings(String building, Instant from, Instant to, long version, String flag, ToDoubleFunction<Instant> kwh)
            throws IOException {
        Map<YearMonth, List<Instant>> months = new TreeMap<>();
        for (Instant time = from; time.isBefore(to); time = time.plusSeconds(HOUR)) {
            months.computeIfAbsent(YearMonth.from(time.atOffset(ZoneOffset.UTC)), month -> new ArrayList<>())
                    .add(time);
        }
        parts++;
        for (Map.Entry<YearMonth, List<Instant>> month : months.entrySet()) {
            Path file = tables.get(Quantity.CONSUMPTION)
                    .resolve("month=" + month.getKey())
                    .resolve("part-%06d.parquet".formatted(parts));
            try (ParquetRowWriter writer = new ParquetRowWriter(file, ConsumptionColumn.SCHEMA)) {
                for (Instant time : month.getValue()) {
                    if (!Double.isNaN(kwh.applyAsDouble(time))) {
                        add(writer, building, time, kwh.applyAsDouble(time), version, flag);
                    }
                }
                writer.finish();
            }
        }
    }

    /** The same readings of many buildings, in a file a month. */
    public void readingsOfAll(List<String> buildings, Instant from, Instant to, ToDoubleFunction<Instant> kwh)
            throws IOException {
        parts++;
        Map<YearMonth, ParquetRowWriter> months = new TreeMap<>();
        for (String building : buildings) {
            for (Instant time = from; time.isBefore(to); time = time.plusSeconds(HOUR)) {
                YearMonth month = YearMonth.from(time.atOffset(ZoneOffset.UTC));
                if (!months.containsKey(month)) {
                    Path file = tables.get(Quantity.CONSUMPTION)
                            .resolve("month=" + month)
                            .resolve("part-%06d.parquet".formatted(parts));
                    months.put(month, new ParquetRowWriter(file, ConsumptionColumn.SCHEMA));
                }
                add(months.get(month), building, time, kwh.applyAsDouble(time), 1, "ok");
            }
        }
        for (ParquetRowWriter writer : months.values()) {
            writer.finish();
        }
    }

    private static void add(
            ParquetRowWriter writer, String building, Instant time, double kwh, long version, String flag)
            throws IOException {
        writer.setString(ConsumptionColumn.BUILDING_ID.ordinal(), building);
        writer.setEpochSecond(ConsumptionColumn.TIMESTAMP_HOUR.ordinal(), time.getEpochSecond());
        writer.setDouble(ConsumptionColumn.CONSUMPTION_KWH.ordinal(), kwh);
        writer.setLong(ConsumptionColumn.VERSION.ordinal(), version);
        writer.setString(ConsumptionColumn.FLAG.ordinal(), flag);
        writer.endRow();
    }

    void generation(String building, Instant from, Instant to, ToDoubleFunction<Instant> kwh) throws IOException {
        parts++;
        Path file = tables.get(Quantity.SOLAR).resolve("part-%06d.parquet".formatted(parts));
        try (ParquetRowWriter writer = new ParquetRowWriter(file, GenerationColumn.SCHEMA)) {
            for (Instant time = from; time.isBefore(to); time = time.plusSeconds(HOUR)) {
                writer.setString(GenerationColumn.BUILDING_ID.ordinal(), building);
                writer.setEpochSecond(GenerationColumn.TIMESTAMP_HOUR.ordinal(), time.getEpochSecond());
                writer.setDouble(GenerationColumn.GENERATION_KWH.ordinal(), kwh.applyAsDouble(time));
                writer.setLong(GenerationColumn.VERSION.ordinal(), 1);
                writer.endRow();
            }
            writer.finish();
        }
    }

    /** A run of 72 hours with an interval from one below to three above the forecast less two. */
    public void run(String id, Instant issuedAt, List<String> buildings, ToDoubleBiFunction<String, Instant> kwh)
            throws IOException {
        run(id, issuedAt, 1, Quantity.CONSUMPTION, buildings, kwh);
    }

    /** A run of a model by its number. */
    public void run(
            String id,
            Instant issuedAt,
            int model,
            Quantity quantity,
            List<String> buildings,
            ToDoubleBiFunction<String, Instant> kwh)
            throws IOException {
        run(id, issuedAt, model, quantity, buildings, kwh, null);
    }

    /** A run whose intervals, it says, were corrected. */
    void correctedRun(
            String id,
            Instant issuedAt,
            List<String> buildings,
            IntervalCorrections corrections,
            ToDoubleBiFunction<String, Instant> kwh)
            throws IOException {
        Path folder = forecasts.resolve("EDFInferenceWorkflow").resolve(id);
        corrections.write(folder);
        byte[] file = Files.readAllBytes(folder.resolve(IntervalCorrections.FILE_NAME));
        run(
                id,
                issuedAt,
                1,
                Quantity.CONSUMPTION,
                buildings,
                kwh,
                new AppliedCorrection(corrections.through(), Checksums.sha256(file)));
    }

    private void run(
            String id,
            Instant issuedAt,
            int model,
            Quantity quantity,
            List<String> buildings,
            ToDoubleBiFunction<String, Instant> kwh,
            @Nullable AppliedCorrection corrected)
            throws IOException {
        Path folder = Files.createDirectories(
                forecasts.resolve("EDFInferenceWorkflow").resolve(id));
        Path file = folder.resolve("forecasts.parquet");
        try (ParquetRowWriter writer = new ParquetRowWriter(file, ForecastColumn.SCHEMA)) {
            for (String building : buildings.stream().sorted().toList()) {
                for (int hour = 0; hour < HORIZON_HOURS; hour++) {
                    Instant target = issuedAt.plusSeconds(hour * HOUR);
                    double forecast = kwh.applyAsDouble(building, target);
                    writer.setString(ForecastColumn.BUILDING_ID.ordinal(), building);
                    writer.setEpochSecond(ForecastColumn.TIMESTAMP.ordinal(), target.getEpochSecond());
                    writer.setEpochSecond(ForecastColumn.ISSUED_AT.ordinal(), issuedAt.getEpochSecond());
                    writer.setDouble(ForecastColumn.LEAD_HOURS.ordinal(), hour + 1);
                    writer.setDouble(ForecastColumn.YHAT.ordinal(), forecast);
                    writer.setDouble(ForecastColumn.YHAT_LOWER.ordinal(), forecast - 3);
                    writer.setDouble(ForecastColumn.YHAT_UPPER.ordinal(), forecast + 1);
                    writer.setString(ForecastColumn.MODEL_VERSION.ordinal(), "EDF/1");
                    writer.setString(ForecastColumn.QUALITY.ordinal(), ForecastQuality.MODEL.name());
                    writer.setString(ForecastColumn.QUANTITY.ordinal(), quantity.code());
                    writer.endRow();
                }
            }
            writer.finish();
        }
        long rows = (long) buildings.size() * HORIZON_HOURS;
        RunManifest manifest = new RunManifest(
                id,
                issuedAt,
                issuedAt.minus(Duration.ofHours(1)),
                quantity,
                "EDF/" + model,
                "ab".repeat(32),
                List.of(0.1, 0.9),
                rows,
                buildings.size(),
                Map.of(ForecastQuality.MODEL, rows),
                List.of(new ForecastFile("forecasts.parquet", rows, Checksums.sha256(Files.readAllBytes(file)))),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                corrected);
        Files.writeString(folder.resolve(RunManifest.FILE_NAME), manifest.toJson());
    }

    /** Executes, and publishes what changed. */
    public AccuracySummary track(Instant asOf) throws IOException {
        executions++;
        Path output = Files.createDirectories(root.resolve("output-" + executions));
        AccuracySummary summary = new TrackAccuracy(
                        config, new TrackAccuracy.Inputs(forecasts, index, tables, accuracy), asOf, Progress.SILENT)
                .run(output);
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = accuracy.resolve(output.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return summary;
    }

    /** What the history knows of a building's day and day ahead. */
    AccuracyRecord accuracy(String building, Quantity quantity, LocalDate day, int dayAhead) throws IOException {
        List<AccuracyRecord> found = new ArrayList<>();
        Path file = accuracy.resolve("history")
                .resolve(AccuracyFile.of(new BuildingId(building), day).name());
        AccuracyReader.read(file, found::add);
        return found.stream()
                .filter(record -> record.building().value().equals(building)
                        && record.quantity() == quantity
                        && record.day().equals(day)
                        && record.dayAhead() == dayAhead)
                .findFirst()
                .orElseThrow();
    }

    /** Everything in the history. */
    List<AccuracyRecord> all() throws IOException {
        List<AccuracyRecord> found = new ArrayList<>();
        for (Path file : ParquetFiles.below(accuracy.resolve("history"))) {
            AccuracyReader.read(file, found::add);
        }
        return found;
    }

    /** Checksums of the files of the history, by name. */
    Map<String, String> history() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path history = accuracy.resolve("history");
        for (Path file : ParquetFiles.below(history)) {
            files.put(history.relativize(file).toString(), Checksums.sha256(Files.readAllBytes(file)));
        }
        return files;
    }
}
