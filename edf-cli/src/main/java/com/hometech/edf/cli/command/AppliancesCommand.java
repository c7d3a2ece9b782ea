package com.hometech.edf.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.insights.ResultFiles;
import com.hometech.edf.insights.analysis.ApplianceSummary;
import com.hometech.edf.insights.analysis.UploadSummary;
import com.hometech.edf.insights.report.ReportText;
import com.hometech.edf.insights.report.UploadReport;
import com.hometech.edf.insights.report.UploadReport.Status;
import com.hometech.edf.insights.sample.SampleAppliances;
import com.hometech.edf.insights.upload.UploadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edf appliances} */
@Command(
        name = "appliances",
        mixinStandardHelpOptions = true,
        description = {
            "Runs EDFApplianceWorkflow: says what the appliances of a home take, will take, what is not as usual and what is"
                    + " worth doing.",
            "",
            "FILE is a CSV file of timestamp, appliance, kwh. It is put into the raw zone, as a resident or supplier does on"
                    + " AWS; the same file again gives the same report (docs/appliances.md)."
        })
public final class AppliancesCommand implements Callable<Integer> {
    private static final long SAMPLE_SEED = 42;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file.")
    private @Nullable Path file;

    @Option(
            names = "--household",
            paramLabel = "ID",
            description = "Folder of the raw zone to put it into: letters, digits, '_', '-' and '.'.")
    private @Nullable String household;

    @Option(names = "--sample", paramLabel = "FILE", description = "Writes a file to try this with, and stops.")
    private @Nullable Path sample;

    @Override
    public Integer call() {
        if (sample != null && file == null) {
            return writeSample(sample);
        }
        if (file == null || sample != null) {
            throw new InvalidInputException(
                    "Give one FILE to analyse, or --sample FILE to get one to try: edf appliances"
                            + " --sample home.csv");
        }
        if (household != null && !household.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
            throw new InvalidInputException("--household " + household
                    + " is no id: give letters, digits, '_', '-' and '.', for example home-17");
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There is no file " + file);
        }
        try (Workbench bench = Workbench.open(spec)) {
            return analyse(bench, file);
        }
    }

    private int writeSample(Path to) {
        try (Workbench bench = Workbench.open(spec)) {
            Files.writeString(
                    to, SampleAppliances.csv(bench.config().edfInsights().zone(), SAMPLE_SEED));
            bench.terminal().line("@|green ✓|@ " + Workbench.shown(to) + ": fourteen weeks of ten appliances");
            bench.terminal()
                    .plain("  analyse it: " + bench.command("appliances " + Workbench.quoted(Workbench.shown(to))));
            return ExitCode.OK;
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot write " + to + ": " + failure, failure);
        }
    }

    private int analyse(Workbench bench, Path upload) {
        bench.publishConfiguration();
        ObjectUri object = bench.places()
                .applianceUploads()
                .resolve((household == null ? "" : household + "/") + upload.getFileName());
        bench.platform().objects().put(object, upload);
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("bucket", object.bucket()).put("key", object.key());
        StartedExecution started = bench.workflows().analyseAppliances(bench.freeExecutionName("appliances"), input);
        if (started.execution().status() != ExecutionStatus.SUCCEEDED) {
            return new Conclusion(bench).print(started);
        }
        return show(bench, UploadId.of(object, bench.places().applianceUploads()));
    }

    private static int show(Workbench bench, UploadId id) {
        Terminal terminal = bench.terminal();
        ResultFiles files =
                new ResultFiles(bench.platform().objects(), bench.places().applianceResults());
        UploadReport report = files.report(id);
        Path page = bench.pathOf(files.reports(id)).resolve(UploadReport.PAGE_NAME);
        terminal.plain("");
        if (report.status() == Status.REFUSED) {
            terminal.line("@|red ✗|@ the file could not be used");
            terminal.plain("  " + report.problem());
            terminal.plain("  report: " + Workbench.shown(page));
            return ExitCode.WRONG_INPUT;
        }
        UploadSummary summary = files.summary(id);
        terminal.plain(table(summary).render(terminal.width()));
        terminal.plain("");
        ReportText text = report.text();
        if (text != null) {
            text.paragraphs().forEach(terminal::plain);
        }
        terminal.plain("");
        long rejected =
                summary.rejected().values().stream().mapToLong(Long::longValue).sum();
        if (rejected > 0) {
            terminal.line("@|yellow !|@ %s of %s lines were set aside: %s"
                    .formatted(
                            Numbers.count(rejected),
                            Numbers.count(summary.lines()),
                            Workbench.shown(bench.pathOf(files.processed(id)).resolve(ResultFiles.REJECTED_NAME))));
        }
        terminal.plain("report: " + Workbench.shown(page));
        terminal.plain("files: " + Workbench.shown(bench.pathOf(bench.places().applianceResults()))
                + "/{processed,forecast,anomalies,reports}/" + id);
        return ExitCode.OK;
    }

    private static TextTable table(UploadSummary summary) {
        TextTable table = new TextTable("appliance", "kWh", "share", "kWh a day", "peak hour", "standby kWh a year");
        for (ApplianceSummary appliance : summary.appliances()) {
            table.row(
                    appliance.appliance(),
                    Numbers.fixed(appliance.kwh(), 1),
                    appliance.share() == null ? "" : Numbers.percent(appliance.share(), 1),
                    Numbers.fixed(appliance.kwhPerDay(), 2),
                    appliance.peakHour() != null
                            ? "%02d:00".formatted(appliance.peakHour())
                            : Boolean.TRUE.equals(appliance.sameAllDay()) ? "same all day" : "",
                    appliance.standbyKwhPerYear() == null ? "" : Numbers.fixed(appliance.standbyKwhPerYear(), 0));
        }
        return table;
    }
}
