package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.watch.ChallengerComparison.Verdict;
import com.hometech.edf.inference.registry.ArtifactCheck;
import com.hometech.edf.inference.registry.RollBack;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edf models …}: the registry, and the decision of a person about each model. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists, shows, approves and rejects models, and goes back. Only an approved model forecasts.")
public final class ModelsCommand implements Runnable {
    private static final String WHICH = "Number of the version, or GROUP/NUMBER.";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the models, newest first.")
    int list(@Mixin TargetOption target) {
        try (Workbench bench = Workbench.open(spec)) {
            List<ModelPackage> models = bench.platform().models().list(bench.modelGroup(target.of(bench)));
            if (models.isEmpty()) {
                bench.terminal()
                        .plain("No model is registered in " + bench.home() + ". Train one: "
                                + bench.command("train" + target.words(bench)));
                return ExitCode.OK;
            }
            TextTable table = new TextTable("version", "status", "WAPE %", "MASE", "cover %", "registered", "reason");
            models.forEach(model -> table.row(
                    Integer.toString(model.version()),
                    model.status().awsName(),
                    number(model.metrics(), "wape_percent", 1),
                    number(model.metrics(), "mase", 3),
                    number(model.metrics(), "coverage_percent", 1),
                    model.createdAt().truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z"),
                    model.statusReason()));
            bench.terminal().plain(table.render(bench.terminal().width()));
            ShadowComparisons comparisons = ShadowComparisons.of(bench);
            models.forEach(model -> comparisons.of(model).ifPresent(comparison -> {
                bench.terminal()
                        .plain("  version " + model.version() + " beside the live one: " + comparisons.verdict(model));
                if (comparison.verdict() == Verdict.BETTER) {
                    bench.terminal()
                            .plain("  let it go live: "
                                    + bench.command("models approve " + model.version() + target.words(bench)));
                }
            }));
            return ExitCode.OK;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows everything known about one model.")
    int show(
            @Parameters(paramLabel = "VERSION", converter = ModelReference.Converter.class, description = WHICH)
                    ModelReference wanted,
            @Mixin TargetOption target) {
        try (Workbench bench = Workbench.open(spec)) {
            ModelPackage model = find(bench, wanted, target);
            TextTable table = new TextTable("", "");
            table.row("model", model.modelVersion());
            table.row("arn", model.arn());
            table.row("status", model.status().awsName());
            table.row("reason", model.statusReason());
            table.row("registered", model.createdAt().toString());
            table.row("artifact", model.modelData().toString());
            table.row("file", bench.pathOf(model.modelData()).toString());
            table.row("sha256", model.sha256());
            model.metadata().forEach((name, value) -> table.row(name, readable(bench, value)));
            model.metrics().forEach((name, value) -> table.row(name, number(model.metrics(), name, 3)));
            ShadowComparisons.of(bench).of(model).ifPresent(comparison -> table.row("beside live", comparison.text()));
            bench.terminal().plain(table.render());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Lets a model go live. The newest approved version forecasts.")
    int approve(
            @Parameters(paramLabel = "VERSION", converter = ModelReference.Converter.class, description = WHICH)
                    ModelReference wanted,
            @Mixin TargetOption target,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "approved on the command line")
                    String reason) {
        return decide(wanted, target, ApprovalStatus.APPROVED, reason);
    }

    @Command(
            name = "reject",
            mixinStandardHelpOptions = true,
            description = "Takes a model out of service. The next older approved version takes over (rollback).")
    int reject(
            @Parameters(paramLabel = "VERSION", converter = ModelReference.Converter.class, description = WHICH)
                    ModelReference wanted,
            @Mixin TargetOption target,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "rejected on the command line")
                    String reason) {
        return decide(wanted, target, ApprovalStatus.REJECTED, reason);
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Goes back to the approved version before the one that forecasts, which is rejected.")
    int rollback(
            @Mixin TargetOption target,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "rolled back on the command line")
                    String reason) {
        try (Workbench bench = Workbench.open(spec)) {
            RollBack.Outcome done = new RollBack(bench.platform()).rollBack(bench.modelGroup(target.of(bench)), reason);
            done.rejected().forEach(model -> bench.terminal()
                    .line("@|green ✓|@ " + model.modelVersion() + " is "
                            + model.status().awsName()));
            bench.terminal()
                    .plain("  the next run forecasts with " + done.live().modelVersion());
            return ExitCode.OK;
        }
    }

    private int decide(ModelReference wanted, TargetOption target, ApprovalStatus status, String reason) {
        try (Workbench bench = Workbench.open(spec)) {
            ModelPackage candidate = find(bench, wanted, target);
            if (status == ApprovalStatus.APPROVED) {
                requireUsable(bench, candidate);
            }
            ModelPackage model =
                    bench.platform().models().decide(candidate.group(), candidate.version(), status, reason);
            bench.terminal()
                    .line("@|green ✓|@ " + model.modelVersion() + " is "
                            + model.status().awsName());
            return ExitCode.OK;
        }
    }

    /** A model whose artifact is missing or changed must not be promoted. */
    private static void requireUsable(Workbench bench, ModelPackage model) {
        new ArtifactCheck(bench.platform().objects()).check(model).ifPresent(finding -> {
            throw new ModelUnusableException("Cannot approve " + finding.reason()
                    + ". Approve another version, or train again: " + bench.command("train"));
        });
    }

    private static ModelPackage find(Workbench bench, ModelReference wanted, TargetOption target) {
        String group = wanted.group(bench, target);
        return bench.platform().models().find(group, wanted.version()).orElseThrow(() -> {
            List<Integer> known = bench.platform().models().list(group).stream()
                    .map(ModelPackage::version)
                    .toList();
            return new InvalidInputException(
                    "Model version " + wanted.version() + " of " + group + " is not registered; "
                            + (known.isEmpty()
                                    ? "none is yet, train one: " + bench.command("train" + target.words(bench))
                                    : "known versions: " + known));
        });
    }

    private static String readable(Workbench bench, String value) {
        return value.startsWith("s3://") ? bench.pathOf(ObjectUri.parse(value)).toString() : value;
    }

    private static String number(Map<String, Double> metrics, String name, int decimals) {
        Double value = metrics.get(name);
        return value == null ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
