package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.features.table.RowBits;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows do not depend on how much older history was loaded: half of the promise that training and serving agree. */
class LookbackTest {
    @ParameterizedTest(name = "step {0}, gap of {1} h before the origin")
    @CsvSource({"PT1H, 0", "PT1H, 2", "PT1H, 700", "PT30M, 1", "PT15M, 0", "PT8H, 0", "P1D, 0", "P1D, 72"})
    void rowsAreTheSameBitsFromYearsAndFromTheLookbackAlone(Duration step, int gapHours) {
        TestSeries series = TestSeries.random(11, 300, step, true);
        int lookback = series.grid.steps(series.settings.lookbackHours());
        int first = 250 * series.grid.stepsPerDay();
        for (int origin = first; origin < first + 30; origin++) {
            Arrays.fill(series.kwh, origin + 1 - series.grid.steps(gapHours), origin + 1, Double.NaN);
            int start = origin - lookback;

            BuildingFeatures fromYears = series.prepare();
            BuildingFeatures fromLookback = series.prepareFrom(start);

            assertThat(RowBits.of(fromLookback.table(series.allLeads(origin - start))))
                    .isEqualTo(RowBits.of(fromYears.table(series.allLeads(origin))));
            assertThat(fromLookback.isActive(origin - start)).isEqualTo(fromYears.isActive(origin));
        }
    }
}
