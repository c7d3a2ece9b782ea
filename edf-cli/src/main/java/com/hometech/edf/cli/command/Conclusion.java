package com.hometech.edf.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.forecast.ForecastFiles;
import com.hometech.edf.training.evaluation.EvaluationReport;
import com.hometech.edf.training.report.EvaluationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says how an execution ended, what it made and what to do next. */
final class Conclusion {
    /** The error of an execution whose model did not pass. */
    static final String EVALUATION_FAILED = "EvaluationFailed";

    private final Workbench bench;
    private final Terminal terminal;

    Conclusion(Workbench bench) {
        this.bench = bench;
        this.terminal = bench.terminal();
    }

    /** Prints the end of the execution and answers with the exit code. */
    int print(StartedExecution started) {
        ExecutionRecord execution = started.execution();
        switch (started.outcome()) {
            case ALREADY_DONE -> terminal.plain("Execution " + execution.name() + " was done before: nothing to do.");
            case ALREADY_RUNNING -> {
                terminal.plain("Execution " + execution.name() + " is running in another process: nothing to do.");
                return ExitCode.OK;
            }
            case RAN -> terminal.plain("");
        }
        return bench.workflows().isTraining(execution) ? training(execution) : inference(execution);
    }

    private int training(ExecutionRecord execution) {
        printScores(execution);
        if (execution.status() == ExecutionStatus.SUCCEEDED) {
            String version = output(execution).path("model_version").asText();
            terminal.line("@|green ✓|@ " + version + " is registered: "
                    + output(execution).path("approval_status").asText());
            String number = version.substring(version.indexOf('/') + 1);
            terminal.plain("  read the report, then: edf models approve " + number);
            return ExitCode.OK;
        }
        if (execution.error().equals(EVALUATION_FAILED)) {
            terminal.line("@|red ✗|@ the model did not pass its evaluation: " + execution.cause());
            return ExitCode.MODEL_REFUSED;
        }
        return failed(execution);
    }

    private int inference(ExecutionRecord execution) {
        if (execution.status() != ExecutionStatus.SUCCEEDED) {
            return failed(execution);
        }
        JsonNode output = output(execution).path("load");
        terminal.line(String.format(
                "@|green ✓|@ %,d forecasts are stored (%s)",
                output.path("rows_written").asLong(), output.path("status").asText()));
        if (output.path("rows_rejected").asLong() > 0) {
            terminal.line(String.format(
                    "  @|yellow !|@ %,d were set aside: %s",
                    output.path("rows_rejected").asLong(),
                    bench.pathOf(ObjectUri.parse(output.path("rejected_url").asText()))));
        }
        Path files = bench.pathOf(bench.places().forecastOutput(execution.stateMachine(), execution.name()));
        terminal.plain("  files: " + files);
        if (Files.exists(files.resolve(ForecastFiles.CSV))) {
            terminal.plain("  CSV: " + files.resolve(ForecastFiles.CSV));
        }
        return ExitCode.OK;
    }

    private int failed(ExecutionRecord execution) {
        terminal.line("@|red ✗|@ " + execution.stateMachine() + " failed: " + execution.cause());
        terminal.plain("  states and files: edf executions show " + execution.name());
        terminal.plain("  go on from there: edf executions redrive " + execution.name());
        return ExitCode.WORKFLOW_FAILED;
    }

    private static JsonNode output(ExecutionRecord execution) {
        return execution.output().orElse(MissingNode.getInstance());
    }

    private void printScores(ExecutionRecord execution) {
        Path directory = bench.pathOf(bench.places().evaluationOutput(execution.stateMachine(), execution.name()));
        if (Files.isDirectory(directory)) {
            printReport(directory);
        }
    }

    /** Prints the scores of an evaluation and where its page lies. */
    void printReport(Path directory) {
        try {
            EvaluationText.lines(EvaluationReport.read(directory)).forEach(line -> terminal.plain("  " + line));
            terminal.plain("  report: " + directory.resolve("evaluation_report_edf.html"));
        } catch (IOException failure) {
            throw new DependencyUnavailableException(
                    "Cannot read the evaluation in " + directory + ": " + failure, failure);
        }
    }
}
