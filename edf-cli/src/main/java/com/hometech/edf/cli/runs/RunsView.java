package com.hometech.edf.cli.runs;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.Durations;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.inference.runs.MetricDirection;
import com.hometech.edf.inference.runs.RunComparison;
import com.hometech.edf.inference.runs.RunComparison.MetricRow;
import com.hometech.edf.inference.runs.TrainingRun;
import com.hometech.edf.inference.runs.TrainingRun.Limit;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Training runs as tables of text. */
public final class RunsView {
    private static final String NOTHING = "-";
    private static final int SHOWN_FINGERPRINT = 12;

    private RunsView() {}

    /** A line for each run. */
    public static String list(List<KnownRun> runs, int columns) {
        TextTable table = new TextTable(
                "run", "status", "strategy", "target", "WAPE %", "cover %", "to base", "model", "started");
        for (KnownRun known : runs) {
            TrainingRun run = known.run();
            table.row(
                    run.run(),
                    status(known),
                    run.strategy(),
                    run.target().code(),
                    number(run.metrics().get("wape_percent"), 2),
                    number(run.metrics().get("coverage_percent"), 1),
                    number(run.metrics().get("wape_to_best_baseline"), 3),
                    run.modelVersion() == null ? "" : run.modelVersion().replaceFirst(".*/", ""),
                    run.startedAt().truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z"));
        }
        List<String> lines = new ArrayList<>(List.of(table.render(columns)));
        runs.stream()
                .map(KnownRun::run)
                .filter(run -> !run.reasons().isEmpty())
                .map(run -> run.run() + " " + run.status().code() + ": " + String.join("; ", run.reasons()))
                .forEach(lines::add);
        return String.join(System.lineSeparator(), lines);
    }

    /** Approved, rejected by a person, or how the run ended. */
    private static String status(KnownRun known) {
        return known.approval() == null ? known.run().status().code() : known.approval();
    }

    /** Everything about one run. */
    public static String show(KnownRun known, Workbench bench) {
        TrainingRun run = known.run();
        TextTable facts = new TextTable("", "");
        facts.row("run", run.run());
        facts.row("status", run.status().code());
        run.reasons().forEach(reason -> facts.row("why", reason));
        facts.row("started", run.startedAt().toString());
        facts.row("took", Durations.text(Duration.between(run.startedAt(), run.endedAt())));
        if (run.modelVersion() != null) {
            facts.row("model", run.modelVersion() + (known.approval() == null ? ", not registered any more" : ""));
        }
        if (known.approval() != null) {
            String why = known.approvalReason() == null ? "" : known.approvalReason();
            facts.row("approval", known.approval() + (why.isEmpty() ? "" : ": " + why));
        }
        if (bench.config().edfTraining().mlflow().server().isPresent()) {
            facts.row(
                    "MLflow",
                    known.mlflowRunId() == null
                            ? "not sent; send it: " + bench.command("runs push " + run.run())
                            : "run " + known.mlflowRunId());
        }
        List<String> parts = new ArrayList<>(List.of(facts.render()));
        parts.add(section("Parameters", texts(run.parameters())));
        if (!run.limits().isEmpty()) {
            parts.add(section("Limits", limits(run)));
        }
        if (!run.metrics().isEmpty()) {
            parts.add(section("Metrics (medians over buildings; of baselines over all leads)", scores(run)));
        }
        parts.add(section("Lineage", texts(run.lineage())));
        TextTable artifacts = new TextTable("", "", "");
        run.artifacts().forEach(artifact -> artifacts.row(artifact.name(), artifact.uri(), artifact.sha256()));
        parts.add(section("Artifacts", artifacts));
        return String.join(System.lineSeparator(), parts);
    }

    /** A column for all leads, for each group of them and for each baseline. */
    private static TextTable scores(TrainingRun run) {
        SortedSet<String> leads = new TreeSet<>();
        SortedSet<String> baselines = new TreeSet<>();
        SortedSet<String> metrics = new TreeSet<>();
        for (String name : run.metrics().keySet()) {
            String[] parts = name.split("/");
            metrics.add(parts[parts.length - 1]);
            if (parts.length == 2) {
                (parts[0].startsWith("leads_") ? leads : baselines).add(parts[0]);
            }
        }
        List<String> groups = new ArrayList<>(leads);
        groups.addAll(baselines);
        List<String> header = new ArrayList<>(List.of("all leads"));
        header.addAll(groups.stream().map(group -> group.replace('_', ' ')).toList());
        TextTable table = table("", header);
        for (String metric : metrics) {
            List<String> values = new ArrayList<>(List.of(number(run.metrics().get(metric), 3)));
            groups.forEach(group -> values.add(number(run.metrics().get(group + "/" + metric), 3)));
            row(table, metric, values);
        }
        return table;
    }

    private static TextTable limits(TrainingRun run) {
        TextTable table = new TextTable("metric", "value", "limit", "");
        for (Limit limit : run.limits()) {
            table.row(
                    limit.metric(),
                    number(limit.value(), 3),
                    number(limit.limit(), 3),
                    limit.passed() ? "kept" : "not kept");
        }
        return table;
    }

    /** What differs between runs; the best value of a metric is marked with {@code *}. */
    public static String compare(RunComparison comparison) {
        List<String> parts = new ArrayList<>();
        parts.add(section("Parameters that differ", differing(comparison.runs(), comparison.parameters())));
        parts.add(section("Lineage that differs", differing(comparison.runs(), comparison.lineage())));
        if (!comparison.sameJudgement()) {
            parts.add(System.lineSeparator()
                    + "The runs were judged by different periods or buildings: metrics differ also where models are equally good."
                    + System.lineSeparator()
                    + "To judge them alike: edf evaluate, or train with the same --to.");
        }
        parts.add(
                section("Metrics (* best; differences from " + comparison.runs().get(0) + ")", metrics(comparison)));
        return String.join(System.lineSeparator(), parts);
    }

    private static TextTable differing(List<String> runs, Map<String, List<@Nullable String>> differing) {
        TextTable table = table("", runs);
        differing.forEach((name, values) ->
                row(table, name, values.stream().map(RunsView::shortened).toList()));
        return table;
    }

    private static TextTable metrics(RunComparison comparison) {
        TextTable table = table("metric", comparison.runs());
        for (MetricRow metric : comparison.metrics()) {
            if (MetricDirection.of(metric.metric()) == MetricDirection.NONE) {
                continue; // says nothing about the models
            }
            List<String> cells = new ArrayList<>();
            for (int run = 0; run < comparison.runs().size(); run++) {
                String value = number(metric.values().get(run), 3);
                @Nullable Double difference = metric.differences().get(run);
                boolean tells = run > 0 && difference != null;
                cells.add(value
                        + (metric.best() != null && metric.best() == run ? " *" : "")
                        + (tells ? String.format(Locale.ROOT, " (%+.3f)", difference) : ""));
            }
            row(table, metric.metric(), cells);
        }
        return table;
    }

    private static TextTable table(String first, List<String> runs) {
        List<String> header = new ArrayList<>(List.of(first));
        header.addAll(runs);
        return new TextTable(header.toArray(String[]::new));
    }

    private static void row(TextTable table, String name, List<String> values) {
        List<String> cells = new ArrayList<>(List.of(name));
        cells.addAll(values);
        table.row(cells.toArray(String[]::new));
    }

    private static TextTable texts(Map<String, String> texts) {
        TextTable table = new TextTable("", "");
        texts.forEach(table::row);
        return table;
    }

    private static String section(String title, TextTable table) {
        String rows = table.render();
        return System.lineSeparator() + title + System.lineSeparator() + (rows.isEmpty() ? "  none" : rows);
    }

    /** Of a checksum its beginning, which is enough to tell it from another. */
    private static String shortened(@Nullable String value) {
        if (value == null) {
            return NOTHING;
        }
        return value.matches("[0-9a-f]{64}") ? value.substring(0, SHOWN_FINGERPRINT) + "…" : value;
    }

    private static String number(@Nullable Double value, int decimals) {
        return value == null ? NOTHING : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
