package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore.Run;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.data.table.QuantileColumn;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadEdfResultsHandlerTest extends HandlerTest {
    private static final Instant ISSUE = Instant.parse("2016-05-10T05:00:00Z");
    private static final ObjectUri INDEX = ObjectUri.parse("s3://processed-data/forecast-index/");
    private static final BuildingId ALPHA = new BuildingId("alpha");
    private static final Instant FAR = ISSUE.plus(Duration.ofDays(30));

    /** Rows of other grades than MODEL, and failed buildings, as the next manifest shall say. */
    private Map<ForecastQuality, Long> quality = Map.of();

    private List<String> failed = List.of();
    private @Nullable Freshness freshness;

    /** A run of more rows is loaded in parts. */
    private long partRows = 10_000;

    @Test
    @DisplayName("faults 29 and 31, invariants I2 and I4: a run is loaded whole, and loading it again changes nothing")
    void aRunIsLoadedWholeAndAgain() throws Exception {
        publish("run-1", ISSUE, List.of(72, 72));

        Map<String, Object> answer = load("run-1");

        assertThat(answer)
                .isEqualTo(Map.of("status", "complete", "rows_written", 144L, "rows_rejected", 0L, "rejected_url", ""));
        List<ForecastRecord> rows = platform.forecasts().issue(ALPHA, ISSUE);
        assertThat(rows).hasSize(72);
        assertThat(rows.get(3).yhat()).isEqualTo(13);
        assertThat(platform.forecasts().runs()).containsExactly(new Run("run-1", ISSUE, GROUP + "/3"));

        assertThat(load("run-1")).isEqualTo(answer);
        assertThat(platform.forecasts().issue(ALPHA, ISSUE)).isEqualTo(rows);
        assertThat(platform.forecasts().runs()).hasSize(1);
    }

    @Test
    @DisplayName("fault 28, invariant I1: files without a manifest are not loaded")
    void filesWithoutAManifestAreNotLoaded() throws Exception {
        publish("run-1", ISSUE, List.of(72));
        platform.objects().delete(prefix("run-1").resolve(RunManifest.FILE_NAME));

        assertThatThrownBy(() -> load("run-1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run_manifest.json")
                .hasMessageContaining("did not finish");
        assertThat(platform.forecasts().buildings()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("faults 25 and 28: a file that is not what the manifest says stops the load before anything is seen")
    @ValueSource(strings = {"missing", "changed", "rows"})
    void aFileThatIsNotWhatTheManifestSaysStopsTheLoad(String fault) throws Exception {
        publish("run-1", ISSUE, List.of(72, 72));
        ObjectUri second = prefix("run-1").resolve("part-1.parquet");
        switch (fault) {
            case "missing" -> platform.objects().delete(second);
            case "changed" -> platform.objects().put(second, "PAR1 something else".getBytes(UTF_8));
            default -> {
                ObjectUri manifest = prefix("run-1").resolve(RunManifest.FILE_NAME);
                String json = new String(platform.objects().read(manifest), UTF_8)
                        .replace("\"rows\" : 72", "\"rows\" : 71")
                        .replace("144", "142");
                platform.objects().put(manifest, json.getBytes(UTF_8));
            }
        }
        assertThatThrownBy(() -> load("run-1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("manifest");
        assertThat(platform.forecasts().buildings()).isEmpty();
        assertThat(platform.forecasts().runs()).isEmpty();
    }

    @Test
    @DisplayName("fault 32, invariant I9: rows that cannot be stored are set aside with the reason, the others are in")
    void rowsThatCannotBeStoredAreSetAside() throws Exception {
        Path file = home.resolve("part-0.parquet");
        try (ParquetRowWriter writer = new ParquetRowWriter(file, ForecastColumn.SCHEMA)) {
            row(writer, "alpha", ISSUE, ISSUE, 10, "MODEL");
            row(writer, "not an id", ISSUE, ISSUE, 10, "MODEL");
            row(writer, "alpha", ISSUE.plusSeconds(3600), ISSUE.minusSeconds(3600), 10, "MODEL");
            row(writer, "alpha", ISSUE.plusSeconds(7200), ISSUE, 10, "SPLENDID");
            row(writer, "alpha", ISSUE.plusSeconds(9800), ISSUE, Double.POSITIVE_INFINITY, "MODEL");
            writer.finish();
        }
        publish("run-1", ISSUE, List.of(file), List.of(5L));

        Map<String, Object> answer = load("run-1");

        assertThat(answer)
                .containsEntry("status", "partial")
                .containsEntry("rows_written", 1L)
                .containsEntry("rows_rejected", 4L)
                .containsEntry(
                        "rejected_url",
                        prefix("run-1").resolve("rejected_rows.jsonl").toString());
        assertThat(platform.forecasts().issue(ALPHA, ISSUE)).hasSize(1);
        String lines = new String(platform.objects().read(prefix("run-1").resolve("rejected_rows.jsonl")), UTF_8);
        assertThat(lines.lines()).hasSize(4);
        assertThat(lines)
                .contains("\"building_id\":\"not an id\"", "SPLENDID", "is not finite", "is not that of its run");
        assertThat(load("run-1")).isEqualTo(answer);
    }

    @Test
    @DisplayName("quantile columns are loaded in the order of their levels; a row whose quantiles cross is set aside")
    void quantilesOfTheFileAreLoaded() throws Exception {
        List<ParquetColumn> columns = new ArrayList<>(ForecastColumn.SCHEMA);
        columns.add(QuantileColumn.of(0.5));
        columns.add(QuantileColumn.of(0.025));
        columns.add(ParquetColumn.optional("yhat_quiet", ParquetKind.DOUBLE));
        Path file = home.resolve("part-0.parquet");
        try (ParquetRowWriter writer = new ParquetRowWriter(file, columns)) {
            row(writer, 10, 10.25, 9.5);
            row(writer, 11, 10.25, 10.75);
            writer.finish();
        }
        publish("run-1", ISSUE, List.of(file), List.of(2L));

        assertThat(load("run-1")).containsEntry("rows_written", 1L).containsEntry("rows_rejected", 1L);
        assertThat(platform.forecasts().issue(ALPHA, ISSUE))
                .singleElement()
                .extracting(ForecastRecord::quantiles)
                .isEqualTo(List.of(new ForecastQuantile(0.025, 9.5), new ForecastQuantile(0.5, 10.25)));
        assertThat(new String(platform.objects().read(prefix("run-1").resolve("rejected_rows.jsonl")), UTF_8))
                .contains("quantiles that do not ascend inside its interval")
                .contains("{\"level\":0.025,\"kwh\":10.75}");
    }

    private static void row(ParquetRowWriter writer, int hour, double median, double lowest) throws IOException {
        writer.setDouble(ForecastColumn.SCHEMA.size(), median);
        writer.setDouble(ForecastColumn.SCHEMA.size() + 1, lowest);
        row(writer, "alpha", ISSUE.plusSeconds(3600L * (hour - 10)), ISSUE, 10, "MODEL");
    }

    @Test
    @DisplayName("fault 40: a late run does not replace the newer one")
    void aLateRunDoesNotReplaceTheNewerOne() throws Exception {
        Instant nextDay = ISSUE.plus(Duration.ofDays(1));
        publish("run-2", nextDay, List.of(72));
        publish("run-1", ISSUE, List.of(72));
        load("run-2");

        assertThat(load("run-1")).containsEntry("status", "complete");
        assertThat(platform.forecasts().newest(ALPHA, nextDay, FAR))
                .extracting(ForecastRecord::issuedAt)
                .containsOnly(nextDay);
    }

    @Test
    void aRunWithoutForecastsDoesNotMakeOthersExpired() throws Exception {
        publish("run-1", ISSUE, List.of(72));
        publish("run-far", ISSUE.plus(Duration.ofDays(2000)), List.of(0));

        assertThat(load("run-far")).containsEntry("status", "complete").containsEntry("rows_written", 0L);
        assertThat(load("run-1")).containsEntry("status", "complete").containsEntry("rows_written", 72L);
        assertThat(platform.forecasts().runs()).hasSize(1);
    }

    @Test
    @DisplayName("fault 41: a run replayed more than a week later is ignored")
    void aRunReplayedMuchLaterIsIgnored() throws Exception {
        Instant later = ISSUE.plus(Duration.ofDays(8));
        publish("run-1", ISSUE, List.of(72));
        publish("run-9", later, List.of(72));
        load("run-9");

        assertThat(load("run-1"))
                .isEqualTo(Map.of("status", "expired", "rows_written", 0L, "rows_rejected", 0L, "rejected_url", ""));
        assertThat(platform.forecasts().issue(ALPHA, ISSUE)).isEmpty();
        assertThat(platform.forecasts().runs()).hasSize(1);
    }

    @Test
    void aCsvBesideTheRowsChangesNothing() throws Exception {
        publish("run-1", ISSUE, List.of(72));
        platform.objects().put(prefix("run-1").resolve("forecasts.csv"), "timestamp,building_id\n".getBytes(UTF_8));

        assertThat(load("run-1")).containsEntry("status", "complete").containsEntry("rows_written", 72L);
    }

    @Test
    @DisplayName("faults 18, 36, 37: the share of each grade and of failed buildings is a metric that alarms can watch")
    void gradesAndFailuresAreMetrics() throws Exception {
        quality = Map.of(ForecastQuality.WEATHER_MISSING, 36L, ForecastQuality.MODEL_STALE, 18L);
        failed = List.of("beta");
        publish("run-1", ISSUE, List.of(72, 72));
        load("run-1");

        assertThat(metric("ForecastShare", "WEATHER_MISSING")).isEqualTo(25);
        assertThat(metric("ForecastShare", "MODEL_STALE")).isEqualTo(12.5);
        assertThat(metric("ForecastShare", "FALLBACK")).isEqualTo(0);
        assertThat(metric("FailedBuildingShare", "")).isEqualTo(50);
    }

    @Test
    @DisplayName("faults 5, 17, 18: how old readings were and how much weather was known is a metric")
    void freshnessIsAMetric() throws Exception {
        freshness = new Freshness(26.5, 0.75);
        publish("run-1", ISSUE, List.of(72, 72));
        load("run-1");

        assertThat(metric("ReadingAge", "")).isEqualTo(26.5);
        assertThat(metric("WeatherShare", "")).isEqualTo(75);
    }

    @Test
    @DisplayName("fault 38: while the store is down forecasts stay where they are, and a later load brings them in")
    void aStoreThatIsDownLosesNothing() throws Exception {
        publish("run-1", ISSUE, List.of(72, 72));
        List<ObjectStore.Entry> before = platform.objects().list(prefix("run-1"));
        Path inTheWay = Files.createDirectory(home.resolve("forecasts.mv.db"));

        assertThatThrownBy(() -> load("run-1")).isInstanceOf(DependencyUnavailableException.class);
        assertThat(platform.objects().list(prefix("run-1"))).isEqualTo(before);

        Files.delete(inTheWay);
        assertThat(load("run-1")).containsEntry("status", "complete").containsEntry("rows_written", 144L);
        assertThat(platform.forecasts().issue(ALPHA, ISSUE)).hasSize(72);
    }

    @Test
    void theManifestOfAnotherRunIsRefused() throws Exception {
        publish("run-1", ISSUE, List.of(72));
        assertThatThrownBy(() -> call(
                        new LoadEdfResultsHandler(platform),
                        Map.of("forecast_url", prefix("run-1").toString(), "run_id", "run-2")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run-1")
                .hasMessageContaining("run-2");
    }

    @Test
    @DisplayName(
            "a run of more rows than one call loads is loaded in parts, and visible as a whole once it is published")
    void aLargeRunIsLoadedInParts() throws Exception {
        partRows = 150;
        publish("run-1", ISSUE, List.of(72, 72, 72, 72));

        Map<String, Object> split = load("run-1");

        assertThat(split).containsEntry("status", "split").containsEntry("parts", List.of("1/2", "2/2"));
        Map<String, Object> second = loadPart("run-1", split, "2/2");
        assertThat(second)
                .isEqualTo(Map.of("load", split.get("load"), "part", "2/2", "rows_written", 144L, "rows_rejected", 0L));
        Map<String, Object> first = loadPart("run-1", split, "1/2");
        assertThat(platform.forecasts().buildings()).isEmpty();
        assertThat(platform.forecasts().runs()).isEmpty();

        Map<String, Object> answer = publishParts("run-1", List.of(first, second));

        assertThat(answer)
                .isEqualTo(Map.of("status", "complete", "rows_written", 288L, "rows_rejected", 0L, "rejected_url", ""));
        assertThat(platform.forecasts().buildings()).hasSize(4);
        assertThat(platform.forecasts().issue(building(3), ISSUE)).hasSize(72);
        assertThat(metric("ForecastRowsWritten", "")).isEqualTo(288);
    }

    @Test
    @DisplayName("faults 29 and 31, invariant I4: every call of a load in parts may be repeated, in any order")
    void callsOfALoadInPartsMayBeRepeated() throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72));
        load("run-1");
        Map<String, Object> split = load("run-1");
        Map<String, Object> first = loadPart("run-1", split, "1/2");
        List<Map<String, Object>> parts = List.of(loadPart("run-1", split, "2/2"), loadPart("run-1", split, "1/2"));
        assertThat(parts.get(1)).isEqualTo(first);
        Map<String, Object> answer = publishParts("run-1", parts);
        List<ForecastRecord> rows = platform.forecasts().issue(ALPHA, ISSUE);

        assertThat(publishParts("run-1", parts)).isEqualTo(answer);
        assertThat(loadPart("run-1", split, "1/2")).isEqualTo(first);
        Map<String, Object> again = load("run-1");
        assertThat(platform.forecasts().issue(ALPHA, ISSUE)).isEqualTo(rows);
        assertThat(publishParts("run-1", List.of(loadPart("run-1", again, "1/2"), loadPart("run-1", again, "2/2"))))
                .isEqualTo(answer);

        assertThat(platform.forecasts().issue(ALPHA, ISSUE)).isEqualTo(rows).hasSize(72);
        assertThat(platform.forecasts().runs()).hasSize(1);
    }

    @Test
    @DisplayName("fault 28, invariant I1: a run is not published while a part is missing")
    void aRunIsNotPublishedWhileAPartIsMissing() throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72, 72));
        Map<String, Object> split = load("run-1");
        Map<String, Object> first = loadPart("run-1", split, "1/3");

        assertThatThrownBy(() -> publishParts("run-1", List.of(first)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("missing [2, 3]");
        assertThat(platform.forecasts().buildings()).isEmpty();
    }

    @Test
    @DisplayName(
            "fault 32, invariant I9: rows that a part cannot store are set aside in a file of the part, and counted")
    void rowsOfPartsAreSetAside() throws Exception {
        partRows = 2;
        List<Path> files = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            Path file = home.resolve("part-" + part + ".parquet");
            try (ParquetRowWriter writer = new ParquetRowWriter(file, ForecastColumn.SCHEMA)) {
                row(writer, building(part).value(), ISSUE, ISSUE, 10, "MODEL");
                row(
                        writer,
                        building(part).value(),
                        ISSUE.plusSeconds(3600),
                        ISSUE,
                        10,
                        part == 1 ? "MODEL" : "SPLENDID");
                writer.finish();
            }
            files.add(file);
        }
        publish("run-1", ISSUE, files, List.of(2L, 2L, 2L));
        Map<String, Object> split = load("run-1");
        List<Map<String, Object>> parts = new ArrayList<>();
        for (String part : List.of("1/3", "2/3", "3/3")) {
            parts.add(loadPart("run-1", split, part));
        }

        Map<String, Object> answer = publishParts("run-1", parts);

        ObjectUri folder = prefix("run-1").resolve("rejected_rows/");
        assertThat(answer)
                .isEqualTo(Map.of(
                        "status",
                        "partial",
                        "rows_written",
                        4L,
                        "rows_rejected",
                        2L,
                        "rejected_url",
                        folder.toString()));
        assertThat(platform.objects().list(folder))
                .extracting(entry -> entry.uri().key().replaceFirst(".*/", ""))
                .containsExactly("part-00001.jsonl", "part-00003.jsonl");
        assertThat(new String(platform.objects().read(folder.resolve("part-00003.jsonl")), UTF_8))
                .contains("gamma", "SPLENDID")
                .hasLineCount(1);
        assertThat(platform.forecasts().buildings()).hasSize(3);
    }

    @Test
    @DisplayName("fault 41: a run in parts that is published more than a week late is ignored")
    void aRunThatIsPublishedMuchLaterIsIgnored() throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72));
        Map<String, Object> split = load("run-1");
        List<Map<String, Object>> parts = List.of(loadPart("run-1", split, "1/2"), loadPart("run-1", split, "2/2"));
        publish("run-9", ISSUE.plus(Duration.ofDays(8)), List.of(72));
        load("run-9");

        assertThat(publishParts("run-1", parts))
                .containsEntry("status", "expired")
                .containsEntry("rows_written", 0L);
        assertThat(platform.forecasts().issue(ALPHA, ISSUE)).isEmpty();
    }

    @Test
    @DisplayName("fault 25: a file that changed after the load began stops its part")
    void aPartWhoseFileChangedIsRefused() throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72));
        Map<String, Object> split = load("run-1");
        platform.objects().put(prefix("run-1").resolve("part-1.parquet"), "PAR1 something else".getBytes(UTF_8));
        loadPart("run-1", split, "1/2");
        assertThatThrownBy(() -> loadPart("run-1", split, "2/2"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("part-1.parquet has the checksum");

        publish("run-1", ISSUE, List.of(72, 72, 72));
        assertThatThrownBy(() -> loadPart("run-1", split, "1/2"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has 3 parts, not 2")
                .hasMessageContaining("load the run again");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"load\": \"1\" | give load and part to load a part",
                "\"load\": \"1\", \"part\": \"3/2\" | part 3/2 is none: parts are 1/2 to 2/2",
                "\"load\": \"1\", \"part\": \"one\" | not a part's number such as 3/12",
                "\"load\": \"first\", \"part\": \"1/2\" | load \"first\" is not the number of a load",
                "\"load\": \"99\", \"part\": \"1/2\" | Load 99 of run run-1 in 2 parts is not known",
                "\"load\": \"1\", \"part\": \"1/2\", \"loaded_parts\": [] | give load and part to load a part",
                "\"loaded_parts\": \"all\" | loaded_parts is all, not a list",
                "\"loaded_parts\": [] | no part of it was loaded",
                "\"loaded_parts\": [7] | loaded_parts[0] is not a valid",
                "\"loaded_parts\": [{\"load\": \"1\", \"part\": \"1/2\", \"rows\": 2}] | loaded_parts[0] is not a valid",
                "\"loaded_parts\": [{\"load\": \"1\", \"part\": \"1/2\"}] | rows_written and rows_rejected are needed",
                "\"parts\": \"1/2\" | unknown field \"parts\"",
            })
    void aCallThatMakesNoSenseIsRefused(String fields, String problem) throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72));
        load("run-1");
        Map<String, Object> payload = new TreeMap<>(
                new ObjectMapper().readValue("{" + fields + "}", new TypeReference<Map<String, Object>>() {}));
        payload.put("forecast_url", prefix("run-1").toString());
        payload.put("run_id", "run-1");

        assertThatThrownBy(() -> call(handler(), payload))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void filesOfARunAreListedByTheDayOfItsIssueOnceItsRowsAreThere() throws Exception {
        publish("run-1", ISSUE, List.of(72, 72));
        assertThat(listed()).isEmpty();

        loadAndList("run-1");
        assertThat(listed()).isEqualTo(Map.of("issue_date=2016-05-10/consumption-20160510T050000Z.txt", """
                        s3://processed-data/forecast-output/EDFInferenceWorkflow/run-1/part-0.parquet
                        s3://processed-data/forecast-output/EDFInferenceWorkflow/run-1/part-1.parquet
                        """));

        publish("run-2", ISSUE, List.of(72));
        loadAndList("run-2");
        assertThat(listed())
                .as("the rows of the same issue were replaced")
                .isEqualTo(Map.of(
                        "issue_date=2016-05-10/consumption-20160510T050000Z.txt",
                        "s3://processed-data/forecast-output/EDFInferenceWorkflow/run-2/part-0.parquet\n"));
    }

    @Test
    void filesOfARunInPartsAreListedWhenItIsPublished() throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72));
        Map<String, Object> split = loadAndList("run-1");
        List<Map<String, Object>> parts = List.of(loadPart("run-1", split, "1/2"), loadPart("run-1", split, "2/2"));
        assertThat(listed()).isEmpty();

        call(
                handler(),
                Map.of(
                        "forecast_url",
                        prefix("run-1").toString(),
                        "run_id",
                        "run-1",
                        "loaded_parts",
                        parts,
                        "index_url",
                        INDEX.toString()));
        assertThat(listed().values()).singleElement().asString().hasLineCount(2);
    }

    @Test
    void filesOfAnExpiredRunAreNotListed() throws Exception {
        publish("run-9", ISSUE.plus(Duration.ofDays(8)), List.of(72));
        load("run-9");
        publish("run-1", ISSUE, List.of(72));

        assertThat(loadAndList("run-1")).containsEntry("status", "expired");
        assertThat(listed()).isEmpty();
    }

    private Map<String, Object> loadAndList(String runId) {
        return call(
                handler(),
                Map.of("forecast_url", prefix(runId).toString(), "run_id", runId, "index_url", INDEX.toString()));
    }

    private Map<String, String> listed() {
        Map<String, String> lists = new TreeMap<>();
        platform.objects()
                .list(INDEX)
                .forEach(entry -> lists.put(
                        entry.uri().key().substring(INDEX.key().length()),
                        new String(platform.objects().read(entry.uri()), UTF_8)));
        return lists;
    }

    private double metric(String name, String grade) throws IOException {
        List<String> lines = Files.readAllLines(home.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("\"Name\":\"" + name + "\""))
                .filter(line -> grade.isEmpty() || line.contains("\"quality\":\"" + grade + "\""))
                .toList();
        assertThat(lines).as(name + " " + grade).hasSize(1);
        return new ObjectMapper().readTree(lines.get(0)).get(name).asDouble();
    }

    private LoadEdfResultsHandler handler() {
        return new LoadEdfResultsHandler(new LoadForecasts(platform, partRows));
    }

    private Map<String, Object> load(String runId) {
        return call(handler(), Map.of("forecast_url", prefix(runId).toString(), "run_id", runId));
    }

    private Map<String, Object> loadPart(String runId, Map<String, Object> split, String part) {
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

    private Map<String, Object> publishParts(String runId, List<Map<String, Object>> parts) {
        return call(
                handler(), Map.of("forecast_url", prefix(runId).toString(), "run_id", runId, "loaded_parts", parts));
    }

    private static ObjectUri prefix(String runId) {
        return ObjectUri.parse("s3://processed-data/forecast-output/EDFInferenceWorkflow/" + runId + "/");
    }

    private static BuildingId building(int file) {
        return new BuildingId(List.of("alpha", "beta", "gamma", "delta").get(file));
    }

    /** One building in each file. */
    private void publish(String runId, Instant issue, List<Integer> rowsOfFiles) throws IOException {
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

    private void publish(String runId, Instant issue, List<Path> files, List<Long> rowsOfFiles) throws IOException {
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
                null);
        platform.objects()
                .put(
                        prefix(runId).resolve(RunManifest.FILE_NAME),
                        manifest.toJson().getBytes(UTF_8));
    }

    private static void row(
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
