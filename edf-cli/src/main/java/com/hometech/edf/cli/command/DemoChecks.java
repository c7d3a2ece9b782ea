package com.hometech.edf.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.monitoring.accuracy.AccuracyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The demo once the readings of the forecast hours have arrived: how good the forecasts turned out to be, and the daily checks. */
final class DemoChecks {
    private final Workbench bench;
    private final BiFunction<String, Supplier<StartedExecution>, StartedExecution> unbroken;

    /**
     * @param bench whose clock says that the readings have arrived
     * @param unbroken runs an execution of a name, or goes on with one that was interrupted
     */
    DemoChecks(Workbench bench, BiFunction<String, Supplier<StartedExecution>, StartedExecution> unbroken) {
        this.bench = bench;
        this.unbroken = unbroken;
    }

    /** Runs both; gives the exit code of the first that failed. */
    int run(String suffix) {
        heading("Once the readings have arrived, " + bench.clock().instant() + "  EDFAccuracyWorkflow");
        String accuracyName = "demo-accuracy" + suffix;
        StartedExecution accuracy =
                unbroken.apply(accuracyName, () -> bench.workflows().trackAccuracy(accuracyName, input()));
        if (accuracy.execution().status() != ExecutionStatus.SUCCEEDED) {
            return new Conclusion(bench).print(accuracy);
        }
        showAccuracy();
        heading("Daily checks  EDFMonitoringWorkflow");
        String watchName = "demo-watch" + suffix;
        StartedExecution watch =
                unbroken.apply(watchName, () -> bench.workflows().watch(watchName, input()));
        if (watch.execution().status() != ExecutionStatus.SUCCEEDED) {
            return new Conclusion(bench).print(watch);
        }
        WatchCommand.show(bench, WatchCommand.newest(bench));
        return ExitCode.OK;
    }

    private ObjectNode input() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("as_of", bench.clock().instant().toString());
    }

    private void showAccuracy() {
        Path file = bench.pathOf(bench.places().accuracy()).resolve(AccuracySummary.FILE_NAME);
        try {
            AccuracySummary summary = AccuracySummary.parse(Files.readString(file), file.toString());
            bench.terminal().plain("");
            AccuracyText.lines(summary).forEach(line -> bench.terminal().plain(line.isEmpty() ? "" : "  " + line));
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + file + ": " + failure, failure);
        }
    }

    private void heading(String text) {
        bench.terminal().plain("");
        bench.terminal().line("@|bold " + text + "|@");
    }
}
