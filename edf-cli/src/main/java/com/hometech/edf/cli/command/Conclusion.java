package com.hometech.edf.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.cli.workflow.Reason;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.forecast.ForecastFiles;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.training.evaluation.EvaluationReport;
import com.hometech.edf.training.report.EvaluationText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says how an execution ended, what it made and what to do next. */
final class Conclusion {
    /** The error of an execution whose model did not pass. */
    static final String EVALUATION_FAILED = "EvaluationFailed";

    private final Workbench bench;
    private final Terminal terminal;
    private final boolean advises;

    Conclusion(Workbench bench) {
        this(bench, true);
    }

    /** @param advises whether the user is to decide about the model next */
    Conclusion(Workbench bench, boolean advises) {
        this.bench = bench;
        this.terminal = bench.terminal();
        this.advises = advises;
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
        if (execution.stateMachine().equals(bench.workflows().accuracyName())) {
            return accuracy(execution);
        }
        if (execution.stateMachine().equals(bench.workflows().monitoringName())) {
            return monitoring(execution);
        }
        if (execution.stateMachine().equals(bench.workflows().appliancesName())) {
            return appliances(execution);
        }
        return bench.workflows().isTraining(execution) ? training(execution) : inference(execution);
    }

    /**
     * Runs what the execution started, prints the end of each, and answers with the exit code of all.
     *
     * @param code of the execution
     */
    int runStarted(int code) {
        int worst = code;
        for (StartedExecution started : bench.workflows().runStarted()) {
            worst = Math.max(worst, print(started));
        }
        return worst;
    }

    private int accuracy(ExecutionRecord execution) {
        if (execution.status() != ExecutionStatus.SUCCEEDED) {
            return failed(execution);
        }
        terminal.line("@|green ✓|@ forecasts are scored; see them: " + bench.command("accuracy"));
        return ExitCode.OK;
    }

    private int monitoring(ExecutionRecord execution) {
        if (execution.status() != ExecutionStatus.SUCCEEDED) {
            return failed(execution);
        }
        terminal.line("@|green ✓|@ the daily checks ran; see what they found: " + bench.command("watch"));
        return ExitCode.OK;
    }

    private int appliances(ExecutionRecord execution) {
        if (execution.status() != ExecutionStatus.SUCCEEDED) {
            return failed(execution);
        }
        terminal.line("@|green ✓|@ the report is written: "
                + Workbench.shown(bench.pathOf(bench.places().applianceResults())) + "/reports/"
                + output(execution).path("upload").asText());
        return ExitCode.OK;
    }

    private int training(ExecutionRecord execution) {
        printScores(execution);
        if (execution.status() == ExecutionStatus.SUCCEEDED) {
            ModelPackage model =
                    registered(output(execution).path("model_version").asText());
            if (advises) {
                terminal.line("@|green ✓|@ " + model.modelVersion() + " is registered: "
                        + model.status().awsName());
            }
            if (advises && model.status() == ApprovalStatus.PENDING_MANUAL_APPROVAL) {
                String words = TargetOption.words(bench.quantityOf(model.group()), bench);
                terminal.plain(
                        "  read the report, then: " + bench.command("models approve " + model.version() + words));
            }
            return ExitCode.OK;
        }
        if (execution.error().equals(EVALUATION_FAILED)) {
            terminal.line("@|red ✗|@ the model did not pass its evaluation: " + Reason.of(execution.cause()));
            return ExitCode.MODEL_REFUSED;
        }
        return failed(execution);
    }

    private ModelPackage registered(String modelVersion) {
        int number = Integer.parseInt(modelVersion.substring(modelVersion.indexOf('/') + 1));
        return bench.platform()
                .models()
                .find(modelVersion.substring(0, modelVersion.indexOf('/')), number)
                .orElseThrow(() -> new ModelUnusableException(modelVersion + " is not in the registry of "
                        + bench.home() + " any more; train again: " + bench.command("train")));
    }

    private int inference(ExecutionRecord execution) {
        if (execution.status() != ExecutionStatus.SUCCEEDED) {
            return failed(execution);
        }
        JsonNode output = output(execution).path("load");
        if (output.path("rows_written").asLong() == 0) {
            return nothingStored(execution, output.path("status").asText());
        }
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
        terminal.plain("  files: " + Workbench.shown(files));
        if (Files.exists(files.resolve(ForecastFiles.CSV))) {
            terminal.plain("  CSV: " + Workbench.shown(files.resolve(ForecastFiles.CSV)));
        }
        return ExitCode.OK;
    }

    /** A run that says nothing about any building did what it was told, but not what anybody wants. */
    private int nothingStored(ExecutionRecord execution, String status) {
        terminal.line("@|yellow !|@ No forecast was stored for "
                + output(execution).path("issued_at").asText() + ".");
        if (status.equals("expired")) {
            terminal.plain("  Forecasts more than a week newer are there: " + bench.command("forecasts list"));
        } else {
            RunManifest manifest = manifestOf(execution);
            terminal.plain(String.format(
                    "  %,d buildings were silent for so long before it that they count as closed, %,d have no reading.",
                    manifest.inactive().size(), manifest.noData().size()));
            terminal.plain("  Import newer readings, or choose a time for which there are some: "
                    + bench.command("forecast --date DATE"));
        }
        return ExitCode.WRONG_INPUT;
    }

    private RunManifest manifestOf(ExecutionRecord execution) {
        ObjectUri manifest = bench.places()
                .forecastOutput(execution.stateMachine(), execution.name())
                .resolve(RunManifest.FILE_NAME);
        return RunManifest.parse(
                new String(bench.platform().objects().read(manifest), StandardCharsets.UTF_8), manifest.toString());
    }

    private int failed(ExecutionRecord execution) {
        terminal.line("@|red ✗|@ " + execution.stateMachine() + " failed: " + Reason.of(execution.cause()));
        terminal.plain("  details: " + bench.command("executions show " + execution.name()));
        terminal.plain(
                "  go on from there once it is mended: " + bench.command("executions redrive " + execution.name()));
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
            terminal.plain("  report: " + Workbench.shown(directory.resolve("evaluation_report_edf.html")));
        } catch (IOException failure) {
            throw new DependencyUnavailableException(
                    "Cannot read the evaluation in " + directory + ": " + failure, failure);
        }
    }
}
