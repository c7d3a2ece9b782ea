package com.hometech.edf.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.integration.LambdaFunction;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class AnnouncedEndsTest {
    private static final Instant START = Instant.parse("2026-11-02T05:00:00Z");
    private static final ExecutionRecord EXECUTION = new ExecutionRecord(
            "EDFTrainingWorkflow",
            "train-1",
            ExecutionStatus.SUCCEEDED,
            JsonNodeFactory.instance.objectNode(),
            Optional.empty(),
            "",
            "",
            START,
            Optional.of(START.plusSeconds(60)),
            0,
            "");

    private final StringWriter written = new StringWriter();

    private void announce(LambdaFunction recordRun) {
        Terminal terminal = new Terminal(new PrintWriter(written, true), Ansi.OFF, false);
        new AnnouncedEnds(recordRun, terminal, words -> "./edf " + words).announce(EXECUTION);
    }

    private static ObjectNode answer(String mlflow, String problem) {
        return JsonNodeFactory.instance.objectNode().put("mlflow", mlflow).put("mlflow_problem", problem);
    }

    @Test
    void whyAServerDidNotTakeARunIsSaidWithTheWayToSendItLater() {
        announce(event -> answer("", "MLflow answered 500"));

        assertThat(written.toString())
                .contains("MLflow did not take the record of this run: MLflow answered 500", "./edf runs push train-1");
    }

    @Test
    void nothingIsSaidOfARunThatWasTakenOrWithoutAServer() {
        announce(event -> answer("run-7", ""));

        assertThat(written.toString()).isEmpty();
    }

    @Test
    void aRunThatCannotBeRecordedIsSaidAndNothingElseHappens() {
        announce(event -> {
            throw new IllegalStateException("the disk is full");
        });

        assertThat(written.toString()).contains("the run is not recorded: the disk is full");
    }
}
