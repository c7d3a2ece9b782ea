package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.Executions;
import com.hometech.edf.cli.states.StateSummary;
import com.hometech.edf.cli.terminal.Durations;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edf executions …}: what ran, how far it came and why it ended. */
@Command(
        name = "executions",
        mixinStandardHelpOptions = true,
        description = "Lists and shows runs of the workflows, and goes on with those that failed.")
public final class ExecutionsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the executions, newest first.")
    int list() {
        try (Workbench bench = Workbench.open(spec)) {
            List<ExecutionRecord> executions = bench.workflows().executions().list();
            if (executions.isEmpty()) {
                bench.terminal().plain("Nothing has run in " + bench.home() + " yet. Try: " + bench.command("demo"));
                return ExitCode.OK;
            }
            TextTable table = new TextTable("name", "workflow", "status", "started", "took", "redrives");
            executions.forEach(execution -> table.row(
                    execution.name(),
                    execution.stateMachine(),
                    execution.status().name(),
                    execution.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                    took(execution),
                    Integer.toString(execution.redriveCount())));
            bench.terminal().plain(table.render());
            return ExitCode.OK;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows the states of one execution.")
    int show(@Parameters(paramLabel = "NAME") String name) {
        try (Workbench bench = Workbench.open(spec)) {
            Executions executions = bench.workflows().executions();
            ExecutionRecord execution = find(executions, name);
            bench.terminal().plain(facts(executions, execution).render());
            bench.terminal().plain("");
            bench.terminal().plain(states(executions, execution).render());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "redrive",
            mixinStandardHelpOptions = true,
            description =
                    "Goes on with an execution that failed or was interrupted, from the state that did not end well.")
    int redrive(@Parameters(paramLabel = "NAME") String name) {
        try (Workbench bench = Workbench.open(spec)) {
            ExecutionRecord execution = find(bench.workflows().executions(), name);
            Conclusion conclusion = new Conclusion(bench);
            return conclusion.runStarted(conclusion.print(bench.workflows().redrive(execution)));
        }
    }

    private static ExecutionRecord find(Executions executions, String name) {
        List<ExecutionRecord> all = executions.list();
        List<ExecutionRecord> named =
                all.stream().filter(execution -> execution.name().equals(name)).toList();
        if (named.isEmpty()) {
            List<String> known =
                    all.stream().map(ExecutionRecord::name).limit(5).toList();
            throw new InvalidInputException("There is no execution \"" + name + "\"; "
                    + (known.isEmpty() ? "nothing has run in this home yet" : "the newest are " + known));
        }
        return named.get(0);
    }

    private static TextTable facts(Executions executions, ExecutionRecord execution) {
        TextTable table = new TextTable("", "");
        table.row("execution", execution.name());
        table.row("workflow", execution.stateMachine());
        table.row("status", execution.status().name());
        table.row("started", execution.startedAt().toString());
        table.row("took", took(execution));
        table.row("redrives", Integer.toString(execution.redriveCount()));
        table.row("input", execution.input().toString());
        execution.output().ifPresent(output -> table.row("output", output.toString()));
        if (!execution.error().isEmpty()) {
            table.row("error", execution.error());
            table.row("cause", execution.cause());
        }
        table.row(
                "files",
                executions.folderOf(execution.stateMachine(), execution.name()).toString());
        return table;
    }

    private static TextTable states(Executions executions, ExecutionRecord execution) {
        TextTable table = new TextTable("state", "status", "entered", "took", "retries", "error");
        for (StateSummary state : executions.states(execution.stateMachine(), execution.name())) {
            table.row(
                    state.state(),
                    state.status().name(),
                    state.enteredAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                    state.duration().map(Durations::text).orElse(""),
                    Integer.toString(state.retries()),
                    state.error());
        }
        return table;
    }

    private static String took(ExecutionRecord execution) {
        return execution
                .stoppedAt()
                .map(end -> Durations.text(Duration.between(execution.startedAt(), end)))
                .orElse("");
    }
}
