package com.hometech.edf.inference.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.inference.runs.RunComparison.MetricRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunComparisonTest {
    private static final Instant START = Instant.parse("2026-11-01T05:00:00Z");

    private static TrainingRun run(
            String name, Map<String, String> parameters, Map<String, Double> metrics, String evaluatedTo) {
        return new TrainingRun(
                name,
                "EDFTrainingWorkflow",
                RunStatus.REGISTERED,
                List.of(),
                START,
                START.plusSeconds(60),
                Quantity.CONSUMPTION,
                "XGBoost",
                null,
                parameters,
                metrics,
                List.of(),
                Map.of("evaluated_to", evaluatedTo),
                List.of());
    }

    private static MetricRow row(RunComparison comparison, String metric) {
        return comparison.metrics().stream()
                .filter(row -> row.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyWhatDiffersIsListedAndWhatARunLacksIsNull() {
        RunComparison comparison = RunComparison.of(List.of(
                run("a", Map.of("eta", "0.1", "seed", "42"), Map.of(), "x"),
                run("b", Map.of("eta", "0.2", "seed", "42", "max_depth", "6"), Map.of(), "x")));

        assertThat(comparison.parameters())
                .isEqualTo(Map.of("eta", List.of("0.1", "0.2"), "max_depth", Arrays.asList(null, "6")));
        assertThat(comparison.lineage()).isEmpty();
        assertThat(comparison.sameJudgement()).isTrue();
    }

    @ParameterizedTest(name = "of {0}, {1} and {2}: run {3}")
    @CsvSource({
        "wape_percent, 7.5, 7.0, 1",
        "leads_25-48/wape_percent, 7.0, 7.5, 0",
        "bias_percent, -3.0, 1.0, 1",
        "coverage_percent, 79.0, 84.0, 0",
        "coverage_percent, 90.0, 84.0, 1",
        "wape_percent, 7.0, 7.0,",
        "last_week/wape_percent, 9.0, 8.0,",
        "leads_1-24/last_week/wape_percent, 9.0, 8.0,",
        "buildings_better, 9, 20,",
    })
    void theBetterRunIsTheOneNearerToWhatAMetricCouldBe(String metric, double first, double second, Integer best) {
        RunComparison comparison = RunComparison.of(List.of(
                run("a", Map.of("quantiles", "[0.1, 0.9]"), Map.of(metric, first), "x"),
                run("b", Map.of("quantiles", "[0.1, 0.9]"), Map.of(metric, second), "x")));

        MetricRow row = row(comparison, metric);
        assertThat(row.best()).isEqualTo(best);
        assertThat(row.differences().get(1)).isEqualTo(second - first, within(1e-12));
    }

    @Test
    void coverageIsHeldAgainstTheRunsOwnInterval() {
        RunComparison comparison = RunComparison.of(List.of(
                run("a", Map.of("quantiles", "[0.05, 0.5, 0.95]"), Map.of("coverage_percent", 88.0), "x"),
                run("b", Map.of("quantiles", "[0.1, 0.9]"), Map.of("coverage_percent", 88.0), "x")));

        assertThat(row(comparison, "coverage_percent").best()).isZero();
    }

    @Test
    void aMetricThatOneRunLacksNamesNoBest() {
        RunComparison comparison = RunComparison.of(
                List.of(run("a", Map.of(), Map.of(), "x"), run("b", Map.of(), Map.of("mase", 0.6), "y")));

        MetricRow row = row(comparison, "mase");
        assertThat(row.values()).isEqualTo(Arrays.asList(null, 0.6));
        assertThat(row.differences()).containsOnlyNulls();
        assertThat(row.best()).isNull();
        assertThat(comparison.sameJudgement()).as("another period").isFalse();
    }
}
