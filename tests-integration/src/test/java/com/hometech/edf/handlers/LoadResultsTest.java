package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.load.LoadForecasts;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import com.hometech.edf.inference.manifest.RunManifest.Freshness;
import com.hometech.edf.lambdas.LoadEdfResultsHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs as jobs leave them, and the calls that load them. */
abstract class LoadResultsTest extends HandlerTest {
    static final Instant ISSUE = Instant.parse("2016-05-10T05:00:00Z");
    static final ObjectUri INDEX = ObjectUri.parse("s3://processed-data/forecast-index/");
    static final BuildingId ALPHA = new BuildingId("alpha");
    static final Instant FAR = ISSUE.plus(Duration.ofDays(30));

    /** Rows of other grades than MODEL, and failed buildings, as the next manifest shall say. */
    Map<ForecastQuality, Long> quality = Map.of();

    List<String> failed = List.of();

    @Nullable
    Freshness freshness;

    /** A run of more rows is loaded in parts. */
    long partRows = 10_000;

    Map<String, Object> loadAndList(String runId) {
        return call(
                handler(),
                Map.of("forecast_url", prefix(runId).toString(), "run_id", runId, "index_url", INDEX.toString()));
    }

    Map<String, String> listed() {
        Map<String, String> lists = new TreeMap<>();
        platform.objects()
                .list(INDEX)
                .forEach(entry -> lists.put(
                        entry.uri().key().substring(INDEX.key().length()),
                        new String(platform.objects().read(entry.uri()), UTF_8)));
        return lists;
    }

    double metric(String name, String grade) throws IOException {
        List<String> lines = Files.readAllLines(home.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("\"Name\":\"" + name + "\""))
                .filter(line -> grade.isEmpty() || line.contains("\"quality\":\"" + grade + "\""))
                .toList();
        assertThat(lines).as(name + " " + grade).hasSize(1);
        return new ObjectMapper().readTree(lines.get(0)).get(name).asDouble();
    }

    LoadEdfResultsHandler handler() {
        return new LoadEdfResultsHandler(new LoadForecasts(platform, partRows));
    }

    Map<String, Object> load(String runId) {
        return call(handler(), Map.of("forecast_url", prefix(runId).toString(), "run_id", runId));
    }

    Map<String, Object> loadPart(String runId, Map<String, Object> split, String part) {
        return call(
                handler(),
                Map.of(
                        "forecast_url",
                        prefix(runId).toString(),
                        "run_id",
                        runId,
                        "load",
                        split.get("load"),
                        "part",
                        part));
    }

    Map<String, Object> publishParts(String runId, List<Map<String, Object>> parts) {
        return call(
                handler(), Map.of("forecast_url", prefix(runId).toString(), "run_id", runId, "loaded_parts", parts));
    }

    static ObjectUri prefix(String runId) {
        return ObjectUri.parse("s3://processed-data/forecast-output/EDFInferenceWorkflow/" + runId + "/");
    }

    static BuildingId building(int file) {
        return new BuildingId(List.of("alpha", "beta", "gamma", "delta").get(file));
    }

    /** One building in each file. */
    void publish(String runId, Instant issue, List<Integer> rowsOfFiles) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int index = 0; index < rowsOfFiles.size(); index++) {
            Path file = home.resolve("part-" + index + ".parquet");
            try (ParquetRowWriter writer = new ParquetRowWriter(file, ForecastColumn.SCHEMA)) {
                for (int hour = 0; hour < rowsOfFiles.get(index); hour++) {
                    row(
                            writer,
                            building(index).value(),
                            issue.plus(Duration.ofHours(hour)),
                            issue,
                            10.0 * (index + 1) + hour,
                            "MODEL");
                }
                writer.finish();
            }
            files.add(file);
        }
        publish(
                runId,
                issue,
                files,
                rowsOfFiles.stream().map(Integer::longValue).toList());
    }

    void publish(String runId, Instant issue, List<Path> files, List<Long> rowsOfFiles) throws IOException {
        List<ForecastFile> entries = new ArrayList<>();
        for (int index = 0; index < files.size(); index++) {
            String name = files.get(index).getFileName().toString();
            platform.objects().put(prefix(runId).resolve(name), files.get(index));
            entries.add(new ForecastFile(
                    name, rowsOfFiles.get(index), Checksums.sha256(Files.readAllBytes(files.get(index)))));
        }
        long rows = rowsOfFiles.stream().mapToLong(Long::longValue).sum();
        Map<ForecastQuality, Long> grades = new TreeMap<>(quality);
        grades.put(
                ForecastQuality.MODEL,
                rows - quality.values().stream().mapToLong(Long::longValue).sum());
        RunManifest manifest = new RunManifest(
                runId,
                issue,
                issue.minus(Duration.ofHours(1)),
                Quantity.CONSUMPTION,
                GROUP + "/3",
                "0123456789abcdef".repeat(4),
                List.of(),
                rows,
                files.size(),
                grades,
                entries,
                List.of(),
                List.of(),
                failed,
                freshness,
                null,
                null);
        platform.objects()
                .put(
                        prefix(runId).resolve(RunManifest.FILE_NAME),
                        manifest.toJson().getBytes(UTF_8));
    }

    static void row(
            ParquetRowWriter writer, String building, Instant target, Instant issue, double yhat, String quality)
            throws IOException {
        writer.setString(ForecastColumn.BUILDING_ID.ordinal(), building);
        writer.setEpochSecond(ForecastColumn.TIMESTAMP.ordinal(), target.getEpochSecond());
        writer.setEpochSecond(ForecastColumn.ISSUED_AT.ordinal(), issue.getEpochSecond());
        writer.setDouble(
                ForecastColumn.LEAD_HOURS.ordinal(),
                Duration.between(issue, target).toHours() + 1);
        writer.setDouble(ForecastColumn.YHAT.ordinal(), yhat);
        writer.setDouble(ForecastColumn.YHAT_LOWER.ordinal(), yhat - 1);
        writer.setDouble(ForecastColumn.YHAT_UPPER.ordinal(), yhat + 1);
        writer.setString(ForecastColumn.MODEL_VERSION.ordinal(), GROUP + "/3");
        writer.setString(ForecastColumn.QUALITY.ordinal(), quality);
        writer.endRow();
    }
}
