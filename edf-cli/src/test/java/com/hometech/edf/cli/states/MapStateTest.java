package com.hometech.edf.cli.states;

import static com.hometech.edf.cli.states.Workbench.json;
import static com.hometech.edf.cli.states.Workbench.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapStateTest {

    @TempDir
    private Path home;

    private Workbench workbench;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> broken = Collections.synchronizedSet(new HashSet<>());

    @BeforeEach
    void openWorkbench() {
        workbench = workbenchAt(home);
    }

    /** A task that answers with its argument in angle brackets, or fails where that is broken. */
    private Workbench workbenchAt(Path folder) {
        return new Workbench(folder).on("work", request -> {
            String in = request.arguments().path("in").asText();
            calls.add(in);
            if (broken.contains(in)) {
                throw new StateFailure("Broken", in + " is broken");
            }
            return json("\"<" + in + ">\"");
        });
    }

    private static String map(String fields) {
        return machine("""
                "A": {"Type": "Map", "Items": "{%% $states.input %%}", "MaxConcurrency": 1, "Next": "B", %s
                  "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "First", "States": {
                    "First": {"Type": "Task", "Resource": "work", "Arguments": {"in": "{%% $states.input %%}"},
                      "Assign": {"own": "{%% $states.context.Map.Item.Index %%}"}, "Next": "Second"},
                    "Second": {"Type": "Task", "Resource": "work", "End": true,
                      "Arguments": {"in": "{%% $states.input & $own %%}"}}}}},
                "B": {"Type": "Pass", "Output": {"all": "{%% $states.input %%}"}, "End": true}""".formatted(fields));
    }

    @Test
    void theResultsComeInTheOrderOfTheItems() {
        ExecutionRecord done = workbench.run(map(""), "[\"x\", \"y\", \"z\"]");
        assertThat(done.output()).contains(json("{\"all\": [\"<<x>0>\", \"<<y>1>\", \"<<z>2>\"]}"));
        assertThat(calls).containsExactly("x", "<x>0", "y", "<y>1", "z", "<z>2");
        assertThat(workbench.executions().states("Machine", "run"))
                .extracting(StateSummary::state)
                .containsExactly("A", "B");
    }

    @Test
    void noItemsGiveAnEmptyArray() {
        assertThat(workbench.run(map(""), "[]").output()).contains(json("{\"all\": []}"));
    }

    @Test
    void whatIsNoArrayIsNotMapped() {
        ExecutionRecord failed = workbench.run(map(""), "{\"x\": 1}");
        assertThat(failed.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(failed.cause()).contains("States.A.Items gave {\"x\":1} instead of an array");
    }

    @Test
    void theItemSelectorMakesTheInputOfAnIteration() {
        ExecutionRecord done = workbench.run(machine("""
                "A": {"Type": "Pass", "Assign": {"outer": "kept"}, "Next": "M"},
                "M": {"Type": "Map", "Items": [10, 20], "End": true, "Output": "{% $states.result %}",
                  "ItemSelector": {"at": "{% $states.context.Map.Item.Index %}",
                    "double": "{% $states.context.Map.Item.Value * 2 %}", "outer": "{% $outer %}"},
                  "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true,
                    "Output": {"in": "{% $states.input %}", "outer": "{% $outer %}",
                      "value": "{% $states.context.Map.Item.Value %}", "state": "{% $states.context.State.Name %}"}}}}}"""), "{}");
        assertThat(done.output()).contains(json("""
                [{"in": {"at": 0, "double": 20, "outer": "kept"}, "outer": "kept", "value": 10, "state": "I"},
                 {"in": {"at": 1, "double": 40, "outer": "kept"}, "outer": "kept", "value": 20, "state": "I"}]"""));
    }

    @Test
    void whatIsAssignedInsideIsTheIterationsOwn() {
        ExecutionRecord done =
                workbench.run(map("\"Assign\": {\"items\": \"{% $count($states.result) %}\"},"), "[\"x\"]");
        assertThat(done.output()).contains(json("{\"all\": [\"<<x>0>\"]}"));
        JsonNode exit = workbench.executions().history("Machine", "run").stream()
                .filter(event -> event.type().equals("MapStateExited"))
                .map(HistoryEvent::details)
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(exit.get("assignedVariables")).isEqualTo(json("{\"items\": 1}"));
    }

    @Test
    void soManyIterationsRunAtTheSameTimeAsMaxConcurrencySays() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        workbench.on("work", request -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            three.countDown();
            assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
            running.decrementAndGet();
            return json("1");
        });
        ExecutionRecord done = workbench.run(
                map("").replace("\"MaxConcurrency\": 1", "\"MaxConcurrency\": \"{% 1 + 2 %}\""),
                "[1, 2, 3, 4, 5, 6, 7]");
        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(most).hasValue(3);
    }

    @Test
    void oneIterationThatFailsFailsTheMapAndStopsTheOthers() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        workbench.on("work", request -> {
            if (request.arguments().path("in").asText().equals("bad")) {
                waiting.await();
                throw new StateFailure("Broken", "bad is broken");
            }
            waiting.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            } catch (InterruptedException interrupted) {
                stopped.countDown();
                throw interrupted;
            }
            return json("1");
        });
        ExecutionRecord failed =
                workbench.run(map("").replace("\"MaxConcurrency\": 1", "\"MaxConcurrency\": 0"), "[\"slow\", \"bad\"]");
        assertThat(failed.error()).isEqualTo("Broken");
        assertThat(failed.cause()).isEqualTo("bad is broken");
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(workbench.eventTypes()).contains("MapIterationAborted", "MapIterationFailed", "MapStateFailed");
        assertThat(workbench.executions().states("Machine", "run"))
                .extracting(StateSummary::state, StateSummary::status, StateSummary::error)
                .containsExactly(tuple("A", StateSummary.Status.FAILED, "Broken"));
    }

    @Test
    void aFailStateInsideFailsTheMap() {
        ExecutionRecord failed = workbench.run(machine("""
                "A": {"Type": "Map", "Items": [1], "End": true, "ItemProcessor": {"StartAt": "I", "States": {
                  "I": {"Type": "Fail", "Error": "Own", "Cause": "{% 'item ' & $states.input %}"}}}}"""), "{}");
        assertThat(failed.error()).isEqualTo("Own");
        assertThat(failed.cause()).isEqualTo("item 1");
    }

    @Test
    void aMapIsCaughtLikeATask() {
        broken.add("y");
        ExecutionRecord caught = workbench.run(
                map("\"Catch\": [{\"ErrorEquals\": [\"Broken\"], \"Next\": \"B\"}],"), "[\"x\", \"y\", \"z\"]");
        assertThat(caught.output()).contains(json("{\"all\": {\"Error\": \"Broken\", \"Cause\": \"y is broken\"}}"));
        assertThat(calls).containsExactly("x", "<x>0", "y");
    }

    @Test
    void aMapThatIsTriedAgainRunsEveryIterationAgain() {
        workbench.on("work", request -> {
            String in = request.arguments().path("in").asText();
            calls.add(in);
            if (in.equals("y") && calls.size() < 4) {
                throw new StateFailure("Broken", "once");
            }
            return json("\"<" + in + ">\"");
        });
        ExecutionRecord done = workbench.run(map("\"Retry\": [{\"ErrorEquals\": [\"Broken\"]}],"), "[\"x\", \"y\"]");
        assertThat(done.output()).contains(json("{\"all\": [\"<<x>0>\", \"<<y>1>\"]}"));
        assertThat(calls).containsExactly("x", "<x>0", "y", "x", "<x>0", "y", "<y>1");
        assertThat(workbench.sleeps).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aTaskInsideIsTriedAgainByItself() {
        workbench.on("work", request -> {
            calls.add(request.arguments().path("in").asText());
            if (calls.size() == 2) {
                throw new StateFailure("Busy", "later");
            }
            return json("\"ok\"");
        });
        ExecutionRecord done = workbench.run(
                map("").replace(
                                "\"Assign\": {\"own\"",
                                "\"Retry\": [{\"ErrorEquals\": [\"Busy\"]}], \"Assign\": {\"own\"")
                        .replace("\"Next\": \"Second\"", "\"End\": true")
                        .replaceFirst("(?s),\\s*\"Second\": \\{.*?\\}\\}", ""),
                "[\"x\", \"y\", \"z\"]");
        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(calls).containsExactly("x", "y", "y", "z");
        assertThat(workbench.executions().states("Machine", "run").get(0).retries())
                .isZero();
    }

    @Test
    void aMapWhoseResultIsTooLargeFails() {
        workbench.on("work", request -> json("\"" + "x".repeat(100_000) + "\""));
        ExecutionRecord failed = workbench.run(map(""), "[1, 2, 3]");
        assertThat(failed.error()).isEqualTo("States.DataLimitExceeded");
        assertThat(failed.cause()).contains("the result of state A");
    }

    @Test
    void anExecutionThatRunsTooLongStopsItsIterations() {
        workbench.on("work", request -> {
            Thread.sleep(Duration.ofMinutes(5).toMillis());
            return json("1");
        });
        ExecutionRecord timedOut = workbench.run(
                map("").replaceFirst("\\{", "{\"TimeoutSeconds\": 1, ")
                        .replace("\"MaxConcurrency\": 1", "\"MaxConcurrency\": 4"),
                "[1, 2, 3]");
        assertThat(timedOut.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
    }

    @Test
    void anAbortedExecutionStopsItsIterations() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch stopped = new CountDownLatch(2);
        workbench.on("work", request -> {
            running.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            } catch (InterruptedException interrupted) {
                stopped.countDown();
            }
            return json("1");
        });
        String definition = map("").replace("\"MaxConcurrency\": 1", "\"MaxConcurrency\": 2");
        Thread thread = new Thread(() -> workbench.run(definition, "[1, 2, 3]"));
        thread.start();
        running.await();
        thread.interrupt();
        thread.join();
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(workbench.executions().find("Machine", "run").status()).isEqualTo(ExecutionStatus.ABORTED);
    }

    @Test
    @DisplayName("fault 30: a redrive runs only the iterations that did not succeed, each from where it failed")
    void aRedriveRunsOnlyWhatIsMissing() {
        String definition = map("\"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"Failed\"}],")
                .replace(
                        "\"B\": {",
                        "\"Failed\": {\"Type\": \"Fail\", \"Error\": \"{% $states.input.Error %}\"}, \"B\": {");
        broken.add("<y>1");
        assertThat(workbench.run(definition, "[\"x\", \"y\", \"z\"]").error()).isEqualTo("Broken");
        assertThat(redrive(workbench, definition).error()).isEqualTo("Broken");
        broken.clear();

        assertThat(redrive(workbench, definition).output())
                .contains(json("{\"all\": [\"<<x>0>\", \"<<y>1>\", \"<<z>2>\"]}"));

        assertThat(calls).containsExactly("x", "<x>0", "y", "<y>1", "<y>1", "<y>1", "z", "<z>2");
    }

    @Test
    @DisplayName("fault 28: killed after any event, also in the middle of one, a Map goes on to the same output")
    void aHistoryCutAnywhereCanBeRedriven() throws IOException {
        String definition = map("");
        String input = "[\"x\", \"y\"]";
        ExecutionRecord whole = workbench.run(definition, input);
        Path original = workbench.executions().folderOf("Machine", "run");
        List<String> lines = Files.readAllLines(original.resolve("history.jsonl"));
        assertThat(lines).hasSize(28);
        for (int kept = 0; kept < lines.size(); kept++) {
            Workbench crashed = workbenchAt(home.resolve("cut-" + kept));
            Path folder = Files.createDirectories(crashed.executions().folderOf("Machine", "run"));
            new ExecutionFolder(folder)
                    .write(ExecutionRecord.started(
                            StateMachineDefinition.parse("Machine", definition),
                            "run",
                            json(input),
                            crashed.clock.instant()));
            String half = lines.get(kept).substring(0, lines.get(kept).length() / 2);
            Files.writeString(
                    folder.resolve("history.jsonl"),
                    String.join(
                                    "",
                                    lines.subList(0, kept).stream()
                                            .map(line -> line + "\n")
                                            .toList())
                            + half);
            calls.clear();

            assertThat(redrive(crashed, definition).output())
                    .as("cut after %d", kept)
                    .isEqualTo(whole.output());

            String before = String.join("\n", lines.subList(0, kept));
            assertThat(calls.contains("x"))
                    .as("cut after %d: First of x is run again unless it was left", kept)
                    .isEqualTo(!before.contains("\"state\":\"First\",\"map\":\"A\",\"iteration\":0,\"next\""));
            assertThat(calls).doesNotHaveDuplicates();
        }
    }

    private static ExecutionRecord redrive(Workbench workbench, String definition) {
        return workbench
                .executions()
                .redrive(StateMachineDefinition.parse("Machine", definition), "run", ExecutionListener.NONE);
    }
}
