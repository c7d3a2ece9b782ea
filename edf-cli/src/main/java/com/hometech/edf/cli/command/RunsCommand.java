package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.runs.KnownRun;
import com.hometech.edf.cli.runs.KnownRuns;
import com.hometech.edf.cli.runs.RunsView;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.inference.runs.MetricDirection;
import com.hometech.edf.inference.runs.RunComparison;
import com.hometech.edf.inference.runs.TrainingRun;
import com.hometech.edf.inference.runs.mlflow.MlflowReceipt;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edf runs …}: training runs, what they were given and how good their models were. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Lists, shows and compares training runs, those too whose model was refused (docs/runs.md).")
public final class RunsCommand implements Runnable {
    private static final double USUAL_COVERAGE_PERCENT = 80;

    @Spec
    private CommandSpec spec;

    /** Which runs, and in which order. */
    static final class Selection {
        @Option(names = "--strategy", paramLabel = "NAME", description = "Only runs of this strategy.")
        private @Nullable String strategy;

        @Option(names = "--target", paramLabel = "QUANTITY", description = "Only consumption, or only solar.")
        private @Nullable String target;

        @Option(names = "--since", paramLabel = "TIME", description = "Only runs started since (date or instant).")
        private @Nullable String since;

        @Option(
                names = "--sort",
                paramLabel = "METRIC",
                description = "The best first by a metric, for example wape_percent. Default: the newest first.")
        private @Nullable String sort;

        List<TrainingRun> of(List<TrainingRun> all) {
            Instant start = since == null ? Instant.MIN : time(since);
            @Nullable Quantity quantity = target == null ? null : Quantity.ofCode(target, "--target");
            List<TrainingRun> chosen = all.stream()
                    .filter(run -> strategy == null || run.strategy().equalsIgnoreCase(strategy))
                    .filter(run -> quantity == null || run.target() == quantity)
                    .filter(run -> !run.startedAt().isBefore(start))
                    .toList();
            return sort == null ? chosen : sorted(chosen, sort);
        }

        private static Instant time(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException noTime) {
                throw new InvalidInputException(
                        "--since \"" + text + "\" is no time; write a date such as 2026-11-01, or an instant such as"
                                + " 2026-11-01T05:00:00Z",
                        noTime);
            }
        }

        /** Runs without the metric come last. */
        private static List<TrainingRun> sorted(List<TrainingRun> runs, String metric) {
            Set<String> known = new TreeSet<>();
            runs.forEach(run -> known.addAll(run.metrics().keySet()));
            if (!runs.isEmpty() && !known.contains(metric)) {
                throw new InvalidInputException("--sort \"" + metric + "\" is a metric of none of these runs; "
                        + NearestName.of(metric, known)
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElse("see those of a run: edf runs show RUN"));
            }
            return runs.stream()
                    .sorted(Comparator.comparingDouble(run -> loss(run, metric)))
                    .toList();
        }

        private static double loss(TrainingRun run, String metric) {
            @Nullable Double value = run.metrics().get(metric);
            return value == null
                    ? Double.POSITIVE_INFINITY
                    : MetricDirection.of(metric)
                            .loss(value, USUAL_COVERAGE_PERCENT)
                            .orElse(value);
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists training runs, newest first.")
    int list(
            @Mixin Selection selection,
            @Option(names = "--json", description = "Prints the records of the runs as JSON and nothing else.")
                    boolean json) {
        try (Workbench bench = Workbench.open(spec)) {
            KnownRuns known = new KnownRuns(bench);
            List<TrainingRun> all = known.list();
            List<KnownRun> chosen =
                    selection.of(all).stream().map(known::describe).toList();
            if (json) {
                bench.terminal().plain(JsonFiles.toText(chosen).stripTrailing());
            } else if (chosen.isEmpty()) {
                bench.terminal()
                        .plain(
                                all.isEmpty()
                                        ? "No training run has ended in " + bench.home() + ". Start one: "
                                                + bench.command("train")
                                        : "None of " + all.size() + " training runs is like that.");
            } else {
                bench.terminal().plain(RunsView.list(chosen, bench.terminal().width()));
            }
            return ExitCode.OK;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows everything known about one run.")
    int show(
            @Parameters(paramLabel = "RUN", description = "Name of the run, as edf runs list says it.") String name,
            @Option(names = "--json", description = "Prints the record as JSON and nothing else.") boolean json) {
        try (Workbench bench = Workbench.open(spec)) {
            KnownRuns known = new KnownRuns(bench);
            KnownRun run = known.describe(known.named(List.of(name)).get(0));
            bench.terminal().plain(json ? JsonFiles.toText(run).stripTrailing() : RunsView.show(run, bench));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description = "Shows what differs between runs, and their metrics side by side.")
    int compare(
            @Parameters(paramLabel = "RUN", arity = "2..*", description = "The first is what others are compared with.")
                    List<String> names,
            @Option(names = "--json", description = "Prints the comparison as JSON and nothing else.") boolean json) {
        try (Workbench bench = Workbench.open(spec)) {
            RunComparison comparison = RunComparison.of(new KnownRuns(bench).named(names));
            bench.terminal().plain(json ? JsonFiles.toText(comparison).stripTrailing() : RunsView.compare(comparison));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "push",
            mixinStandardHelpOptions = true,
            description = "Sends runs to the MLflow server of edf_training.mlflow; again is a no-op there.")
    int push(@Parameters(paramLabel = "RUN", arity = "1..*") List<String> names) {
        try (Workbench bench = Workbench.open(spec)) {
            KnownRuns known = new KnownRuns(bench);
            for (TrainingRun run : known.named(names)) {
                MlflowReceipt receipt = known.push(run);
                bench.terminal()
                        .line("@|green ✓|@ " + run.run() + " is run " + receipt.runId() + " at "
                                + receipt.trackingUri());
            }
            return ExitCode.OK;
        }
    }
}
