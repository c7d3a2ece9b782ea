package com.hometech.edf.cli.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.hometech.edf.cli.states.ExecutionListener;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.cli.states.StateMachineDefinition;
import com.hometech.edf.common.error.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringWorkflowTest {
    private static final StateMachineDefinition MONITORING = WorkflowBench.DEFINITIONS.monitoring();
    private static final StateMachineDefinition TRAINING = WorkflowBench.DEFINITIONS.training();
    private static final String NAME = "retrain-consumption-20240331-drift";
    private static final String INPUT = "{\"target\": \"consumption\", \"reason\": \"drift: all moved\"}";
    private static final String PROCESSED = "s3://hometech-ml-processed-data/";

    @TempDir
    private Path home;

    private WorkflowBench bench;

    @BeforeEach
    void openBench() {
        bench = new WorkflowBench(home);
        WorkflowBench.DEFINITIONS.layGround(bench.store);
    }

    private ExecutionRecord watch(String name) {
        return bench.run(MONITORING, name, "{\"as_of\": \"2024-03-31T06:30:00Z\"}");
    }

    private void askForTraining(String input) {
        bench.trainings = "[{\"name\": \"" + NAME + "\", \"input\": " + input + "}]";
    }

    @Test
    void checksRunAndArePublishedAndNothingIsStartedWhereNothingIsAsked() {
        ExecutionRecord done = watch("run");

        assertThat(done.cause()).isEmpty();
        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.jobCalls.get("watch"))
                .startsWith("{as-of=2024-03-31T06:30:00Z} ")
                .contains(
                        "config/edf_config.yaml",
                        "topology/buildings.csv",
                        "readings/consumption/month=2024-01/a.parquet")
                .contains("shadow-forecasts/_about.txt", "monitoring/_about.txt", "weather-forecast/c.parquet");
        assertThat(bench.payloads.get("ReportEDFMonitoringLambda"))
                .isEqualTo(WorkflowBench.json("""
                {"output_url": "%smonitoring-output/EDFMonitoringWorkflow/run/",
                 "monitoring_url": "%smonitoring/"}""".formatted(PROCESSED, PROCESSED)));
        assertThat(bench.payloads.get("DecideEDFRetrainingLambda"))
                .isEqualTo(WorkflowBench.json("""
                {"monitoring_url": "%smonitoring/", "accuracy_url": "%saccuracy/",
                 "model_package_group": "EDFBuildingDemandForecaster",
                 "solar_model_package_group": "EDFSolarGenerationForecaster",
                 "executions": ""}""".formatted(PROCESSED, PROCESSED)));
        assertThat(bench.executions().waiting()).isEmpty();
    }

    @Test
    void aTrainingIsStartedWithItsReasonAndRunsAfterwards() {
        askForTraining(INPUT);

        assertThat(watch("run").status()).isEqualTo(ExecutionStatus.SUCCEEDED);

        assertThat(bench.executions().waiting())
                .extracting(ExecutionRecord::stateMachine, ExecutionRecord::name)
                .containsExactly(tuple("EDFTrainingWorkflow", NAME));
        StartedExecution started =
                bench.executions().start(TRAINING, NAME, WorkflowBench.json(INPUT), ExecutionListener.NONE);
        assertThat(started.outcome()).isEqualTo(StartedExecution.Outcome.RAN);
        assertThat(started.execution().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.payloads.get("RegisterEDFModelFunction").path("reason").asText())
                .isEqualTo("drift: all moved");
        assertThat(bench.executions().waiting()).isEmpty();
    }

    @Test
    @DisplayName("fault 41: a repeated or redriven execution starts no second training")
    void aTrainingIsStartedOnce() {
        askForTraining(INPUT);
        bench.failures.put(
                "StartTrainingEDF", new ArrayList<>(List.of(new InvalidInputException("killed before the answer"))));
        assertThat(watch("run").status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(bench.redrive(MONITORING, "run").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.executions().waiting()).hasSize(1);

        assertThat(watch("again").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        bench.executions().start(TRAINING, NAME, WorkflowBench.json(INPUT), ExecutionListener.NONE);
        assertThat(watch("and-again").status()).isEqualTo(ExecutionStatus.SUCCEEDED);

        assertThat(bench.executions().waiting()).isEmpty();
        assertThat(bench.executions().list().stream()
                        .filter(execution -> execution.stateMachine().equals("EDFTrainingWorkflow")))
                .hasSize(1);
    }

    @Test
    void theDecisionKnowsWhichTrainingsRanAndWhichWait() {
        bench.run(TRAINING, "by-hand", "{}");
        askForTraining(INPUT);
        watch("run");

        watch("again");

        assertThat(bench.payloads
                        .get("DecideEDFRetrainingLambda")
                        .path("executions")
                        .asText()
                        .split(","))
                .containsExactlyInAnyOrder("by-hand=SUCCEEDED", NAME + "=RUNNING");
    }

    @Test
    void oneThatWasStartedWithAnotherInputIsLeftAlone() {
        askForTraining(INPUT);
        watch("run");
        askForTraining("{\"target\": \"consumption\", \"reason\": \"other words\"}");

        assertThat(watch("again").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.states(MONITORING, "again")).contains("StartTrainingsEDF", "WorkflowSucceeded");
        assertThat(bench.executions().waiting())
                .singleElement()
                .extracting(ExecutionRecord::input)
                .isEqualTo(WorkflowBench.json(INPUT));
    }
}
