package com.hometech.edf.cli.states;

import static com.hometech.edf.cli.states.Workbench.json;
import static com.hometech.edf.cli.states.Workbench.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateMachineRunnerTest {

    @TempDir
    private Path home;

    private Workbench workbench;

    @BeforeEach
    void openWorkbench() {
        workbench = new Workbench(home);
    }

    private ExecutionRecord run(String states, String input) {
        return workbench.run(machine(states), input);
    }

    @Test
    void aPassStateWithoutOutputHandsItsInputOn() {
        assertThat(run("""
                "A": {"Type": "Pass", "Next": "B"},
                "B": {"Type": "Succeed"}""", "{\"kwh\": 1.5}").output()).contains(json("{\"kwh\":1.5}"));
    }

    @Test
    void expressionsAreReplacedAtEveryDepthAndOtherTextsKept() {
        assertThat(run("""
                "A": {"Type": "Pass", "End": true, "Output": {
                  "plain": "{kept}", "list": ["{% $states.input.x + 1 %}", {"deep": "{% $states.input.missing.x = 1 %}"}],
                  "none": null, "yes": "{% true %}", "void": "{% null %}"}}""", "{\"x\": 41}").output())
                .contains(json("{\"plain\":\"{kept}\",\"list\":[42,{\"deep\":false}],\"none\":null,\"yes\":true,"
                        + "\"void\":null}"));
    }

    @Test
    void anExpressionThatGivesNothingFailsWithItsPath() {
        ExecutionRecord failed =
                run("\"A\": {\"Type\": \"Pass\", \"End\": true, \"Output\": {\"x\": \"{% $states.input.y %}\"}}", "{}");
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(failed.cause()).contains("States.A.Output.x", "$states.input.y", "returned nothing");
    }

    @Test
    void outputAndAssignBothSeeTheOldVariables() {
        assertThat(run("""
                "A": {"Type": "Pass", "Assign": {"n": 1}, "Next": "B"},
                "B": {"Type": "Pass", "Assign": {"n": "{% $n + 1 %}", "m": "{% $n * 10 %}"},
                      "Output": "{% $n %}", "Next": "C"},
                "C": {"Type": "Pass", "Output": {"n": "{% $n %}", "m": "{% $m %}", "input": "{% $states.input %}"},
                      "End": true}""", "{}").output()).contains(json("{\"n\":2,\"m\":10,\"input\":1}"));
    }

    @Test
    void theContextTellsWhoRunsWhat() {
        assertThat(run("""
                "A": {"Type": "Pass", "End": true, "Output": "{% $states.context %}"}""", "{\"x\":1}").output()).contains(json("""
                {"Execution": {"Id": "arn:aws:states:local:000000000000:execution:Machine:run", "Name": "run",
                  "StartTime": "2024-03-31T05:00:00.000Z", "RedriveCount": 0, "Input": {"x": 1}},
                 "StateMachine": {"Id": "arn:aws:states:local:000000000000:stateMachine:Machine", "Name": "Machine"},
                 "State": {"Name": "A", "EnteredTime": "2024-03-31T05:00:00.000Z", "RetryCount": 0}}"""));
    }

    @Test
    void aChoiceTakesTheFirstRuleThatHolds() {
        String states = """
                "A": {"Type": "Choice", "Default": "Low", "Output": "default", "Choices": [
                  {"Condition": "{% $states.input.x > 10 %}", "Next": "High", "Output": "first",
                   "Assign": {"why": "above 10"}},
                  {"Condition": "{% $states.input.x > 5 %}", "Next": "Low"}]},
                "High": {"Type": "Pass", "Output": "{% $states.input & ' ' & $why %}", "End": true},
                "Low": {"Type": "Succeed"}""";
        assertThat(run(states, "{\"x\": 11}").output()).contains(json("\"first above 10\""));
        assertThat(new Workbench(home.resolve("2"))
                        .run(machine(states), "{\"x\": 6}")
                        .output())
                .contains(json("{\"x\":6}"));
        assertThat(new Workbench(home.resolve("3"))
                        .run(machine(states), "{\"x\": 1}")
                        .output())
                .contains(json("\"default\""));
    }

    @Test
    void aChoiceWithoutAMatchAndDefaultFails() {
        ExecutionRecord failed = run("""
                "A": {"Type": "Choice", "Choices": [{"Condition": "{% false %}", "Next": "B"}]},
                "B": {"Type": "Succeed"}""", "{}");
        assertThat(failed.error()).isEqualTo("States.NoChoiceMatched");
    }

    @Test
    void aConditionThatIsNotABooleanFails() {
        ExecutionRecord failed = run("""
                "A": {"Type": "Choice", "Choices": [{"Condition": "{% 'yes' %}", "Next": "B"}]},
                "B": {"Type": "Succeed"}""", "{}");
        assertThat(failed.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(failed.cause()).contains("States.A.Choices[0].Condition", "\"yes\"");
    }

    @Test
    void aWaitStateSleepsItsSecondsOrUntilItsTime() {
        run("""
                "A": {"Type": "Wait", "Seconds": "{% $states.input.s %}", "Next": "B"},
                "B": {"Type": "Wait", "Timestamp": "2024-03-31T06:00:00Z", "Next": "C"},
                "C": {"Type": "Wait", "Timestamp": "2024-03-31T06:00:00Z", "End": true}""", "{\"s\": 90}");
        assertThat(workbench.sleeps).containsExactly(Duration.ofSeconds(90), Duration.ofSeconds(3510));
    }

    @Test
    void aFailStateEndsTheExecutionWithItsErrorAndCause() {
        ExecutionRecord failed = run("""
                "A": {"Type": "Fail", "Error": "TooHigh", "Cause": "{% 'x is ' & $string($states.input.x) %}"}""", "{\"x\": 7}");
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).isEqualTo("TooHigh");
        assertThat(failed.cause()).isEqualTo("x is 7");
    }

    @Test
    void aTaskGetsItsArgumentsAndItsResultIsTheOutput() {
        workbench.on(
                "add",
                request -> json(String.valueOf(request.arguments().get("a").intValue()
                        + request.arguments().get("b").intValue())));
        assertThat(run("""
                "A": {"Type": "Task", "Resource": "add", "Arguments": {"a": "{% $states.input.a %}", "b": 2},
                      "Assign": {"total": "{% $states.result %}"}, "Next": "B"},
                "B": {"Type": "Task", "Resource": "add", "Arguments": {"a": "{% $total %}", "b": 10},
                      "Output": {"before": "{% $states.input %}", "after": "{% $states.result %}"}, "End": true}""", "{\"a\": 1}").output()).contains(json("{\"before\":3,\"after\":13}"));
        assertThat(workbench.eventTypes())
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void aTaskThatRunsTooLongIsInterruptedAndTimesOut() {
        AtomicBoolean cancelled = new AtomicBoolean();
        workbench.on("slow", request -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                cancelled.set(request.cancelled().getAsBoolean());
            }
            return json("1");
        });
        ExecutionRecord failed = run("""
                "A": {"Type": "Task", "Resource": "slow", "Arguments": {}, "TimeoutSeconds": 1, "End": true}""", "{}");
        assertThat(failed.error()).isEqualTo("States.Timeout");
        assertThat(failed.cause()).contains("A ran longer than TimeoutSeconds (1 s)");
        assertThat(cancelled).isTrue();
    }

    @Test
    void theExecutionsOwnTimeLimitCannotBeCaught() {
        workbench.on("fails", request -> {
            throw new StateFailure("Busy", "later");
        });
        String definition = """
                {"QueryLanguage": "JSONata", "StartAt": "A", "TimeoutSeconds": 100, "States": {
                  "A": {"Type": "Task", "Resource": "fails", "Arguments": {}, "End": true,
                    "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 60, "BackoffRate": 1, "MaxAttempts": 9}],
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}]},
                  "B": {"Type": "Succeed"}}}""";
        ExecutionRecord late = workbench.run(definition, "{}");
        assertThat(late.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(late.cause()).contains("TimeoutSeconds of Machine (100 s)");
        assertThat(workbench.sleeps).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(40));
    }

    @Test
    void aPayloadAbove256KibFailsAndNoCatchTakesIt() {
        String large =
                json("\"" + "x".repeat(GraphRun.MAXIMUM_PAYLOAD_BYTES) + "\"").toString();
        workbench.on("large", request -> json(large));
        ExecutionRecord failed = run("""
                "A": {"Type": "Task", "Resource": "large", "Arguments": {}, "End": true,
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}]},
                "B": {"Type": "Succeed"}""", "{}");
        assertThat(failed.error()).isEqualTo("States.DataLimitExceeded");
        assertThat(failed.cause()).contains("result of state A", "262146 bytes", "S3");
    }

    @Test
    void aResourceWithoutHandlerIsRefusedBeforeAnythingRuns() {
        assertThatThrownBy(() -> run("""
                "A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Arguments": {}, "End": true}""", "{}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("arn:aws:states:::sqs:sendMessage");
        assertThat(workbench.executions().list()).isEmpty();
    }

    @Test
    void anInterruptAbortsTheExecution() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        workbench.on("slow", request -> {
            running.countDown();
            new CountDownLatch(1).await();
            return json("1");
        });
        Thread thread = new Thread(() -> run("""
                "A": {"Type": "Task", "Resource": "slow", "Arguments": {}, "End": true}""", "{}"));
        thread.start();
        running.await();
        thread.interrupt();
        thread.join();
        ExecutionRecord aborted = workbench.executions().find("Machine", "run");
        assertThat(aborted.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(aborted.stoppedAt()).isPresent();
    }
}
