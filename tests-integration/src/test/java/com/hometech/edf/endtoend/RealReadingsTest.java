package com.hometech.edf.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.common.domain.ForecastRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo on public readings: as they were measured, nothing cleaned. */
class RealReadingsTest {
    @TempDir
    private static Path directory;

    private static Path folder(String set) {
        Path folder = PublicReadings.folder(set);
        assumeTrue(
                Files.isDirectory(folder), folder + " is absent: set EDF_SHARED to the folder of the public readings");
        return folder;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "fontana-solar-homes, homes with solar panels and without weather",
        "victoria-demand, one region of millions of people"
    })
    void everyBuildingGetsThreeDays(String set, String what) throws IOException {
        Path folder = folder(set);
        Path home = SmallPortfolio.home(directory.resolve(set));

        EdfRun demo = EdfRun.done(home, "demo", "--data", folder.toString());

        Map<String, List<ForecastRecord>> rows = Stores.rows(home.resolve(set)).stream()
                .collect(Collectors.groupingBy(row -> row.building().value(), TreeMap::new, Collectors.toList()));
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(SmallPortfolio.buildings(folder));
        assertThat(rows.values()).allMatch(hours -> hours.size() == 72);
        assertThat(demo.out()).contains("have a forecast", "WAPE", "before ┊ readings");
    }

    @Test
    @DisplayName("without weather, the model forecasts generation of a real plant better than any plain forecast")
    void generationIsForecastBetterThanByPlainForecasts() throws IOException {
        Path folder = folder("ausgrid-home");
        Path home = SmallPortfolio.home(directory.resolve("backtest"));
        Path out = home.resolve("out");

        EdfRun.done(
                home,
                "backtest",
                "--data",
                folder.toString(),
                "--target",
                "solar",
                "--step-hours",
                "72",
                "--out",
                out.toString());

        JsonNode candidates =
                new ObjectMapper().readTree(out.resolve("scores.json").toFile()).path("candidates");
        Map<String, Double> errors = new TreeMap<>();
        for (JsonNode candidate : candidates) {
            errors.put(
                    candidate.path("name").asText(),
                    candidate
                            .path("overall")
                            .get(0)
                            .path("median")
                            .path("wape_percent")
                            .asDouble());
        }
        double model = errors.remove(candidates.get(0).path("name").asText());
        assertThat(errors).containsOnlyKeys("last_week", "yesterday", "four_week_mean");
        assertThat(model).isPositive();
        assertThat(errors.values()).allSatisfy(plain -> assertThat(model).isLessThan(0.95 * plain));
    }
}
