package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureNames;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.features.table.RowBits;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Buildings that are looked at as if they were new. */
class AsNewTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest(name = "{0}, {1} days of history")
    @CsvSource({"PT1H, 1", "PT1H, 3", "PT1H, 20", "PT15M, 2", "P1D, 10"})
    @DisplayName("fault 13: a row as if new has the bits of the row of a building that really is")
    void hiddenReadingsLeaveNoTrace(Duration step, int days) {
        TestSeries series = TestSeries.random(5, 230, step, true);
        int day = series.grid.stepsPerDay();
        int begin = 190 * day;
        int origin = begin + days * day - 1;
        int period = (21 + series.settings.forgottenAfterDays()) * day;
        RowBatch rows = new RowBatch(0);
        rows.addAsNew(
                new ShownReadings(series.grid.firstStep() + begin - period, 21 * day, period), series.allLeads(origin));
        FeatureTable asNew = series.prepare().table(rows);
        double[] targets = asNew.columns().targetKwh().clone();

        Arrays.fill(series.kwh, 0, begin, Double.NaN);
        FeatureTable reallyNew = series.prepare().table(series.allLeads(origin));

        assertThat(reallyNew.readiness(0)).isEqualTo(Readiness.COLD_START);
        assertThat(RowBits.of(asNew)).isEqualTo(RowBits.of(reallyNew));
        assertThat(targets).isEqualTo(reallyNew.columns().targetKwh());
        assertThat(asNew.feature(0, asNew.schema().indexOf(FeatureNames.HISTORY_DAYS)))
                .isGreaterThan(0)
                .isLessThanOrEqualTo(days);
    }

    @Test
    void withoutAnyReadingOnlyTargetAndScaleAreThoseOfTheBuilding() {
        TestSeries series = TestSeries.random(5, 100, HOUR, true);
        int origin = 70 * 24;
        FeatureTable asItIs = series.prepare().table(series.allLeads(origin));
        RowBatch rows = series.allLeads(origin);
        rows.addAsNew(ShownReadings.NONE, series.allLeads(origin));

        FeatureTable both = series.prepare().table(rows);

        assertThat(RowBits.of(both).subList(0, 72)).isEqualTo(RowBits.of(asItIs));
        for (int row = 0; row < 72; row++) {
            assertThat(both.readiness(72 + row)).isEqualTo(Readiness.COLD_START);
            assertThat(Double.valueOf(both.targetKwh(72 + row))).isEqualTo(Double.valueOf(both.targetKwh(row)));
            assertThat(both.levelKwh(72 + row)).isEqualTo(both.levelKwh(row));
            for (int column = 0; column < both.schema().size(); column++) {
                FeatureKind kind = both.schema().features().get(column).kind();
                float value = both.feature(72 + row, column);
                if (kind == FeatureKind.LOAD) {
                    assertThat(value).isNaN();
                } else if (kind == FeatureKind.HISTORY) {
                    assertThat(value).isZero();
                } else if (kind == FeatureKind.CALENDAR || kind == FeatureKind.STATIC) {
                    assertThat(Float.valueOf(value)).isEqualTo(Float.valueOf(both.feature(row, column)));
                }
            }
        }
    }
}
