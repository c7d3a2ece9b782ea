package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.accuracy.AccuracyScores;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySummary.DayScores;
import com.hometech.edf.data.accuracy.AccuracySummary.HistoryFile;
import com.hometech.edf.data.accuracy.AccuracySummary.LeadScores;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.data.accuracy.AccuracySummary.Unscored;
import com.hometech.edf.data.accuracy.HourCounts;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.lambdas.ReportEdfAccuracyHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReportEdfAccuracyHandlerTest extends HandlerTest {
    private static final ObjectUri ACCURACY = ObjectUri.parse("s3://processed-data/accuracy/");
    private static final ObjectUri OUTPUT = ObjectUri.parse("s3://processed-data/accuracy-output/one/");
    private static final String FILE = "month=2016-05/accuracy-03.parquet";
    private static final byte[] ROWS = "rows".getBytes(UTF_8);
    private static final LocalDate DAY = LocalDate.of(2016, 5, 9);

    @Test
    void findingsBecomeHistoryAndMetrics() throws IOException {
        leave(OUTPUT, NOW, false);

        Map<String, Object> answer = report(OUTPUT);

        assertThat(answer).isEqualTo(Map.of("status", "published", "files", 1, "alarms", List.of()));
        assertThat(platform.objects().read(ACCURACY.resolve("history/" + FILE))).isEqualTo(ROWS);
        assertThat(text("accuracy_state.json")).isEqualTo("state of " + NOW);
        assertThat(text("accuracy_report.html")).isEqualTo("page of " + NOW);
        assertThat(text("interval-corrections/interval_corrections.json")).isEqualTo("corrections of " + NOW);
        assertThat(metrics())
                .contains("\"leads\":\"all\",\"quantity\":\"solar\",\"ForecastWape\":12.5}")
                .contains("\"quantity\":\"solar\",\"ScoredShare\":75.0}")
                .contains("\"AccuracyDegraded\":0.0}", "\"AccuracyNotScored\":0.0}")
                .doesNotContain("ForecastBias");
        assertThat(report(OUTPUT)).as("the same again").isEqualTo(answer);
    }

    @Test
    void findingsWithoutCorrectionsLeaveThoseThatAreThere() {
        leave(OUTPUT, NOW, false);
        report(OUTPUT);
        ObjectUri next = ObjectUri.parse("s3://processed-data/accuracy-output/next/");
        leave(next, NOW.plusSeconds(60), false);
        platform.objects().delete(next.resolve("interval-corrections/interval_corrections.json"));

        report(next);

        assertThat(text("accuracy_state.json")).isEqualTo("state of " + NOW.plusSeconds(60));
        assertThat(text("interval-corrections/interval_corrections.json")).isEqualTo("corrections of " + NOW);
    }

    @Test
    void whatIsWrongIsToldAndRaisesItsMetric() throws IOException {
        leave(OUTPUT, NOW, true);

        assertThat(report(OUTPUT)).containsEntry("alarms", List.of("Forecasts are bad."));
        assertThat(metrics()).contains("\"AccuracyDegraded\":1.0}", "\"AccuracyNotScored\":0.0}");
    }

    @Test
    @DisplayName("faults 40 and 41: findings that are older than those published change nothing")
    void olderFindingsAreLeftAlone() {
        ObjectUri older = ObjectUri.parse("s3://processed-data/accuracy-output/older/");
        leave(OUTPUT, NOW, false);
        leave(older, NOW.minusSeconds(60), false);
        report(OUTPUT);
        platform.objects().put(ACCURACY.resolve("history/" + FILE), "newer".getBytes(UTF_8));

        assertThat(report(older)).containsEntry("status", "superseded");
        assertThat(text("accuracy_state.json")).isEqualTo("state of " + NOW);
        assertThat(new String(platform.objects().read(ACCURACY.resolve("history/" + FILE)), UTF_8))
                .isEqualTo("newer");
    }

    @Test
    @DisplayName("fault 28: what a job left that was killed is not taken over")
    void unfinishedFindingsAreRefused() {
        leave(OUTPUT, NOW, false);
        platform.objects().put(OUTPUT.resolve("history/" + FILE), "half".getBytes(UTF_8));
        assertThatThrownBy(() -> report(OUTPUT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not the file that the summary names");

        platform.objects().delete(OUTPUT.resolve(AccuracySummary.FILE_NAME));
        assertThatThrownBy(() -> report(OUTPUT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did not finish");
        assertThat(platform.objects().list(ACCURACY)).isEmpty();
    }

    private Map<String, Object> report(ObjectUri output) {
        return call(
                new ReportEdfAccuracyHandler(platform),
                Map.of("output_url", output.toString(), "accuracy_url", ACCURACY.toString()));
    }

    private String text(String name) {
        return new String(platform.objects().read(ACCURACY.resolve(name)), UTF_8);
    }

    private String metrics() throws IOException {
        return Files.readString(home.resolve("metrics.jsonl"));
    }

    private void leave(ObjectUri output, Instant asOf, boolean alarm) {
        LeadScores all = new LeadScores(
                AccuracySummary.ALL_LEADS,
                new HourCounts(72, 72, 0, 0, 0),
                Map.of("model", Map.of(AccuracyScores.WAPE, 12.5)),
                Map.of());
        QuantityAccuracy solar = new QuantityAccuracy(
                Quantity.SOLAR,
                4,
                List.of(all),
                List.of(new DayScores(DAY, 4, 3, true, List.of(all))),
                "last_week",
                new Unscored(4, 1, new HourCounts(24, 0, 24, 0, 0), List.of()),
                List.of(),
                List.of(new Check("wape", alarm, alarm ? DAY : null, "Forecasts are bad.", List.of("b"))),
                null);
        AccuracySummary summary = new AccuracySummary(
                asOf,
                DAY,
                DAY,
                List.of(solar),
                List.of(),
                List.of(),
                List.of(new HistoryFile(FILE, Checksums.sha256(ROWS))));
        platform.objects().put(output.resolve("history/" + FILE), ROWS);
        platform.objects().put(output.resolve("accuracy_state.json"), ("state of " + asOf).getBytes(UTF_8));
        platform.objects().put(output.resolve("accuracy_report.html"), ("page of " + asOf).getBytes(UTF_8));
        platform.objects()
                .put(
                        output.resolve("interval-corrections/interval_corrections.json"),
                        ("corrections of " + asOf).getBytes(UTF_8));
        platform.objects()
                .put(output.resolve(AccuracySummary.FILE_NAME), summary.toJson().getBytes(UTF_8));
    }
}
