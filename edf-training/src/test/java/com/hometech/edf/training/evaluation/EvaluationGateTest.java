package com.hometech.edf.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.EvaluationConfig.MetricsThresholds;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.training.evaluation.EvaluationReport.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationGateTest {
    private static final MetricsThresholds OFF = new MetricsThresholds(null, null, null);
    private static final BuildingFacts FACTS =
            new BuildingFacts("office", "estate", ZoneOffset.UTC, new BuildingScale(10, 1));

    @Test
    void aModelWithinItsLimitsPasses() {
        Verdict verdict = decide(goodModel(), new MetricsThresholds(10.0, 1.0, 0.5));

        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.checks()).hasSize(3).allMatch(EvaluationReport.Check::passed);
        assertThat(verdict.beatsBestBaseline()).isTrue();
        assertThat(verdict.wapeToBestBaseline()).isEqualTo(0.5);
        assertThat(verdict.buildingsBetter()).isEqualTo(2);
        assertThat(verdict.buildingsCompared()).isEqualTo(3);
    }

    @Test
    void eachReasonNamesMetricValueAndLimit() {
        Verdict verdict = decide(goodModel(), new MetricsThresholds(9.99, 0.5, 0.4));

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.reasons())
                .containsExactly(
                        "median mape_percent is 10.00, above its limit of 9.99",
                        "median rmse_kwh is 1.00, above its limit of 0.5000",
                        "median wape_to_best_baseline is 0.5000, above its limit of 0.4000");
    }

    @Test
    @DisplayName("fault 50: a model worse than the best baseline is reported as such and fails where that is a limit")
    void aModelWorseThanTheBaselineIsNotPassedOn() {
        SmallTables worse = new SmallTables().row("a", 1, 10, 13, 11);

        Verdict reported = decide(worse, OFF);
        Verdict gated = decide(worse, new MetricsThresholds(null, null, 1.0));

        assertThat(reported.beatsBestBaseline()).isFalse();
        assertThat(reported.wapeToBestBaseline()).isEqualTo(3.0);
        assertThat(reported.buildingsBetter()).isZero();
        assertThat(gated.passed()).isFalse();
        assertThat(gated.reasons()).containsExactly("median wape_to_best_baseline is 3.00, above its limit of 1.00");
    }

    @Test
    void nothingScoredNeverPasses() {
        Verdict verdict = decide(new SmallTables().row("a", 1, Double.NaN, 1, 1), OFF);

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .contains("nothing could be scored", "1 have no reading");
        assertThat(verdict.bestBaseline()).isNull();
    }

    @Test
    void aMetricThatCannotBeComputedNeverPasses() {
        SmallTables unused = new SmallTables().row("a", 1, 0, 1, 1);

        Verdict limited = decide(unused, new MetricsThresholds(50.0, null, null));
        Verdict unlimited = decide(unused, OFF);

        assertThat(limited.reasons()).contains("median mape_percent could not be computed; its limit is 50.00");
        assertThat(unlimited.passed()).isFalse();
    }

    @Test
    void aForecastThatIsNotANumberNeverPasses() {
        Verdict verdict = decide(new SmallTables().row("a", 1, 10, 10, 10).row("a", 2, 10, Double.NaN, 10), OFF);

        assertThat(verdict.reasons()).containsExactly("1 rows have no finite forecast");
    }

    @Test
    void parametersOverrideTheConfiguration() {
        MetricsThresholds configured = new MetricsThresholds(20.0, 5.0, null);

        assertThat(Thresholds.of(configured, context(Map.of()))).isEqualTo(configured);
        assertThat(Thresholds.of(
                        configured,
                        context(Map.of("max-mape", "none", "max-rmse", "7.5", "max-wape-to-best-baseline", "1"))))
                .isEqualTo(new MetricsThresholds(null, 7.5, 1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "1,5", "off"})
    void aLimitThatIsNoPositiveNumberIsRefused(String text) {
        assertThatThrownBy(() -> Thresholds.of(OFF, context(Map.of("max-mape", text))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--max-mape")
                .hasMessageContaining(text)
                .hasMessageContaining("none");
    }

    /** Median WAPE 10 %, of the best baseline 20 %; worse than it in one of three buildings. */
    private static SmallTables goodModel() {
        return new SmallTables().row("a", 1, 10, 11, 12).row("b", 1, 10, 11, 12).row("c", 1, 10, 14, 13);
    }

    private static Verdict decide(SmallTables rows, MetricsThresholds limits) {
        Evaluator evaluator = new Evaluator(
                ScoredLevels.of(List.of(0.1, 0.9)),
                LeadBuckets.covering(1, 72),
                Map.of("a", FACTS, "b", FACTS, "c", FACTS));
        evaluator.add(rows.table(), rows.prediction());
        return EvaluationGate.decide(evaluator.finish(), limits);
    }

    private static JobContext context(Map<String, String> parameters) {
        return new JobContext(Path.of("."), parameters, Clock.systemUTC(), JobContext.Progress.SILENT);
    }
}
