package com.hometech.edf.endtoend;

import static com.hometech.edf.endtoend.SmallPortfolio.AT_NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five quantiles, from the configuration to what a reader of forecasts sees. */
class QuantilesTest {
    private static final String BUILDING = "berlin_office_00000";
    private static final List<Double> INNER = List.of(0.1, 0.5, 0.9);
    private static final List<String> NAMES = List.of("yhat_lower", "yhat_q10", "yhat_q50", "yhat_q90", "yhat_upper");

    @TempDir
    private static Path directory;

    private static Path home;

    @BeforeAll
    static void forecastFiveQuantiles() throws IOException {
        home = SmallPortfolio.homeWithReadings(directory.resolve("home"));
        SmallPortfolio.set(home, "quantiles", "[0.025, 0.1, 0.5, 0.9, 0.975]");
        EdfRun.done(home, "train", "--name", "five", AT_NOW);
        EdfRun.done(home, "models", "approve", "1");
        EdfRun.done(home, "forecast", "--name", "monday", "--csv", AT_NOW);
    }

    @Test
    void everyStoredForecastHasAllOfThemInOrder() {
        List<ForecastRecord> rows = Stores.rows(home);

        assertThat(rows).hasSize(72 * SmallPortfolio.BUILDINGS).allSatisfy(row -> {
            assertThat(row.quantiles()).extracting(ForecastQuantile::level).isEqualTo(INNER);
            assertThat(Stream.of(
                                    Stream.of(row.yhatLower()),
                                    row.quantiles().stream().map(ForecastQuantile::kwh),
                                    Stream.of(row.yhatUpper()))
                            .flatMap(part -> part))
                    .isSorted();
        });
        assertThat(rows)
                .anySatisfy(row -> assertThat(row.quantiles().get(0).kwh()).isGreaterThan(row.yhatLower()));
    }

    @Test
    @DisplayName("file, store, JSON and CSV say the same numbers under the same names")
    void everyFormSaysTheSame() throws IOException {
        JsonNode json = new ObjectMapper().readTree(show("--json")).path("forecasts");
        List<String> shown = show("--csv").lines().toList();
        Path file = home.resolve(Stores.PROCESSED + "forecast-output/EDFInferenceWorkflow/monday/forecasts.csv");
        List<String> written = Files.readAllLines(file);

        assertThat(shown.get(0)).endsWith(",yhat_q10,yhat_q50,yhat_q90").isEqualTo(written.get(0));
        assertThat(written).containsAll(shown);
        List<String> header = List.of(shown.get(0).split(","));
        for (int row = 0; row < json.size(); row++) {
            String[] cells = shown.get(row + 1).split(",");
            for (String name : NAMES) {
                assertThat(cells[header.indexOf(name)])
                        .isEqualTo(Double.toString(json.path(row).path(name).asDouble()));
            }
        }
    }

    @Test
    void theTableOfQuantilesHasOneLineForEachHour() throws IOException {
        List<String> lines = show("--quantiles").lines().toList();

        assertThat(lines).hasSize(73);
        assertThat(lines.get(0)).contains("lower end", "yhat_q10", "yhat_q50", "yhat_q90", "upper end");
    }

    @Test
    @DisplayName("the interval that is shown to people is that of the outermost levels")
    void theIntervalIsThatOfTheEnds() throws IOException {
        JsonNode first =
                new ObjectMapper().readTree(show("--json")).path("forecasts").path(0);

        assertThat(first.path("yhat_upper").asDouble())
                .isGreaterThanOrEqualTo(first.path("yhat_q90").asDouble());
        assertThat(Files.readString(home.resolve(
                        Stores.PROCESSED + "forecast-output/EDFInferenceWorkflow/monday/run_manifest.json")))
                .contains("\"quantile_levels\" : [ 0.025, 0.1, 0.5, 0.9, 0.975 ]");
    }

    @Test
    @DisplayName("the evaluation that a person approves by says how reliable each of the five is")
    void theEvaluationScoresAllFive() throws IOException {
        Path reports = home.resolve(Stores.PROCESSED + "evaluation-output");
        JsonNode report;
        try (Stream<Path> files = Files.walk(reports)) {
            report = new ObjectMapper()
                    .readTree(files.filter(file -> file.endsWith("evaluation_report_edf.json"))
                            .findFirst()
                            .orElseThrow()
                            .toFile());
        }

        assertThat(report.path("model").path("quantile_levels").toString()).isEqualTo("[0.025,0.1,0.5,0.9,0.975]");
        assertThat(report.path("quantiles")).hasSize(4 * 5);
        double wide = report.path("intervals").path(0).path("coverage_percent").asDouble();
        double narrow =
                report.path("intervals").path(1).path("coverage_percent").asDouble();
        assertThat(report.path("intervals")).hasSize(4 * 2);
        assertThat(narrow).isBetween(50.0, wide);
    }

    private static String show(String format) throws IOException {
        return EdfRun.done(home, "forecasts", "show", "--building", BUILDING, format)
                .out();
    }
}
