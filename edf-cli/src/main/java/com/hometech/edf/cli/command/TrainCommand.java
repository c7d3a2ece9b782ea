package com.hometech.edf.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.GlobalOptions;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf train} */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Runs EDFTrainingWorkflow: checks the data, makes features, trains, evaluates and registers a model.")
public final class TrainCommand implements Callable<Integer> {
    /** What the definition of the workflow takes. */
    private static final int MOST_REASON_CHARACTERS = 200;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "First reading to use (date or instant). Default: all.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "End of the readings to use, exclusive. Default: --now, else all.")
    private @Nullable String to;

    @Mixin
    private TargetOption target = new TargetOption();

    @Option(names = "--strategy", paramLabel = "NAME", description = "Default: edf_training.default_strategy.")
    private @Nullable String strategy;

    @Option(
            names = {"-p", "--hyperparameter"},
            paramLabel = "KEY=VALUE",
            description = "Overrides one hyperparameter of the configuration, for example -p xgb_max_depth=6.")
    private Map<String, String> hyperparameters = new TreeMap<>();

    @Option(
            names = "--threshold",
            paramLabel = "KEY=VALUE",
            description =
                    "Overrides one of max_mape, max_rmse, max_wape_to_best_baseline; the value none switches it off.")
    private Map<String, String> thresholds = new TreeMap<>();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why the model is trained, at most 200 characters; \"edf models show\" tells it.")
    private @Nullable String reason;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Name of the execution. The same name and input again is a no-op. Default: made from the time.")
    private @Nullable String name;

    @Override
    public Integer call() {
        try (Workbench bench = Workbench.open(spec)) {
            bench.topology();
            requireSensible(bench);
            bench.publishConfiguration();
            ObjectNode input = input(
                    from,
                    to == null && GlobalOptions.of(spec).isNowGiven()
                            ? bench.clock().instant().toString()
                            : to);
            target.putInto(input, bench);
            if (strategy != null) {
                input.put("strategy", strategy);
            }
            if (reason != null) {
                input.put("reason", reason.strip());
            }
            putAll(input, "hyperparameters", hyperparameters);
            putAll(input, "metrics_thresholds", thresholds);
            StartedExecution started = bench.workflows()
                    .train(name == null ? bench.executionName("train" + target.suffix(bench)) : name, input);
            return new Conclusion(bench).print(started);
        }
    }

    /** What a job would refuse after minutes is refused before the execution starts. */
    private void requireSensible(Workbench bench) {
        ThresholdOptions.parameters(thresholds);
        if (reason != null && (reason.isBlank() || reason.strip().length() > MOST_REASON_CHARACTERS)) {
            throw new InvalidInputException(
                    "--reason has " + reason.strip().length() + " characters: write 1 to " + MOST_REASON_CHARACTERS);
        }
        Map<String, String> given = new TreeMap<>(hyperparameters);
        if (strategy != null) {
            given.put("strategy", strategy);
        }
        bench.config().edfTraining().withHyperparameters(given);
        Map<String, String> times = new TreeMap<>();
        Optional.ofNullable(from).ifPresent(text -> times.put("from", text));
        Optional.ofNullable(to).ifPresent(text -> times.put("to", text));
        JobContext context = new JobContext(bench.home(), times, bench.clock(), JobContext.Progress.SILENT);
        Optional<Instant> start = context.time("from");
        Optional<Instant> end = context.time("to");
        if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
            throw new InvalidInputException(
                    "--from " + from + " is not before --to " + to + ": give an earlier --from");
        }
    }

    private static ObjectNode input(@Nullable String from, @Nullable String to) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        if (from != null) {
            input.put("training_start", from);
        }
        if (to != null) {
            input.put("training_end", to);
        }
        return input;
    }

    private static void putAll(ObjectNode input, String field, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode node = input.putObject(field);
            new TreeMap<>(values).forEach(node::put);
        }
    }
}
