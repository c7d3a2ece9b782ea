package com.hometech.edf.training.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scores.json} as docs/backtest.md describes it: other programs read it. */
class BacktestScoresTest {
    @TempDir
    private static Path directory;

    private static BacktestScores scores;
    private static JsonNode json;

    @BeforeAll
    static void runABacktest() throws IOException {
        BacktestRequest request =
                new BacktestRequest("data", "configuration", "1", null, null, 2, 72, 0, List.of("XGBoost"));
        try (BacktestFolder folder = BacktestFolder.open(directory)) {
            folder.claim(request);
            scores = new Backtest(
                            SmallPortfolio.CONFIG,
                            SmallPortfolio.topology(),
                            SmallPortfolio.whole().write(directory.resolve("tables")),
                            folder,
                            Clock.fixed(SmallPortfolio.END, ZoneOffset.UTC),
                            new SilentListener())
                    .run(request)
                    .scores();
        }
        scores.write(directory);
        json = new ObjectMapper().readTree(directory.resolve("scores.json").toFile());
    }

    @Test
    void theFieldsAreThoseOfVersionTwo() {
        assertThat(json.path("schema_version").asInt()).isEqualTo(2);
        assertThat(fields(json)).containsExactly("schema_version", "request", "period", "rows", "candidates");
        assertThat(fields(json.path("request")))
                .containsExactly(
                        "data_fingerprint",
                        "configuration_fingerprint",
                        "version",
                        "timezone",
                        "end",
                        "origins",
                        "step_hours",
                        "refit_every",
                        "strategies");
        assertThat(fields(json.path("period")))
                .containsExactly(
                        "quantity",
                        "first_reading",
                        "data_end",
                        "issued_at",
                        "trained_before",
                        "step",
                        "horizon_hours",
                        "quantile_levels",
                        "nominal_coverage_percent",
                        "weather_source",
                        "weather_share");
        assertThat(fields(json.path("rows")))
                .containsExactly(
                        "buildings",
                        "buildings_scored",
                        "buildings_without_scores",
                        "forecast",
                        "scored",
                        "without_reading",
                        "stand_ins");
        JsonNode strategy = json.path("candidates").path(0);
        assertThat(fields(strategy))
                .containsExactly(
                        "name",
                        "kind",
                        "cpu_seconds",
                        "rows_by_quality",
                        "overall",
                        "by_use_type",
                        "by_site",
                        "by_lead",
                        "by_hour_of_day",
                        "quantiles",
                        "intervals",
                        "worst_buildings");
        assertThat(fields(strategy.path("cpu_seconds")))
                .containsExactly("training_features", "training", "forecasting_features", "forecasting");
        assertThat(fields(strategy.path("overall").path(0)))
                .containsExactly("group", "leads", "buildings", "rows", "pooled", "median", "mean");
        assertThat(fields(strategy.path("by_lead").path(0))).containsExactly("position", "rows", "median");
        assertThat(fields(strategy.path("quantiles").path(0)))
                .containsExactly("leads", "level", "at_or_below_percent", "pinball_kwh");
        assertThat(fields(strategy.path("intervals").path(0)))
                .containsExactly(
                        "leads", "lower_level", "upper_level", "nominal_percent", "coverage_percent", "width_kwh");
    }

    @Test
    void strategiesComeFirstThenThePlainForecasts() {
        assertThat(json.path("candidates").findValuesAsText("name"))
                .containsExactly("XGBoost", "last_week", "yesterday", "four_week_mean");
        assertThat(json.path("candidates").findValuesAsText("kind"))
                .containsExactly("strategy", "baseline", "baseline", "baseline");
        JsonNode strategy = json.path("candidates").path(0);
        assertThat(strategy.path("overall").findValuesAsText("leads")).containsExactly("all", "1-24", "25-48", "49-72");
        assertThat(new TreeSet<>(strategy.path("by_use_type").findValuesAsText("group")))
                .containsExactly("education", "office");
        assertThat(new TreeSet<>(strategy.path("by_site").findValuesAsText("group")))
                .containsExactly("north", "south");
        assertThat(strategy.path("by_lead")).hasSize(72);
        assertThat(strategy.path("by_hour_of_day")).hasSize(24);
        assertThat(strategy.path("quantiles")).hasSize(4 * 3);
        assertThat(strategy.path("intervals")).hasSize(4);
        assertThat(strategy.path("intervals").path(0).path("coverage_percent"))
                .as("the two ends are the only central interval")
                .isEqualTo(strategy.path("overall").path(0).path("pooled").path("coverage_percent"));
        assertThat(strategy.path("worst_buildings")).hasSize(3);
    }

    @Test
    void metricsAreThoseOfTheEvaluation() {
        JsonNode strategy = json.path("candidates").path(0).path("overall").path(0);
        JsonNode baseline = json.path("candidates").path(1).path("overall").path(0);
        String[] point = {
            "bias_kwh",
            "bias_percent",
            "cv_rmse_percent",
            "mae_kwh",
            "mape_left_out_percent",
            "mape_percent",
            "mase",
            "rmse_kwh",
            "rmse_percent",
            "smape_percent",
            "wape_percent"
        };
        for (String statistic : List.of("pooled", "median", "mean")) {
            assertThat(fields(baseline.path(statistic))).containsExactlyInAnyOrder(point);
            assertThat(fields(strategy.path(statistic)))
                    .contains(point)
                    .contains(
                            "pinball_kwh",
                            "pinball_percent",
                            "coverage_percent",
                            "interval_width_kwh",
                            "interval_width_percent",
                            "interval_score_kwh")
                    .hasSize(point.length + 6);
        }
    }

    @Test
    void itIsReadBackAsItWasWritten() throws IOException {
        assertThat(BacktestScores.read(directory)).isEqualTo(scores);
        assertThat(Files.readString(directory.resolve("scores.json"))).doesNotContain("NaN");
    }

    @Test
    void theTableOfForecastsHasAColumnForEachQuantile() throws IOException {
        try (BacktestFolder folder = BacktestFolder.open(directory)) {
            ForecastsCsv.write(folder, SmallPortfolio.CONFIG);
        }

        List<String> lines = Files.readAllLines(directory.resolve("forecasts.csv"));
        assertThat(lines.get(0))
                .isEqualTo("strategy,building_id,issued_at,origin,timestamp,lead_hours,actual_kwh,yhat_kwh,quality,"
                        + "last_week_kwh,yesterday_kwh,four_week_mean_kwh,fallback_kwh,q10_kwh,q50_kwh,q90_kwh");
        assertThat(lines.get(1))
                .startsWith("XGBoost,north_office,2024-05-23T05:00:00Z,2024-05-23T04:00:00Z,2024-05-23T05:00:00Z,1.0,");
        assertThat(lines).hasSize(1 + 3 * 2 * 72);
        assertThat(BacktestTable.nameOf(0.025)).isEqualTo("q2_5_kwh");
    }

    @Test
    void wrongRequestsAreRefused() {
        assertThatThrownBy(() -> request(0, List.of("XGBoost")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--origins is 0");
        assertThatThrownBy(() -> request(1, List.of("XGBoost", "XGBoost")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("each once");
        assertThatThrownBy(() -> request(1, List.of("Oracle")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Oracle")
                .hasMessageContaining("XGBoost");
    }

    private static BacktestRequest request(int origins, List<String> strategies) {
        return new BacktestRequest("data", "configuration", "1", null, null, origins, 24, 0, strategies);
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
