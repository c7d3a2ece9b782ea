package com.hometech.edf.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class WorkflowViewTest {
    private final StringWriter written = new StringWriter();

    @Test
    void statesAreShownWithTheirTimesAndFailuresWithoutTheRawCause() {
        WorkflowView view = view(false);

        view.stateEntered("ValidateSchema");
        view.stateExited("ValidateSchema", Duration.ofMillis(1900));
        view.stateFailed("ModelTrainingEDF", "States.TaskFailed", "{\"FailureReason\":\"x\"}", Duration.ofSeconds(65));

        assertThat(written.toString().lines())
                .map(line -> line.replaceAll(" +", " "))
                .containsExactly(" ✓ ValidateSchema 1.9 s", " ✗ ModelTrainingEDF 1 min 05 s");
    }

    @Test
    void aStateThatFailedAndIsGoneOnWithoutTellsItsReasonAtOnce() {
        WorkflowView view = view(false);

        view.stateFailed("GetChallengerEDF", "E", "{\"errorMessage\":\"the registry is away\"}", Duration.ofSeconds(1));
        view.stateEntered("WorkflowSucceeded");
        view.stateExited("WorkflowSucceeded", Duration.ZERO);
        assertThat(written.toString().lines())
                .map(line -> line.replaceAll(" +", " "))
                .containsExactly(
                        " ✗ GetChallengerEDF 1.0 s",
                        " went on without it: the registry is away",
                        " ✓ WorkflowSucceeded 0.0 s");

        written.getBuffer().setLength(0);
        view.stateFailed("ModelTrainingEDF", "E", "x", Duration.ZERO);
        view.begin();
        view.stateExited("ValidateSchema", Duration.ZERO);
        assertThat(written.toString())
                .as("the next execution, after one that failed")
                .doesNotContain("without it");
    }

    @Test
    void aRetryTellsItsReason() {
        view(false)
                .stateRetried(
                        "LoadForecastsToDB", 2, Duration.ofSeconds(4), "E", "{\"errorMessage\":\"store is busy\"}");

        assertThat(written.toString())
                .contains("retry 2 in 4.0 s", "store is busy")
                .doesNotContain("errorMessage");
    }

    @Test
    void progressIsWrittenWhereALineCanBeRewrittenOnly() {
        view(false).report("rounds", 3, 400);
        assertThat(written.toString()).isEmpty();

        view(true).report("rounds", 3, 400);
        assertThat(written.toString()).contains("rounds 3 of 400");
    }

    private WorkflowView view(boolean live) {
        return new WorkflowView(new Terminal(new PrintWriter(written, true), Ansi.OFF, live));
    }
}
