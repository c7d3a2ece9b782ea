package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.Metrics.Unit;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.data.watch.WatchSummary.Finding;
import com.hometech.edf.data.watch.WatchSummary.Value;
import com.hometech.edf.data.watch.WatchSummary.WrittenFile;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.lambdas.ReportEdfMonitoringHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReportEdfMonitoringHandlerTest extends HandlerTest {
    private static final ObjectUri MONITORING = ObjectUri.parse("s3://processed-data/monitoring/");
    private static final ObjectUri OUTPUT = ObjectUri.parse("s3://processed-data/monitoring-output/one/");
    private static final String FILE = "drift/report.html";
    private static final byte[] PAGE = "page".getBytes(UTF_8);

    @Test
    void findingsArePublishedAndTold() throws IOException {
        leave(OUTPUT, NOW, 1);
        platform.objects().put(MONITORING.resolve("anomalies/table.parquet"), PAGE);

        Map<String, Object> answer = report(OUTPUT);

        assertThat(answer)
                .isEqualTo(Map.of(
                        "status",
                        "published",
                        "files",
                        1,
                        "alarms",
                        List.of("b0 uses twice as much as before. Ask its manager.")));
        assertThat(platform.objects().read(MONITORING.resolve(FILE))).isEqualTo(PAGE);
        assertThat(platform.objects().find(MONITORING.resolve("anomalies/table.parquet")))
                .as("what a check did not write again stays")
                .isPresent();
        assertThat(Files.readString(home.resolve("metrics.jsonl"))).contains("\"watch\":\"drift\",\"Drifted\":2.0}");
        assertThat(report(OUTPUT)).as("the same again").isEqualTo(answer);
    }

    @Test
    void theAnswerFitsIntoAStateHoweverManyAlarmsThereAre() {
        leave(OUTPUT, NOW, 10_000);

        List<?> alarms = (List<?>) report(OUTPUT).get("alarms");

        assertThat(alarms).hasSize(51).last().isEqualTo("9950 more are in watch_summary.json.");
    }

    @Test
    @DisplayName("faults 40 and 41: findings that are older than those published change nothing")
    void olderFindingsAreLeftAlone() {
        ObjectUri older = ObjectUri.parse("s3://processed-data/monitoring-output/older/");
        leave(OUTPUT, NOW, 0);
        leave(older, NOW.minusSeconds(60), 0);
        report(OUTPUT);
        byte[] published = platform.objects().read(MONITORING.resolve(WatchSummary.FILE_NAME));

        assertThat(report(older)).containsEntry("status", "superseded");
        assertThat(platform.objects().read(MONITORING.resolve(WatchSummary.FILE_NAME)))
                .isEqualTo(published);
    }

    @Test
    @DisplayName("fault 28: what a job left that was killed is not taken over")
    void unfinishedFindingsAreRefused() {
        leave(OUTPUT, NOW, 0);
        platform.objects().put(OUTPUT.resolve(FILE), "half".getBytes(UTF_8));
        assertThatThrownBy(() -> report(OUTPUT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not the file that the summary names; run the daily checks again");

        platform.objects().delete(OUTPUT.resolve(WatchSummary.FILE_NAME));
        assertThatThrownBy(() -> report(OUTPUT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the job of the daily checks did not finish");
        assertThat(platform.objects().list(MONITORING)).isEmpty();
    }

    private Map<String, Object> report(ObjectUri output) {
        return call(
                new ReportEdfMonitoringHandler(platform),
                Map.of("output_url", output.toString(), "monitoring_url", MONITORING.toString()));
    }

    private void leave(ObjectUri output, Instant asOf, int alarms) {
        LocalDate day = LocalDate.of(2016, 5, 9);
        WatchSummary summary = new WatchSummary(
                asOf,
                10_000,
                Map.of(),
                "",
                List.of(new Finding("drift", List.of("looked"), null)),
                IntStream.range(0, alarms)
                        .mapToObj(number -> new Alarm(
                                "drift",
                                "level",
                                Scope.BUILDING,
                                "b" + number,
                                null,
                                day,
                                day,
                                Remedy.LOOK,
                                "b" + number + " uses twice as much as before.",
                                "Ask its manager."))
                        .toList(),
                List.of(new Value("Drifted", 2, Unit.COUNT, Map.of("watch", "drift"))),
                List.of(new WrittenFile(FILE, Checksums.sha256(PAGE))));
        platform.objects().put(output.resolve(FILE), PAGE);
        platform.objects()
                .put(output.resolve(WatchSummary.FILE_NAME), summary.toJson().getBytes(UTF_8));
    }
}
