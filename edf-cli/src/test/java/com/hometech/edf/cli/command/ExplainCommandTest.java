package com.hometech.edf.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore.Run;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureRow;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Forecasts without a model, and words that are wrong; forecasts of a model are explained in the end-to-end tests. */
class ExplainCommandTest {
    private static final Instant ISSUED_AT = Instant.parse("2024-11-18T05:00:00Z");
    private static final FeatureSchema SCHEMA = new FeatureSchema(
            Duration.ofHours(1), List.of(new Feature("lead_hours", FeatureKind.LEAD, "hours from origin to target")));

    @TempDir
    private Path home;

    private String printed = "";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COLD_START | COLD_START | had too little history at the origin
            FALLBACK   | FALLBACK   | too many readings before the origin are missing
            FALLBACK   | MODEL      | there is none for this building, which had too few readings in training
            """)
    void aForecastWithoutAModelSaysSoAndWhy(ForecastQuality quality, Readiness readiness, String why)
            throws IOException {
        store(quality, readiness, 42, 42);

        assertThat(explain("b1", "2024-11-18T06:00:00Z")).isEqualTo(ExitCode.OK);

        assertThat(printed)
                .contains("b1, Mon 18 Nov 2024 07:00 (Europe/Berlin), issued at 2024-11-18T05:00:00Z")
                .contains("No model was used", why, "the same hour a week ago")
                .containsPattern("plain forecast +42.00 kWh +\\+42.00")
                .containsPattern("forecast +42.00")
                .doesNotContain("base:", "computed again");
    }

    @Test
    void aForecastThatWasLiftedToZeroShowsByHowMuch() throws IOException {
        store(ForecastQuality.FALLBACK, Readiness.FALLBACK, -3, 0);

        assertThat(explain("b1", "2024-11-18T06:00:00Z")).isEqualTo(ExitCode.OK);

        assertThat(printed)
                .containsPattern("plain forecast +-3.000 kWh +-3.000")
                .containsPattern("not below 0 +\\+3.000")
                .containsPattern("forecast +0.000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            b11   | 2024-11-18T06:00:00Z | did you mean b1?
            other | 2024-11-18T06:00:00Z | there are forecasts of 1 buildings, for example [b1]
            b1    | 2024-11-18T07:30:00Z | nearest are 2024-11-18T07:00:00Z and 2024-11-18T06:00:00Z
            b1    | tomorrow             | is not an instant such as 2024-11-18T05:00:00Z
            b1    | 2024-11-18T06:00:00Z --issued-at 2024-11-17T05:00:00Z | the newest is of 2024-11-18T05:00:00Z
            b1    | 2024-11-18T06:00:00Z --top 0 | give a number from 1 on
            """)
    void wrongWordsNameTheWayOut(String building, String time, String message) throws IOException {
        store(ForecastQuality.FALLBACK, Readiness.FALLBACK, 42, 42);

        assertThat(explain(building, time.split(" "))).isEqualTo(ExitCode.WRONG_INPUT);

        assertThat(printed).contains(message).doesNotContain("Exception");
    }

    @Test
    void aForecastOfAModelThatIsGoneIsNotExplained() throws IOException {
        store(ForecastQuality.MODEL, Readiness.MODEL, 42, 42);

        assertThat(explain("b1", "2024-11-18T06:00:00Z")).isEqualTo(ExitCode.MODEL_REFUSED);

        assertThat(printed).contains("was made by EDFBuildingDemandForecaster/9, which is not registered");
    }

    private void store(ForecastQuality quality, Readiness readiness, double fallbackKwh, double yhat)
            throws IOException {
        try (Workbench bench = open()) {
            Path topology = Files.createDirectories(bench.pathOf(bench.places().calendarTopology()));
            Files.writeString(topology.resolve("buildings.csv"), """
                    building_id,site_id,timezone,use_type,has_solar
                    b1,s1,Europe/Berlin,Office,false
                    """);
            FeatureTable.Builder features = FeatureTable.builder(SCHEMA);
            List<ForecastRecord> forecasts = new ArrayList<>();
            String model = quality == ForecastQuality.MODEL ? bench.modelGroup() + "/9" : "none";
            for (int lead = 1; lead <= 3; lead++) {
                features.add(new FeatureRow(
                        "b1",
                        ISSUED_AT.minus(Duration.ofHours(1)),
                        lead,
                        Double.NaN,
                        40,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        fallbackKwh,
                        readiness,
                        List.of((float) lead)));
                forecasts.add(new ForecastRecord(
                        new BuildingId("b1"),
                        ISSUED_AT.plus(Duration.ofHours(lead - 1)),
                        ISSUED_AT,
                        lead,
                        yhat,
                        yhat,
                        yhat + 5,
                        model,
                        quality));
            }
            Path directory = bench.pathOf(
                    bench.places().features("inference", bench.workflows().inferenceName(), "run"));
            features.build().write(Files.createDirectories(directory));
            bench.platform()
                    .forecasts()
                    .load(new Run("run", ISSUED_AT, model), forecasts.iterator(), refused -> fail(refused.reason()));
        }
    }

    private Workbench open() {
        CommandLine commandLine = new CommandLine(new Edf());
        commandLine.parseArgs("explain", "--home", home.toString(), "--building", "b1", "--time", ISSUED_AT.toString());
        return Workbench.open(commandLine.getSubcommands().get("explain").getCommandSpec());
    }

    private int explain(String building, String... time) {
        List<String> words = new ArrayList<>(List.of("explain", "--home", home.toString(), "--building", building));
        words.add("--time");
        words.addAll(List.of(time));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            System.setErr(capture);
            return Edf.run(words.toArray(String[]::new));
        } finally {
            System.setOut(out);
            System.setErr(err);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
