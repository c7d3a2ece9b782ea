package com.hometech.edf.endtoend;

import static com.hometech.edf.endtoend.SmallPortfolio.AT_NOW;
import static com.hometech.edf.endtoend.SmallPortfolio.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts of generation beside those of consumption in one home. */
class SolarForecastTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first home of the sample with a plant is the twelfth building. */
    private static final int BUILDINGS = 12;

    private static final String PLANT = "sydney_home_00011";

    @TempDir
    private static Path directory;

    private static Path home;
    private static EdfRun waiting;

    @BeforeAll
    static void forecastBoth() throws IOException {
        home = SmallPortfolio.homeWithReadings(directory.resolve("home"), BUILDINGS);
        EdfRun.done(home, "train", "--name", "use", AT_NOW);
        EdfRun.done(home, "models", "approve", "1");
        EdfRun.done(home, "forecast", "--name", "use-monday", AT_NOW);
        EdfRun.done(home, "train", "--name", "sun", "--target", "solar", AT_NOW);
        waiting = EdfRun.in(home, "forecast", "--name", "too-early", "--target", "solar", AT_NOW);
        EdfRun.done(home, "models", "approve", "EDFSolarGenerationForecaster/1");
        EdfRun.done(home, "forecast", "--name", "sun-monday", "--target", "solar", AT_NOW);
    }

    @Test
    @DisplayName("generation is nothing at night in Sydney, something at noon, and never outside its interval")
    void generationFollowsTheSun() throws IOException {
        JsonNode shown = json("forecasts", "show", "--building", PLANT, "--target", "solar", "--json");

        assertThat(shown.path("quantity").asText()).isEqualTo("solar");
        assertThat(shown.path("model_version").asText()).isEqualTo("EDFSolarGenerationForecaster/1");
        assertThat(shown.path("forecasts")).hasSize(72);
        for (JsonNode row : shown.path("forecasts")) {
            int hour = Instant.parse(row.path("timestamp").asText())
                    .atZone(ZoneOffset.UTC)
                    .getHour();
            double middle = row.path("yhat").asDouble();
            double upper = row.path("yhat_upper").asDouble();
            if (hour >= 10 && hour < 18) {
                assertThat(upper).isZero();
            }
            if (hour == 2) {
                assertThat(middle).isPositive();
            }
            assertThat(row.path("yhat_lower").asDouble()).isBetween(0.0, middle);
            assertThat(upper).isGreaterThanOrEqualTo(middle);
        }
    }

    @Test
    @DisplayName("a model of consumption does not forecast generation, and what waits for a decision is named in full")
    void eachQuantityNeedsItsOwnApproval() {
        assertThat(waiting.exitCode()).isNotZero();
        assertThat(waiting.out()).contains("edf models approve EDFSolarGenerationForecaster/1");
        assertThat(EdfRun.done(home, "models", "list", "--target", "solar").out())
                .contains("Approved");
        assertThat(EdfRun.done(home, "models", "show", "1", "--target", "solar").out())
                .contains("EDFSolarGenerationForecaster/1");
    }

    @Test
    @DisplayName("each quantity has its own models and forecasts, and the balance is the one less the other")
    void theBalanceJoinsBoth() throws IOException {
        JsonNode use = json("forecasts", "show", "--building", PLANT, "--json").path("forecasts");
        JsonNode sun = json("forecasts", "show", "--building", PLANT, "--target", "solar", "--json")
                .path("forecasts");

        JsonNode balance = json("forecasts", "balance", "--building", PLANT, "--json");

        assertThat(balance.path("issued_at").asText()).isEqualTo(NOW.toString());
        assertThat(balance.path("balance")).hasSize(72);
        for (int hour = 0; hour < 72; hour++) {
            JsonNode row = balance.path("balance").get(hour);
            double net = use.get(hour).path("yhat").asDouble()
                    - sun.get(hour).path("yhat").asDouble();
            assertThat(row.path("net_kwh").asDouble()).isEqualTo(net);
            assertThat(row.path("surplus").asBoolean()).isEqualTo(net < 0);
        }
    }

    @Test
    void explanationsAddUpAndKnowTheSun() throws IOException {
        String noon = "2024-11-19T02:00:00Z";
        JsonNode explained = json("explain", "--building", PLANT, "--time", noon, "--target", "solar", "--json");

        double sum = explained.path("base_kwh").asDouble();
        for (JsonNode contribution : explained.path("contributions")) {
            sum += contribution.path("kwh").asDouble();
        }
        assertThat(sum).isCloseTo(explained.path("yhat").asDouble(), within(1e-9));
        assertThat(explained.path("contributions").findValuesAsText("kind")).contains("sun");
    }

    @Test
    void aBuildingWithoutAPlantSaysSo() throws IOException {
        EdfRun balance = EdfRun.in(home, "forecasts", "balance", "--building", "berlin_office_00000");

        assertThat(balance.exitCode()).isNotZero();
        assertThat(balance.err()).contains("has no forecast of solar").doesNotContain("Exception");
    }

    private static JsonNode json(String... words) throws IOException {
        return JSON.readTree(EdfRun.done(home, words).out());
    }
}
