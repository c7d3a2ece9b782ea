package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.features.table.FeatureTable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which features there are at which step, and what they are where a step is not an hour. */
class FeatureCatalogTest {
    private static List<String> names(Duration step) {
        return FeatureCatalog.all(TestSeries.settings(step, true, 0)).stream()
                .map(formula -> formula.feature().name())
                .toList();
    }

    private static double value(FeatureTable table, String feature, int row) {
        return table.columns().features()[names(table.schema().step()).indexOf(feature)][row];
    }

    @Test
    @DisplayName("what an hour does not have: readings just before the origin, below an hour only")
    void belowAnHour() {
        List<String> more = names(Duration.ofMinutes(15)).stream()
                .filter(name -> !names(Duration.ofHours(1)).contains(name))
                .toList();

        assertThat(more)
                .containsExactly(
                        "consumption_origin_minus_1",
                        "consumption_origin_minus_2",
                        "consumption_origin_minus_3",
                        "consumption_change_1h",
                        "consumption_roll_avg_1h",
                        "consumption_latest_shifted_24h",
                        "consumption_latest_shifted_168h");
        assertThat(names(Duration.ofMinutes(15))).containsAll(names(Duration.ofHours(1)));
    }

    @Test
    @DisplayName("what long steps cannot tell is left out: windows of less than two readings, the hour of a day")
    void aboveAnHour() {
        List<String> ofHours = names(Duration.ofHours(1));

        assertThat(ofHours)
                .filteredOn(name -> !names(Duration.ofHours(6)).contains(name))
                .containsExactly(
                        "consumption_roll_avg_3h",
                        "consumption_roll_stddev_3h",
                        "consumption_roll_min_3h",
                        "consumption_roll_max_3h",
                        "consumption_hour_mean_7d_before",
                        "consumption_hour_mean_7d_after",
                        "consumption_same_hour_latest_smooth",
                        "consumption_week_mean_smooth",
                        "temperature_c_lag_1h",
                        "temperature_c_lag_2h",
                        "temperature_c_lag_3h",
                        "temperature_c_mean_6h");
        assertThat(ofHours)
                .filteredOn(name -> !names(Duration.ofDays(1)).contains(name))
                .contains("hour_of_day", "hour_of_week", "consumption_roll_avg_3h", "consumption_roll_stddev_24h")
                .doesNotContain("day_of_week", "consumption_lag_24h", "consumption_roll_avg_168h");
        assertThat(names(Duration.ofDays(1))).isSubsetOf(ofHours);
    }

    @Test
    @DisplayName("the readings just before the origin, and the newest carried on as a day before")
    void nowcastValues() {
        TestSeries series = new TestSeries(Instant.parse("2024-01-01T00:00:00Z"), 60, Duration.ofMinutes(15), true);
        for (int index = 0; index < series.kwh.length; index++) {
            series.kwh[index] = 100 + index % 96 + (index / 96) * 0.5;
        }
        int origin = 40 * 96 + 50;
        double newest = series.kwh[origin];

        FeatureTable table = series.prepare().table(series.allLeads(origin));

        assertThat(value(table, "lead_hours", 1)).isEqualTo(0.5);
        assertThat(value(table, "consumption_latest", 1)).isEqualTo(newest);
        assertThat(value(table, "consumption_origin_minus_1", 1)).isEqualTo(newest - 1);
        assertThat(value(table, "consumption_origin_minus_3", 1)).isEqualTo(newest - 3);
        assertThat(value(table, "consumption_change_1h", 1)).isEqualTo(4);
        assertThat(value(table, "consumption_roll_avg_1h", 1)).isEqualTo(newest - 1.5);
        assertThat(value(table, "consumption_latest_shifted_24h", 1)).isEqualTo(newest + 2);
        assertThat(value(table, "consumption_latest_shifted_168h", 1)).isEqualTo(newest + 2);
        // 25 hours ahead, a day earlier has not happened at the origin
        assertThat(value(table, "consumption_latest_shifted_24h", 99)).isNaN();
    }

    @Test
    @DisplayName("a day is a local date whatever the zone: its weekday, its holiday, the same day last week")
    void days() {
        TestSeries series = new TestSeries(Instant.parse("2024-01-01T00:00:00Z"), 200, Duration.ofDays(1), true);
        Arrays.setAll(series.kwh, index -> 100 + index);
        series.zone = ZoneId.of("America/New_York");
        series.holidays.put(LocalDate.parse("2024-05-27"), "Memorial Day");
        int origin = series.index("2024-05-24T00:00:00Z");

        FeatureTable table = series.prepare().table(series.allLeads(origin));

        assertThat(table.rows()).isEqualTo(3);
        assertThat(value(table, "lead_hours", 2)).isEqualTo(72);
        assertThat(value(table, "day_of_week", 2)).isEqualTo(1);
        assertThat(value(table, "is_holiday_flag", 2)).isEqualTo(1);
        assertThat(value(table, "is_holiday_flag", 1)).isZero();
        assertThat(value(table, "consumption_lag_168h", 2)).isEqualTo(series.kwh[origin + 3 - 7]);
        assertThat(value(table, "consumption_lag_48h", 2)).isNaN();
        assertThat(value(table, "consumption_same_hour_latest", 2)).isEqualTo(series.kwh[origin]);
        assertThat(table.columns().lastWeekKwh()[2]).isEqualTo(series.kwh[origin - 4]);
    }
}
