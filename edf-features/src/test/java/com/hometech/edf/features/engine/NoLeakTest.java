package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.table.RowBits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever becomes known only after the origin may be anything: the rows of the origin stay the same, bit for bit. */
class NoLeakTest {
    private static final float ABSURD = 1e9f;

    @ParameterizedTest(name = "step {0}, delay {1} h")
    @CsvSource({"PT1H, 0", "PT1H, 7", "PT30M, 0", "PT15M, 0", "PT15M, 2", "PT6H, 12", "P1D, 0", "P1D, 24"})
    @DisplayName(
            "fault 19, invariant I6: readings after the origin and weather forecasts issued later change no feature")
    void whatIsKnownOnlyAfterTheOriginChangesNothing(Duration step, int delayHours) {
        int origins = step.equals(Duration.ofHours(1)) ? 120 : 25;
        TestSeries series = TestSeries.random(7, 100, step, false);
        series.settings = TestSeries.settings(step, false, delayHours);
        int first = 60 * series.grid.stepsPerDay();

        for (int origin = first; origin < first + origins; origin++) {
            List<String> rows = RowBits.of(series.prepare().table(series.allLeads(origin)));
            TestSeries perturbed = TestSeries.random(7, 100, step, false);
            perturbed.settings = series.settings;
            perturbAfter(origin, perturbed);

            assertThat(RowBits.of(perturbed.prepare().table(perturbed.allLeads(origin))))
                    .as("origin %d", origin)
                    .isEqualTo(rows);
        }
    }

    @Test
    @DisplayName("fault 19: a feature that peeks at the target is found out")
    void aLeakyFeatureIsFoundOut() {
        TestSeries series = TestSeries.random(7, 100, Duration.ofHours(1), false);
        FeatureFormula peeking = FeatureFormula.of(
                new Feature(
                        "consumption_lag_24h_unmasked", FeatureKind.LOAD, "load 24 h before the target, known or not"),
                context -> (rows, out, offset) -> {
                    for (int row = 0; row < rows.size(); row++) {
                        out[offset + row] = (float) context.load().clippedKwh[rows.target(row) - 24];
                    }
                });
        List<FeatureFormula> formulas = new ArrayList<>(FeatureCatalog.all(series.settings));
        formulas.add(peeking);
        FeatureEngine leaky = new FeatureEngine(series.settings, formulas);
        int origin = 60 * 24;
        List<String> rows = RowBits.of(series.prepare(leaky).table(series.allLeads(origin)));

        perturbAfter(origin, series);

        List<String> changed = RowBits.of(series.prepare(leaky).table(series.allLeads(origin)));
        assertThat(changed.subList(0, 24)).isEqualTo(rows.subList(0, 24));
        assertThat(changed.subList(24, 72)).doesNotContainAnyElementsOf(rows.subList(24, 72));
    }

    @ParameterizedTest(name = "{0} hours before the origin")
    @CsvSource({"1", "2", "3", "30"})
    @DisplayName("faults 9 and 19: whether a unit slip goes on after the origin changes no feature")
    void aUnitSlipIsJudgedByWhatIsKnown(int hours) {
        TestSeries series = TestSeries.random(7, 100, Duration.ofHours(1), false);
        int origin = 60 * 24;
        for (int index = origin - hours + 1; index <= origin; index++) {
            series.kwh[index] *= 1000;
        }
        List<String> rows = RowBits.of(series.prepare().table(series.allLeads(origin)));

        perturbAfter(origin, series);

        assertThat(RowBits.of(series.prepare().table(series.allLeads(origin)))).isEqualTo(rows);
    }

    private static void perturbAfter(int origin, TestSeries series) {
        Arrays.fill(series.kwh, origin + 1, series.kwh.length, ABSURD);
        Arrays.fill(series.flags, origin + 1, series.flags.length, (byte) ReadingFlag.FLAT.ordinal());
        for (float[] variable : series.observed) {
            Arrays.fill(variable, origin + 1, variable.length, ABSURD);
        }
        long issueTime =
                series.grid.epochSecond(origin + 1) + series.settings.features().dataDelayHours() * 3600L;
        for (WeatherForecastIssue issue : series.issues) {
            if (issue.issuedAtEpochSecond() > issueTime) {
                Arrays.stream(issue.values()).forEach(values -> Arrays.fill(values, ABSURD));
            }
        }
    }
}
