package com.hometech.edf.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.domain.Quantity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --target}: what is forecast. */
final class TargetOption {
    @Option(
            names = "--target",
            paramLabel = "QUANTITY",
            description = "What is forecast: consumption or solar. Default: edf_feature_eng.target_column.")
    private @Nullable String target;

    /** The quantity that was asked for, else that of the configuration. */
    Quantity of(Workbench bench) {
        return target == null ? usual(bench) : Quantity.ofCode(target, "--target");
    }

    /** Puts it into a workflow's input where it is not what the workflow does anyhow. */
    void putInto(ObjectNode input, Workbench bench) {
        if (of(bench) != usual(bench)) {
            input.put("target", of(bench).code());
        }
    }

    /** What tells names from those of the usual quantity: {@code -solar}; empty for what the configuration says. */
    String suffix(Workbench bench) {
        return of(bench) == usual(bench) ? "" : "-" + of(bench).code();
    }

    /** The option as words to copy behind a command; empty for what the configuration says. */
    String words(Workbench bench) {
        return words(of(bench), bench);
    }

    /** The option that asks for a quantity as words to copy behind a command; empty for what the configuration says. */
    static String words(Quantity quantity, Workbench bench) {
        return quantity == usual(bench) ? "" : " --target " + quantity.code();
    }

    private static Quantity usual(Workbench bench) {
        return bench.config().edfFeatureEng().quantity();
    }
}
