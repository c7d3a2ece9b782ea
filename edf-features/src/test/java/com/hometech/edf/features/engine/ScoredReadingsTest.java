package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.features.table.FeatureTable;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoredReadingsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatForecastsAreScoredByIsWhatTheFeaturesSay(long seed) {
        TestSeries series = TestSeries.random(seed, 120, Duration.ofHours(1), true);
        int origin = 100 * 24 + 4;
        ScoredReadings scored = new ScoredReadings(
                series.kwh, series.flags, series.grid, series.settings.quality(), Quantity.CONSUMPTION);
        BuildingFeatures building = series.prepare();
        RowBatch rows = series.allLeads(origin);
        FeatureTable table = building.table(rows);

        int known = 0;
        for (int row = 0; row < rows.size(); row++) {
            int target = rows.target(row);
            assertThat(scored.actualKwh(target)).isEqualTo(Double.valueOf(building.targetKwh(target)));
            assertThat(scored.lastWeekKwh(target, origin)).isEqualTo(Double.valueOf(table.lastWeekKwh(row)));
            assertThat(scored.yesterdayKwh(target, origin)).isEqualTo(Double.valueOf(table.yesterdayKwh(row)));
            assertThat(scored.fourWeekMeanKwh(target, origin)).isEqualTo(Double.valueOf(table.fourWeekMeanKwh(row)));
            known += Double.isNaN(table.fourWeekMeanKwh(row)) ? 0 : 1;
        }
        assertThat(known).isGreaterThan(48);
    }
}
