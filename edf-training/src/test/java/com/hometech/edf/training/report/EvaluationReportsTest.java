package com.hometech.edf.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.config.EvaluationConfig.MetricsThresholds;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.training.evaluation.EvaluationReport;
import com.hometech.edf.training.evaluation.EvaluationSummary;
import com.hometech.edf.training.evaluation.Metric;
import com.hometech.edf.training.evaluation.ModelEvaluation;
import com.hometech.edf.training.evaluation.SampleEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportsTest {
    private static final MetricsThresholds REACHABLE = new MetricsThresholds(50.0, 100.0, 10.0);
    private static final MetricsThresholds OUT_OF_REACH = new MetricsThresholds(0.1, null, null);

    /** It is read into the workflow's state, which holds 256 KiB. */
    @Test
    void theSummaryDoesNotGrowWithTheBuildings(@TempDir Path directory) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (int buildings : List.of(4, 40)) {
            EvaluationSummary.of(SampleEvaluation.of(buildings, 4, OUT_OF_REACH).report())
                    .write(directory);
            sizes.add(Files.size(directory.resolve(EvaluationSummary.FILE_NAME)));
        }
        assertThat(sizes).allSatisfy(size -> assertThat(size).isLessThan(4096));
        assertThat(sizes.get(1)).isCloseTo(sizes.get(0), within(100L));
    }

    @Test
    void theReportIsReadBackAsItWasWritten(@TempDir Path directory) throws Exception {
        EvaluationReport report = SampleEvaluation.of(4, 10, REACHABLE).report();

        report.write(directory);

        assertThat(EvaluationReport.read(directory)).isEqualTo(report);
        assertThat(Files.readString(directory.resolve(EvaluationReport.FILE_NAME)))
                .doesNotContain("NaN");
    }

    @Test
    void theSameForecastsGiveTheSameBytes(@TempDir Path first, @TempDir Path second) throws Exception {
        for (Path directory : List.of(first, second)) {
            ModelEvaluation evaluation = SampleEvaluation.of(4, 10, REACHABLE);
            evaluation.report().write(directory);
            EvaluationSummary.of(evaluation.report()).write(directory);
            EvaluationPage.of(evaluation.report(), evaluation.examples(), List.of())
                    .write(directory.resolve(EvaluationPage.FILE_NAME));
        }

        for (String file : List.of(EvaluationReport.FILE_NAME, EvaluationSummary.FILE_NAME, EvaluationPage.FILE_NAME)) {
            assertThat(first.resolve(file)).hasSameBinaryContentAs(second.resolve(file));
        }
    }

    @Test
    void theSummaryHoldsTheMediansOfTheReport() {
        EvaluationReport report = SampleEvaluation.of(4, 10, OUT_OF_REACH).report();

        EvaluationSummary summary = EvaluationSummary.of(report);

        assertThat(summary.passed()).isFalse();
        assertThat(summary.reasons()).isEqualTo(report.verdict().reasons()).hasSize(1);
        assertThat(summary.bestBaseline()).isEqualTo("four_week_mean");
        assertThat(summary.metrics())
                .containsEntry("wape_percent", report.overall().get(0).median(Candidate.MODEL, Metric.WAPE))
                .containsEntry(
                        "last_week_wape_percent", report.overall().get(0).median(Candidate.LAST_WEEK, Metric.WAPE))
                .containsKeys("mape_percent", "rmse_kwh", "mase", "coverage_percent", "wape_to_best_baseline")
                .containsEntry("buildings_compared", 4.0)
                .containsKeys("error_correlation_within_site", "error_correlation_hours")
                .doesNotContainKey("error_correlation_between_sites"); // the estate is one site
    }

    @Test
    void thePageSaysTheVerdictFirstAndNamesTheReasons() {
        ModelEvaluation evaluation = SampleEvaluation.of(4, 10, OUT_OF_REACH);

        String html = EvaluationPage.of(evaluation.report(), evaluation.examples(), List.of())
                .render();

        assertThat(html.indexOf("Not passed")).isBetween(1, html.indexOf("Median WAPE"));
        assertThat(html).contains(evaluation.report().verdict().reasons().get(0));
        assertThat(html).contains("Typical building: estate_", "Observed weather stood in");
        assertThat(html).contains(evaluation.report().model().sha256());
    }

    @Test
    void thePageShowsTheIntervalsOfSumsBesideTheSumsOfTheEnds() {
        ModelEvaluation evaluation = SampleEvaluation.of(4, 10, REACHABLE);

        String html = EvaluationPage.of(evaluation.report(), evaluation.examples(), List.of())
                .render();

        assertThat(html)
                .contains("two buildings of one site, at the same hour", "Ends added: inside", "a building&#39;s day")
                .doesNotContain("the buildings of a site");
    }

    @Test
    void anEvaluationWithoutRowsStillMakesAPage() {
        ModelEvaluation evaluation = SampleEvaluation.of(0, 0, REACHABLE);

        String html = EvaluationPage.of(evaluation.report(), evaluation.examples(), List.of())
                .render();

        assertThat(html).contains("Not passed", "nothing could be scored");
        assertThat(EvaluationText.lines(evaluation.report()).get(0)).isEqualTo("Not passed:");
    }

    @Test
    void theTextShowsTheModelBesideTheBaselines() {
        EvaluationReport report = SampleEvaluation.of(4, 10, REACHABLE).report();

        assertThat(String.join("\n", EvaluationText.lines(report))).isEqualTo("""
                                     WAPE    MASE        RMSE      MAPE  coverage
                model              16.1 %   0.437    2.30 kWh    16.5 %    73.3 %
                last week          13.8 %   0.417    1.79 kWh    14.5 %
                yesterday          25.4 %   0.670    3.97 kWh    23.9 %
                four-week mean     10.8 %   0.298    1.24 kWh    10.8 %
                Median over 4 buildings, 2,858 rows, 11 Mar 2024 to 23 Mar 2024
                Error 49.7 % ABOVE the best plain forecast (four-week mean); better on 1 of 4 buildings
                Passed""");
    }
}
