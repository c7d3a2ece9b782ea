package com.hometech.edf.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.inference.schedule.IssueTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf forecast} */
@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description =
                "Runs EDFInferenceWorkflow: forecasts the next 72 hours of every building with the approved model.")
public final class ForecastCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description =
                    "Day (at the schedule's hour) or instant to forecast from. Default: the newest schedule time before now.")
    private @Nullable String date;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Name of the execution. The same name and input again is a no-op. Default: made from the time.")
    private @Nullable String name;

    @Mixin
    private TargetOption target = new TargetOption();

    @Option(names = "--csv", description = "Writes the forecasts as CSV too, beside the Parquet file.")
    private boolean csv;

    @Override
    public Integer call() {
        try (Workbench bench = Workbench.open(spec)) {
            bench.topology();
            if (date != null) {
                new IssueTime(
                                bench.config().edfInference().schedule(),
                                TimeStep.of(bench.config().edfFeatureEng().step()))
                        .of(date);
            }
            bench.publishConfiguration();
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            if (date != null) {
                input.put("inference_date", date);
            }
            target.putInto(input, bench);
            if (csv) {
                input.put("csv", true);
            }
            StartedExecution started = bench.workflows()
                    .forecast(name == null ? bench.executionName("forecast" + target.suffix(bench)) : name, input);
            return new Conclusion(bench).print(started);
        }
    }
}
