package com.hometech.edf.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.StartedExecution;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ForecastCommandTest {
    private static final String NOW = "2024-11-21T05:00:00Z";

    @TempDir
    private Path home;

    private final StringWriter printed = new StringWriter();

    @Test
    void theWorkflowIsAskedForCsvOnRequestOnly() throws IOException {
        importTopology();

        int exitCode = Edf.run("forecast", "--csv", "--name", "with", "--home", home.toString(), "--now", NOW);
        Edf.run("forecast", "--date", "2024-11-20", "--name", "without", "--home", home.toString(), "--now", NOW);

        assertThat(exitCode).as("there is no model yet").isEqualTo(ExitCode.WORKFLOW_FAILED);
        assertThat(inputOf("with")).isEqualTo("{\"csv\":true}");
        assertThat(inputOf("without")).isEqualTo("{\"inference_date\":\"2024-11-20\"}");
    }

    @Test
    void theConclusionSaysWhereTheCsvLiesIfThereIsOne() throws IOException {
        try (Workbench bench = open()) {
            Path files = Files.createDirectories(
                    bench.pathOf(bench.places().forecastOutput(bench.workflows().inferenceName(), "run")));
            new Conclusion(bench).print(done(bench));
            assertThat(printed.toString()).contains("files: " + files).doesNotContain("CSV");

            Path csv = Files.writeString(files.resolve("forecasts.csv"), "timestamp");
            new Conclusion(bench).print(done(bench));

            assertThat(printed.toString()).contains("CSV: " + csv);
        }
    }

    private void importTopology() throws IOException {
        try (Workbench bench = open()) {
            Path topology = Files.createDirectories(bench.pathOf(bench.places().calendarTopology()));
            Files.writeString(topology.resolve("buildings.csv"), """
                    building_id,site_id,timezone,use_type,has_solar
                    b1,s1,UTC,Office,false
                    """);
        }
    }

    private String inputOf(String execution) {
        try (Workbench bench = open()) {
            return bench.workflows()
                    .executions()
                    .find(bench.workflows().inferenceName(), execution)
                    .input()
                    .toString();
        }
    }

    private Workbench open() {
        CommandLine commandLine = new CommandLine(new Edf());
        CommandLine forecast = commandLine.getSubcommands().get("forecast");
        forecast.setOut(new PrintWriter(printed, true));
        commandLine.parseArgs("forecast", "--home", home.toString(), "--now", NOW);
        return Workbench.open(forecast.getCommandSpec());
    }

    private static StartedExecution done(Workbench bench) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.putObject("load").put("status", "complete").put("rows_written", 72);
        return new StartedExecution(
                StartedExecution.Outcome.RAN,
                new ExecutionRecord(
                        bench.workflows().inferenceName(),
                        "run",
                        ExecutionStatus.SUCCEEDED,
                        JsonNodeFactory.instance.objectNode(),
                        Optional.of(output),
                        "",
                        "",
                        Instant.parse(NOW),
                        Optional.of(Instant.parse(NOW)),
                        0,
                        ""));
    }
}
