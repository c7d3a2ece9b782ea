package com.hometech.edf.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ForecastStore.Run;
import com.hometech.edf.common.port.ModelRegistry.Registration;
import com.hometech.edf.common.port.ObjectUri;
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
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Sums of stored forecasts; the forecast of a single building is shown in the end-to-end tests. */
class ForecastsCommandTest {
    private static final Instant MONDAY = Instant.parse("2024-11-18T05:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));

    @TempDir
    private Path home;

    private String printed = "";

    @BeforeEach
    void importTopology() throws IOException {
        try (Workbench bench = open()) {
            Path topology = Files.createDirectories(bench.pathOf(bench.places().calendarTopology()));
            Files.writeString(topology.resolve("buildings.csv"), """
                    building_id,site_id,timezone,use_type,has_solar
                    b1,north,Europe/Berlin,Office,false
                    b2,north,Europe/Berlin,Office,false
                    b3,south,Europe/Berlin,Office,false
                    """);
        }
    }

    @Test
    @DisplayName("the interval of the sum follows what the evaluation of the model measured")
    void theSumOfAllBuildings() {
        register(Map.of("error_correlation_within_site", 0.5, "error_correlation_between_sites", 0.25));
        store(MONDAY, "b1", "b2", "b3");

        assertThat(show()).isEqualTo(ExitCode.OK);

        // 3 buildings of 10 [7, 14]: 3 * sqrt(0.5 * 3 + 0.25 * (4 + 1) + 0.25 * 9) below, 4 times the root above
        assertThat(printed)
                .contains("Europe/Berlin")
                .containsPattern("Mon 18 Nov 06:00 +30.00 +\\[23.29 – 38.94\\] +3")
                .contains("0.500 within a site, 0.250 between sites (EDFBuildingDemandForecaster/1)")
                .doesNotContain("have no forecast", "several issues");
    }

    @Test
    @DisplayName("without a measured correlation the ends are added, and the answer says so")
    void theSumOfASite() {
        register(Map.of());
        store(MONDAY, "b1", "b2", "b3");

        assertThat(show("--site", "north")).isEqualTo(ExitCode.OK);

        assertThat(printed)
                .containsPattern("Mon 18 Nov 06:00 +20.00 +\\[14.00 – 28.00\\] +2")
                .contains("The ends of the intervals are added");
    }

    @Test
    void whatIsMissingOrOlderIsSaid() {
        register(Map.of());
        store(MONDAY, "b1", "b2");
        store(TUESDAY, "b1");

        assertThat(show()).isEqualTo(ExitCode.OK);
        assertThat(printed)
                .containsPattern("Tue 19 Nov 06:00 +20.00 +\\[14.00 – 28.00\\] +2")
                .contains("1 of 3 buildings have no forecast: b3")
                .contains("Forecasts of several issues are added up: 2024-11-18T05:00:00Z, 2024-11-19T05:00:00Z")
                .doesNotContain("Mon 18 Nov");

        assertThat(show("--csv", "--issued-at", TUESDAY.toString())).isEqualTo(ExitCode.OK);
        assertThat(printed.lines())
                .contains(
                        "timestamp,yhat,yhat_lower,yhat_upper,buildings,model_share",
                        "2024-11-19T05:00:00Z,10.0,7.0,14.0,1,1.0");
    }

    @Test
    void programsReadJson() {
        register(Map.of("error_correlation_within_site", 0.0));
        store(MONDAY, "b1", "b2");

        assertThat(show("--json")).isEqualTo(ExitCode.OK);

        assertThat(printed.replaceAll("\\s", ""))
                .contains("\"quantity\":\"consumption\",\"buildings\":3,\"without_forecast\":[\"b3\"]")
                .contains("\"within_site\":0.0,\"between_sites\":0.0,\"source\":\"EDFBuildingDemandForecaster/1\"")
                .contains("{\"timestamp\":\"2024-11-18T05:00:00Z\",\"yhat\":20.0,")
                .contains("\"buildings\":2,\"model_share\":1.0}");
    }

    @Test
    void wrongWordsNameTheWayOut() {
        assertThat(show()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("None of the buildings has a forecast");

        store(MONDAY, "b1");
        assertThat(show("--site", "nort")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("--site nort is not known: did you mean north?");
        assertThat(show("--issued-at", TUESDAY.toString())).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("None of the buildings has a forecast issued at 2024-11-19T05:00:00Z");
    }

    private void register(Map<String, Double> metrics) {
        try (Workbench bench = open()) {
            bench.platform()
                    .models()
                    .register(new Registration(
                            bench.modelGroup(Quantity.CONSUMPTION),
                            "execution",
                            ObjectUri.parse("s3://bucket/model.tar.gz"),
                            "0".repeat(64),
                            metrics,
                            Map.of()));
        }
    }

    /** Two days of hours, the first that of the issue. */
    private void store(Instant issuedAt, String... buildings) {
        try (Workbench bench = open()) {
            String model = bench.modelGroup(Quantity.CONSUMPTION) + "/1";
            List<ForecastRecord> rows = List.of(buildings).stream()
                    .flatMap(building -> IntStream.range(0, 48)
                            .mapToObj(hour -> new ForecastRecord(
                                    new BuildingId(building),
                                    issuedAt.plus(Duration.ofHours(hour)),
                                    issuedAt,
                                    hour + 1.0,
                                    10,
                                    7,
                                    14,
                                    model,
                                    ForecastQuality.MODEL)))
                    .toList();
            bench.platform()
                    .forecasts()
                    .load(
                            new Run("run-" + issuedAt.getEpochSecond(), issuedAt, model),
                            rows.iterator(),
                            refused -> fail(refused.reason()));
        }
    }

    private Workbench open() {
        CommandLine commandLine = new CommandLine(new Edf());
        commandLine.parseArgs("forecasts", "area", "--home", home.toString());
        return Workbench.open(commandLine
                .getSubcommands()
                .get("forecasts")
                .getSubcommands()
                .get("area")
                .getCommandSpec());
    }

    private int show(String... options) {
        List<String> words = new ArrayList<>(List.of("forecasts", "area", "--home", home.toString()));
        words.addAll(List.of(options));
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
