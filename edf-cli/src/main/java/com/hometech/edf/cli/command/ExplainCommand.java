package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.explain.ExplainForecast;
import com.hometech.edf.cli.explain.ExplainedForecast;
import com.hometech.edf.cli.explain.ExplanationView;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf explain} */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Tells why a stored forecast is what it is: which features moved it, and by how many kWh.",
            "",
            "It starts from what the model would forecast if it knew nothing but the building's level; the features' "
                    + "contributions (SHAP values) add up to the forecast. They tell what the model went by, "
                    + "not what causes demand."
        },
        footerHeading = "%nExample:%n",
        footer = "  edf explain --building berlin_office_00000 --time 2024-11-21T14:00:00Z")
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--building", required = true, paramLabel = "ID", description = "Whose forecast.")
    private String building = "";

    @Option(
            names = "--time",
            required = true,
            paramLabel = "TIME",
            description = "Start of the interval that was forecast (ISO instant, for example 2024-11-21T14:00:00Z).")
    private Instant time = Instant.EPOCH;

    @Mixin
    private TargetOption target = new TargetOption();

    @Option(
            names = "--issued-at",
            paramLabel = "TIME",
            description = "Of which issue. Default: the newest that has this time.")
    private @Nullable Instant issuedAt;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "12",
            description = "How many features to show one by one; the others are summed. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(names = "--json", description = "Print JSON, with every feature.")
    private boolean json;

    @Override
    public Integer call() {
        if (most < 1) {
            throw new InvalidInputException("--top " + most + " shows nothing; give a number from 1 on");
        }
        try (Workbench bench = Workbench.open(spec)) {
            BuildingId id = new BuildingId(building);
            ForecastRecord forecast = new StoredForecasts(bench, target.of(bench)).forecast(id, time, issuedAt);
            ExplainedForecast explained = new ExplainForecast(bench).explain(forecast);
            bench.terminal()
                    .plain(
                            json
                                    ? ExplanationView.json(explained)
                                    : ExplanationView.text(explained, bench.zoneOf(id), most));
            return ExitCode.OK;
        }
    }
}
