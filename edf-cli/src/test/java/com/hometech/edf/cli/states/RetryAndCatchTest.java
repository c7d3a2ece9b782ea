package com.hometech.edf.cli.states;

import static com.hometech.edf.cli.states.Workbench.json;
import static com.hometech.edf.cli.states.Workbench.machine;
import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.states.State.RetryRule;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryAndCatchTest {

    @TempDir
    private Path home;

    private Workbench workbench;
    private final List<Integer> retryCounts = new ArrayList<>();

    @BeforeEach
    void openWorkbench() {
        workbench = new Workbench(home);
    }

    /** A task whose first attempts throw these, and that answers with 7 then. */
    private void failing(RuntimeException... failures) {
        workbench.on("work", request -> {
            int attempt = retryCounts.size();
            retryCounts.add(request.arguments().path("retry").intValue());
            if (attempt < failures.length) {
                throw failures[attempt];
            }
            return json("7");
        });
    }

    private ExecutionRecord run(String retryAndCatch) {
        return workbench.run(machine("""
                "A": {"Type": "Task", "Resource": "work", "End": true,
                  "Arguments": {"retry": "{%% $states.context.State.RetryCount %%}"}, %s},
                "B": {"Type": "Pass", "Output": {"seen": "{%% $states.input %%}"}, "End": true}""".formatted(retryAndCatch)), "{}");
    }

    private static StateFailure busy() {
        return new StateFailure("Busy", "later");
    }

    private static final String CATCH = "\"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"B\"}]";

    @Test
    void retriesBackOffByTheRateUpToTheLongestDelay() {
        failing(busy(), busy(), busy(), busy());
        ExecutionRecord done = run("""
                "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "BackoffRate": 3, "MaxAttempts": 4,
                  "MaxDelaySeconds": 20}],""" + CATCH);
        assertThat(done.output()).contains(json("7"));
        assertThat(workbench.sleeps)
                .containsExactly(
                        Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(18), Duration.ofSeconds(20));
        assertThat(retryCounts).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void withoutValuesARetrierTriesThreeTimesFromOneSecondDoubling() {
        failing(busy(), busy(), busy(), busy());
        ExecutionRecord failed = run("\"Retry\": [{\"ErrorEquals\": [\"Busy\"]}], "
                + "\"Catch\": [{\"ErrorEquals\": [\"Other\"], \"Next\": \"B\"}]");
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).isEqualTo("Busy");
        assertThat(workbench.sleeps)
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void fullJitterLiesBetweenZeroAndTheDelayAndIsRepeatable() {
        RetryRule rule = new RetryRule(List.of("Busy"), 10, 3, 2.0, Optional.empty(), true);
        List<Duration> delays = IntStream.range(0, 1000)
                .mapToObj(i -> Backoff.delay(rule, 1, "execution " + i))
                .toList();
        assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(10)));
        assertThat(delays.stream().mapToLong(Duration::toMillis).average().orElseThrow())
                .isBetween(4700.0, 5300.0);
        assertThat(Backoff.delay(rule, 1, "execution 0")).isEqualTo(delays.get(0));
    }

    @Test
    void eachRetrierCountsItsOwnAttempts() {
        failing(busy(), new StateFailure("Gone", ""), busy(), new StateFailure("Gone", ""), busy());
        ExecutionRecord caught = run("""
                "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 2, "BackoffRate": 1},
                          {"ErrorEquals": ["States.ALL"], "MaxAttempts": 5, "BackoffRate": 1}],""" + CATCH);
        assertThat(caught.output()).contains(json("{\"seen\":{\"Error\":\"Busy\",\"Cause\":\"later\"}}"));
        assertThat(retryCounts).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void javaExceptionsMatchByClassNameAndZeroAttemptsForbidARetry() {
        failing(new DependencyUnavailableException("store is down"), new InvalidInputException("month 13"));
        ExecutionRecord caught = run("""
                "Retry": [{"ErrorEquals": ["com.hometech.edf.common.error.InvalidInputException"], "MaxAttempts": 0},
                          {"ErrorEquals": ["States.ALL"]}],
                "Catch": [{"ErrorEquals": ["com.hometech.edf.common.error.InvalidInputException"], "Next": "B",
                  "Output": "{% $states.errorOutput.Cause %}"}]""");
        assertThat(caught.output()).contains(json("{\"seen\":\"month 13\"}"));
        assertThat(retryCounts).containsExactly(0, 1);
    }

    @Test
    void taskFailedMatchesEveryErrorButATimeout() {
        assertThat(ErrorName.matches(List.of("States.TaskFailed"), "Anything")).isTrue();
        assertThat(ErrorName.matches(List.of("States.TaskFailed"), "States.Timeout"))
                .isFalse();
        assertThat(ErrorName.matches(List.of("States.ALL"), "States.Timeout")).isTrue();
        assertThat(ErrorName.matches(List.of("States.ALL"), "States.DataLimitExceeded"))
                .isFalse();
    }

    @Test
    void aCatchAssignsVariablesFromTheError() {
        failing(busy());
        ExecutionRecord caught = workbench.run(machine("""
                "A": {"Type": "Task", "Resource": "work", "Arguments": {}, "Next": "C", "Assign": {"failure": "none"},
                  "Catch": [{"ErrorEquals": ["States.TaskFailed"], "Next": "C",
                    "Assign": {"failure": "{% $states.errorOutput.Error %}"}, "Output": {"kept": "{% $states.input %}"}}]},
                "C": {"Type": "Pass", "Output": ["{% $failure %}", "{% $states.input %}"], "End": true}"""), "{\"x\":1}");
        assertThat(caught.output()).contains(json("[\"Busy\",{\"kept\":{\"x\":1}}]"));
        assertThat(workbench.executions().states("Machine", "run").get(0).status())
                .isEqualTo(StateSummary.Status.FAILED);
    }

    @Test
    void aQueryThatFailsInATaskCanBeCaught() {
        failing();
        ExecutionRecord caught = workbench.run(machine("""
                "A": {"Type": "Task", "Resource": "work", "Arguments": {}, "Output": "{% $states.result.missing %}",
                  "End": true, "Catch": [{"ErrorEquals": ["States.QueryEvaluationError"], "Next": "B"}]},
                "B": {"Type": "Pass", "Output": "{% $states.input.Error %}", "End": true}"""), "{}");
        assertThat(caught.output()).contains(json("\"States.QueryEvaluationError\""));
        assertThat(workbench.eventTypes()).contains("EvaluationFailed");
    }

    @Test
    @DisplayName("fault 31: a task that worked but whose answer was lost is called again and answers the same")
    void aLostAnswerIsAskedForAgain() {
        List<String> written = new ArrayList<>();
        workbench.on("work", request -> {
            boolean first = written.isEmpty();
            if (!written.contains("row")) {
                written.add("row");
            }
            if (first) {
                throw new StateFailure("States.Timeout", "the answer did not arrive");
            }
            return json("1");
        });
        ExecutionRecord done = run("\"Retry\": [{\"ErrorEquals\": [\"States.Timeout\"]}], " + CATCH);
        assertThat(done.output()).contains(json("1"));
        assertThat(written).containsExactly("row");
    }

    @Test
    void theListenerHearsOfEveryStep() {
        failing(busy());
        List<String> heard = new ArrayList<>();
        StateMachineDefinition definition = StateMachineDefinition.parse("Machine", machine("""
                "A": {"Type": "Task", "Resource": "work", "Arguments": {}, "Next": "B",
                  "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 5}]},
                "B": {"Type": "Fail", "Error": "Stop", "Cause": "enough"}"""));
        workbench.executions().start(definition, "run", json("{}"), new ExecutionListener() {
            @Override
            public void stateEntered(String state) {
                heard.add("entered " + state);
            }

            @Override
            public void stateExited(String state, Duration duration) {
                heard.add("exited " + state + " after " + duration);
            }

            @Override
            public void stateFailed(String state, String error, String cause, Duration duration) {
                heard.add("failed " + state + " " + error + " " + cause);
            }

            @Override
            public void stateRetried(String state, int retry, Duration delay, String error, String cause) {
                heard.add("retry " + retry + " of " + state + " in " + delay + " for " + error);
            }
        });
        assertThat(heard)
                .containsExactly(
                        "entered A",
                        "retry 1 of A in PT5S for Busy",
                        "exited A after PT5S",
                        "entered B",
                        "failed B Stop enough");
        StateSummary first = workbench.executions().states("Machine", "run").get(0);
        assertThat(first.retries()).isEqualTo(1);
        assertThat(first.duration()).contains(Duration.ofSeconds(5));
    }
}
