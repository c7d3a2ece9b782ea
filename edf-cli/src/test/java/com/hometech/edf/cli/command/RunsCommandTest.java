package com.hometech.edf.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.inference.runs.RunStatus;
import com.hometech.edf.inference.runs.TrainingRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
    private static final Instant MONDAY = Instant.parse("2026-11-02T05:00:00Z");

    @TempDir
    private Path home;

    private int exitCode;

    @BeforeEach
    void leaveRuns() throws IOException {
        leave("first", RunStatus.REGISTERED, List.of(), MONDAY, "XGBoost", Map.of("wape_percent", 8.5));
        leave(
                "second",
                RunStatus.REJECTED,
                List.of("too bad"),
                MONDAY.plusSeconds(60),
                "Prophet",
                Map.of("wape_percent", 7.5));
        leave("third", RunStatus.FAILED, List.of("no readings"), MONDAY.plusSeconds(90_000), "XGBoost", Map.of());
    }

    private void leave(
            String name,
            RunStatus status,
            List<String> reasons,
            Instant startedAt,
            String strategy,
            Map<String, Double> metrics)
            throws IOException {
        TrainingRun run = new TrainingRun(
                name,
                "EDFTrainingWorkflow",
                status,
                reasons,
                startedAt,
                startedAt.plusSeconds(30),
                Quantity.CONSUMPTION,
                strategy,
                null,
                Map.of("strategy", strategy),
                metrics,
                List.of(),
                Map.of("execution", name),
                List.of());
        JsonFiles.write(
                home.resolve(
                        "buckets/hometech-ml-processed-data/training-runs/EDFTrainingWorkflow/" + name + "/run.json"),
                run);
    }

    /** What the command printed, to either output. */
    private String edf(String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        System.setErr(System.out);
        try {
            exitCode = Edf.run(Stream.concat(Stream.of(words), Stream.of("--home", home.toString()))
                    .toArray(String[]::new));
            return printed.toString(UTF_8);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void runsAreListedTheNewestFirstWithTheirReasons() {
        assertThat(edf("runs", "list"))
                .containsSubsequence("third", "second", "first")
                .contains("second rejected: too bad", "third failed: no readings");
    }

    @Test
    void runsAreChosenAndSorted() {
        assertThat(edf("runs", "list", "--sort", "wape_percent")).containsSubsequence("second", "first", "third");
        assertThat(edf("runs", "list", "--strategy", "xgboost")).doesNotContain("second");
        assertThat(edf("runs", "list", "--since", "2026-11-03"))
                .contains("third")
                .doesNotContain("first");
        assertThat(edf("runs", "list", "--target", "solar")).contains("None of 3 training runs");
        assertThat(edf("runs", "list", "--sort", "wape_percnt")).contains("did you mean \"wape_percent\"?");
        assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT);
    }

    @Test
    void aComparisonMarksTheBetterValue() {
        assertThat(edf("runs", "compare", "first", "second"))
                .containsPattern("strategy +XGBoost +Prophet")
                .containsPattern("wape_percent +8.500 +7.500 \\* \\(-1.000\\)");
        assertThat(edf("runs", "compare", "first", "secnd")).contains("did you mean \"second\"?");
    }

    @Test
    void programsReadRunsAsJsonWhoseFieldsStay() throws IOException {
        JsonNode listed = new ObjectMapper().readTree(edf("runs", "list", "--json"));
        assertThat(listed).hasSize(3);
        JsonNode second = listed.get(1);
        assertThat(second.fieldNames())
                .toIterable()
                .containsExactly("run", "approval", "approval_reason", "mlflow_run_id");
        assertThat(second.get("run").fieldNames())
                .toIterable()
                .containsExactly(
                        "run",
                        "workflow",
                        "status",
                        "reasons",
                        "started_at",
                        "ended_at",
                        "target",
                        "strategy",
                        "model_version",
                        "parameters",
                        "metrics",
                        "limits",
                        "lineage",
                        "artifacts");
        assertThat(second.at("/run/run").asText()).isEqualTo("second");
        assertThat(second.at("/run/reasons/0").asText()).isEqualTo("too bad");
        assertThat(second.at("/run/started_at").asText())
                .isEqualTo(MONDAY.plusSeconds(60).toString());
        assertThat(second.get("approval").isNull()).isTrue();

        assertThat(new ObjectMapper().readTree(edf("runs", "show", "second", "--json")))
                .isEqualTo(second);

        JsonNode compared = new ObjectMapper().readTree(edf("runs", "compare", "first", "second", "--json"));
        assertThat(compared.at("/runs/1").asText()).isEqualTo("second");
        assertThat(compared.at("/metrics/0/metric").asText()).isEqualTo("wape_percent");
        assertThat(compared.at("/metrics/0/differences/1").asDouble()).isEqualTo(-1);
        assertThat(compared.at("/metrics/0/best").asInt()).isOne();
    }

    @Test
    void withoutAServerThereIsNothingToPushTo() {
        assertThat(edf("runs", "push", "first")).contains("edf_training.mlflow.tracking_uri");
        assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT);
    }
}
