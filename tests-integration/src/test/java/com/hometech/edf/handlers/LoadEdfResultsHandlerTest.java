package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
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
import com.hometech.edf.inference.manifest.RunManifest;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that one call loads. */
class LoadEdfResultsHandlerTest extends LoadResultsTest {
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
    void filesOfAnExpiredRunAreNotListed() throws Exception {
        publish("run-9", ISSUE.plus(Duration.ofDays(8)), List.of(72));
        load("run-9");
        publish("run-1", ISSUE, List.of(72));

        assertThat(loadAndList("run-1")).containsEntry("status", "expired");
        assertThat(listed()).isEmpty();
    }
}
