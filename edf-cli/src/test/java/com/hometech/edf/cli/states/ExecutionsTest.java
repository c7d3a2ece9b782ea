package com.hometech.edf.cli.states;

import static com.hometech.edf.cli.states.Workbench.json;
import static com.hometech.edf.cli.states.Workbench.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.cli.states.StartedExecution.Outcome;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionsTest {

    private static final StateMachineDefinition THREE_TASKS = StateMachineDefinition.parse("Machine", machine("""
            "A": {"Type": "Task", "Resource": "work", "Arguments": {"in": "A"}, "Next": "B",
                  "Assign": {"first": "{% $states.result %}"}},
            "B": {"Type": "Task", "Resource": "work", "Next": "C",
                  "Arguments": {"in": "{% $states.input & 'B' %}", "redrives": "{% $states.context.Execution.RedriveCount %}"},
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Failed"}]},
            "C": {"Type": "Task", "Resource": "work", "Arguments": {"in": "{% $states.input & $first & 'C' %}"},
                  "End": true},
            "Failed": {"Type": "Fail", "Error": "{% $states.input.Error %}", "Cause": "{% $states.input.Cause %}"}"""));

    @TempDir
    private Path home;

    private Workbench workbench;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean broken = new AtomicBoolean();

    @BeforeEach
    void openWorkbench() {
        workbench = workbenchAt(home);
    }

    private Workbench workbenchAt(Path folder) {
        return new Workbench(folder).on("work", request -> {
            calls.add(request.state());
            if (broken.get() && request.state().equals("B")) {
                throw new IllegalStateException("B is broken");
            }
            return json("\"<" + request.arguments().get("in").textValue() + ">\"");
        });
    }

    private StartedExecution start(String input) {
        return workbench.executions().start(THREE_TASKS, "run", json(input), ExecutionListener.NONE);
    }

    @Test
    @DisplayName("fault 29: the same execution a second time is a no-op that returns the finished one")
    void aSecondStartWithTheSameInputDoesNothing() throws IOException {
        ExecutionRecord first = start("{\"x\": 1}").execution();
        byte[] history = Files.readAllBytes(
                workbench.executions().folderOf("Machine", "run").resolve("history.jsonl"));

        StartedExecution second = start("{\"x\": 1}");

        assertThat(second.outcome()).isEqualTo(Outcome.ALREADY_DONE);
        assertThat(second.execution()).isEqualTo(first);
        assertThat(calls).containsExactly("A", "B", "C");
        assertThat(Files.readAllBytes(
                        workbench.executions().folderOf("Machine", "run").resolve("history.jsonl")))
                .isEqualTo(history);
    }

    @Test
    @DisplayName("fault 31: a start whose answer was lost can be repeated; with another input it is refused")
    void aSecondStartWithAnotherInputIsRefused() {
        start("{\"x\": 1}");
        assertThatThrownBy(() -> start("{\"x\": 2}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ExecutionAlreadyExists")
                .hasMessageContaining("{\"x\":2}");
    }

    @Test
    @DisplayName("fault 29: of many starts at the same time one runs")
    void ofManyStartsAtOnceOneRuns() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Outcome> start = () -> start("{}").outcome();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> outcome : threads.invokeAll(Collections.nCopies(8, start))) {
                outcomes.add(outcome.get());
            }
            assertThat(outcomes).containsOnlyOnce(Outcome.RAN);
            assertThat(calls).containsExactly("A", "B", "C");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aStartWhileItRunsSaysSo() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        workbench.on("work", request -> {
            running.countDown();
            release.await();
            return json("\"done\"");
        });
        Thread winner = new Thread(() -> start("{}"));
        winner.start();
        running.await();
        assertThat(start("{}").outcome()).isEqualTo(Outcome.ALREADY_RUNNING);
        assertThat(workbench.executions().find("Machine", "run").status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThatThrownBy(() -> workbench.executions().redrive(THREE_TASKS, "run", ExecutionListener.NONE))
                .hasMessageContaining("is running");
        release.countDown();
        winner.join();
    }

    @Test
    @DisplayName("fault 30: a redrive goes on from the failed state with its input and variables")
    void aRedriveGoesOnFromTheFailedState() {
        broken.set(true);
        ExecutionRecord failed = start("{}").execution();
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failed.cause()).isEqualTo("B is broken");

        assertThat(redrive().redriveCount()).isEqualTo(1);
        broken.set(false);
        ExecutionRecord done = redrive();

        assertThat(calls).containsExactly("A", "B", "B", "B", "C");
        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(done.output()).contains(json("\"<<<A>B><A>C>\""));
        assertThat(done.redriveCount()).isEqualTo(2);
        HistoryEvent lastScheduledB = workbench.executions().history("Machine", "run").stream()
                .filter(event ->
                        event.type().equals("TaskScheduled") && event.state().equals("B"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertThat(lastScheduledB.details().at("/arguments/redrives").intValue())
                .isEqualTo(2);
    }

    private ExecutionRecord redrive() {
        return workbench.executions().redrive(THREE_TASKS, "run", ExecutionListener.NONE);
    }

    @Test
    @DisplayName("fault 30: what succeeded, changed or does not exist is not redriven")
    void aRedriveThatMakesNoSenseIsRefused() {
        assertThatThrownBy(this::redrive).hasMessageContaining("There is no execution run");
        start("{}");
        assertThatThrownBy(this::redrive).hasMessageContaining("succeeded; there is nothing to redrive");

        Workbench failing = workbenchAt(home.resolve("other"));
        broken.set(true);
        failing.executions().start(THREE_TASKS, "run", json("{}"), ExecutionListener.NONE);
        StateMachineDefinition changed =
                StateMachineDefinition.parse("Machine", machine("\"A\": {\"Type\": \"Pass\", \"End\": true}"));
        assertThatThrownBy(() -> failing.executions().redrive(changed, "run", ExecutionListener.NONE))
                .hasMessageContaining("has changed since execution run was started");
    }

    @Test
    @DisplayName("fault 28: killed after any event, also in the middle of one, it can be redriven to the same output")
    void aHistoryCutAnywhereCanBeRedriven() throws IOException {
        ExecutionRecord whole = start("{}").execution();
        Path original = workbench.executions().folderOf("Machine", "run");
        List<String> lines = Files.readAllLines(original.resolve("history.jsonl"));
        assertThat(lines).hasSize(14);
        for (int kept = 0; kept <= lines.size(); kept++) {
            for (boolean torn : new boolean[] {false, true}) {
                Workbench crashed = crash(lines, kept, torn);
                assertThat(crashed.executions().find("Machine", "run").status())
                        .isEqualTo(kept == lines.size() ? ExecutionStatus.SUCCEEDED : ExecutionStatus.ABORTED);
                if (kept == lines.size()) {
                    assertThat(crashed.executions()
                                    .start(THREE_TASKS, "run", json("{}"), ExecutionListener.NONE)
                                    .outcome())
                            .isEqualTo(Outcome.ALREADY_DONE);
                } else {
                    assertThatThrownBy(() ->
                                    crashed.executions().start(THREE_TASKS, "run", json("{}"), ExecutionListener.NONE))
                            .hasMessageContaining("was interrupted before its end. Redrive it");
                    ExecutionRecord redriven = crashed.executions().redrive(THREE_TASKS, "run", ExecutionListener.NONE);
                    assertThat(redriven.output()).as("cut after %d", kept).isEqualTo(whole.output());
                    assertThat(crashed.executions().find("Machine", "run")).isEqualTo(redriven);
                }
            }
        }
    }

    /** The execution as a kill leaves it after {@code kept} events, with half of the next one where {@code torn}. */
    private Workbench crash(List<String> lines, int kept, boolean torn) throws IOException {
        Path copy = home.resolve("cut-%d-%s".formatted(kept, torn));
        Workbench crashed = workbenchAt(copy);
        Path folder = Files.createDirectories(crashed.executions().folderOf("Machine", "run"));
        ExecutionRecord running = ExecutionRecord.started(THREE_TASKS, "run", json("{}"), crashed.clock.instant());
        new ExecutionFolder(folder).write(running);
        StringBuilder history = new StringBuilder();
        lines.subList(0, kept).forEach(line -> history.append(line).append('\n'));
        if (torn && kept < lines.size()) {
            history.append(lines.get(kept), 0, lines.get(kept).length() / 2);
        }
        Files.writeString(folder.resolve("history.jsonl"), history);
        return crashed;
    }

    @Test
    @DisplayName("fault 28: an execution whose process was killed can be redriven by another process")
    void anExecutionOfAKilledProcessCanBeRedriven() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessExecution.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .start();
        try {
            Path marker = home.resolve("in-B");
            for (int wait = 0; wait < 600 && !Files.exists(marker) && process.isAlive(); wait++) {
                Thread.sleep(50);
            }
            assertThat(marker).exists();
            assertThat(start("{}").outcome()).isEqualTo(Outcome.ALREADY_RUNNING);
            assertThat(workbench.executions().list())
                    .hasSize(1)
                    .allMatch(record -> record.status() == ExecutionStatus.RUNNING);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(workbench.executions().find("Machine", "run").status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(redrive().output()).contains(json("\"<<<A>B><A>C>\""));
        assertThat(calls).containsExactly("B", "C");
    }

    /** Runs until it is killed: state B never ends. */
    static final class EndlessExecution {
        private EndlessExecution() {}

        public static void main(String[] args) {
            Path home = Path.of(args[0]);
            new Workbench(home)
                    .on("work", request -> {
                        if (request.state().equals("B")) {
                            Files.createFile(home.resolve("in-B"));
                            Thread.sleep(Duration.ofMinutes(5).toMillis());
                        }
                        return json("\"<" + request.arguments().get("in").textValue() + ">\"");
                    })
                    .executions()
                    .start(THREE_TASKS, "run", json("{}"), ExecutionListener.NONE);
        }
    }

    @Test
    void executionsAreListedNewestFirst() {
        start("{}");
        workbench.clock.move(Duration.ofHours(1));
        workbench.executions().start(THREE_TASKS, "later", json("{}"), ExecutionListener.NONE);
        assertThat(workbench.executions().list())
                .extracting(ExecutionRecord::name)
                .containsExactly("later", "run");
    }

    @Test
    void aDamagedHistoryIsNamed() throws IOException {
        start("{}");
        Path history = workbench.executions().folderOf("Machine", "run").resolve("history.jsonl");
        Files.writeString(history, "{\"id\":1}\nnot json\n");
        assertThatThrownBy(() -> workbench.executions().states("Machine", "run"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("history.jsonl is damaged in line");
    }

    @Test
    void aNameThatIsNoFolderNameIsRefused() {
        assertThatThrownBy(
                        () -> workbench.executions().start(THREE_TASKS, "../run", json("{}"), ExecutionListener.NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'../run'");
    }
}
