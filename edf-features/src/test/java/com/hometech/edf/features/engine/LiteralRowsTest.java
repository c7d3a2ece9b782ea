package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.features.table.FeatureTable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Rows written out by hand. The load is 10000 kWh at the origin and one more each hour, so each value says from which hour
 * it was taken: 9977 is 23 hours before the origin.
 */
class LiteralRowsTest {
    private static final List<String> COLUMNS = List.of(
            "lead_hours",
            "hour_of_day",
            "day_of_week",
            "is_weekend",
            "is_holiday_flag",
            "is_day_before_holiday",
            "is_day_after_holiday",
            "consumption_lag_24h",
            "consumption_lag_48h",
            "consumption_lag_168h",
            "consumption_lag_336h",
            "consumption_same_hour_latest",
            "consumption_same_hour_day_earlier",
            "consumption_same_day_type_latest",
            "consumption_four_week_mean",
            "consumption_latest",
            "consumption_change_24h",
            "consumption_roll_avg_3h",
            "consumption_roll_min_24h",
            "consumption_roll_max_168h",
            "consumption_day_over_day",
            "consumption_last_week_shifted");
    private static final int[] LEADS = {1, 24, 25, 48, 49, 72};

    @Test
    @DisplayName("fault 2: rows around the spring change of clocks, with Good Friday and Easter Monday")
    void aroundTheSpringChange() {
        TestSeries series = ramp("2024-03-30T04:00:00Z");
        series.holidays.put(LocalDate.of(2024, 3, 29), "Good Friday");
        series.holidays.put(LocalDate.of(2024, 4, 1), "Easter Monday");

        assertThat(rows(series, "2024-03-30T04:00:00Z"))
                .containsExactly(
                        // lead  h d w  hol/before/after  lag 24, 48, 168, 336     same hour   type  mean4 ...
                        "1 6 6 1 0 0 1 9977 9953 9833 9665 9977 9953 9833 9581 10000 24 9999 9977 10000 24 10001",
                        "24 6 7 1 0 1 0 10000 9976 9856 9688 10000 9976 9976 9604 10000 24 9999 9977 10000 24 10024",
                        "25 7 7 1 0 1 0 - 9977 9857 9689 9977 9953 9977 9605 10000 24 9999 9977 10000 24 10025",
                        "48 6 1 0 1 0 0 - 10000 9880 9712 10000 9976 9976 9628 10000 24 9999 9977 10000 24 10048",
                        "49 7 1 0 1 0 0 - - 9881 9713 9977 9953 9977 9629 10000 24 9999 9977 10000 24 10049",
                        "72 6 2 0 0 0 1 - - 9904 9736 10000 9976 9952 9652 10000 24 9999 9977 10000 24 10072");
    }

    @Test
    @DisplayName("fault 1: rows around the autumn change of clocks")
    void aroundTheAutumnChange() {
        assertThat(rows(ramp("2024-10-26T04:00:00Z"), "2024-10-26T04:00:00Z"))
                .containsExactly(
                        "1 7 6 1 0 0 0 9977 9953 9833 9665 9977 9953 9833 9581 10000 24 9999 9977 10000 24 10001",
                        "24 5 7 1 0 0 0 10000 9976 9856 9688 10000 9976 9856 9604 10000 24 9999 9977 10000 24 10024",
                        "25 6 7 1 0 0 0 - 9977 9857 9689 9977 9953 9857 9605 10000 24 9999 9977 10000 24 10025",
                        "48 5 1 0 0 0 0 - 10000 9880 9712 10000 9976 9976 9628 10000 24 9999 9977 10000 24 10048",
                        "49 6 1 0 0 0 0 - - 9881 9713 9977 9953 9977 9629 10000 24 9999 9977 10000 24 10049",
                        "72 5 2 0 0 0 0 - - 9904 9736 10000 9976 9976 9652 10000 24 9999 9977 10000 24 10072");
    }

    @Test
    void baselinesAreThoseThatAnybodyCouldHaveMadeAtTheOrigin() {
        TestSeries series = ramp("2024-10-26T04:00:00Z");
        series.kwh[series.index("2024-10-22T04:00:00Z")] = Double.NaN; // a week before the last target
        FeatureTable table = table(series, "2024-10-26T04:00:00Z");

        assertThat(table.yesterdayKwh(0)).isEqualTo(9977);
        assertThat(table.yesterdayKwh(1)).isEqualTo(10000);
        assertThat(table.yesterdayKwh(2)).isEqualTo(9977);
        assertThat(table.lastWeekKwh(0)).isEqualTo(9833);
        assertThat(table.fourWeekMeanKwh(0)).isEqualTo(9581);
        assertThat(table.lastWeekKwh(5)).isEqualTo(9736);
        assertThat(table.fourWeekMeanKwh(5)).isEqualTo((9736 + 9568 + 9400) / 3.0);
        assertThat(table.fallbackKwh(5))
                .as("short gaps are interpolated for the fallback")
                .isEqualTo(9904);
    }

    @Test
    void withADelayTheOriginIsTheLastReadingThatHasArrived() {
        TestSeries series = ramp("2024-10-26T04:00:00Z");
        series.settings = TestSeries.settings(Duration.ofHours(1), true, 6);

        RowBatch rows = series.allLeads(series.index("2024-10-26T04:00:00Z"));

        assertThat(rows.size()).isEqualTo(72);
        assertThat(rows.leadSteps(0)).isEqualTo(7);
        assertThat(rows.leadSteps(71)).isEqualTo(78);
        assertThat(series.prepare().table(rows).yesterdayKwh(71)).isEqualTo(10000 + 78 - 96);
    }

    private static TestSeries ramp(String origin) {
        TestSeries series =
                new TestSeries(Instant.parse(origin).minus(Duration.ofDays(90)), 95, Duration.ofHours(1), true);
        int zero = series.index(origin);
        for (int index = 0; index < series.kwh.length; index++) {
            series.kwh[index] = 10_000 + index - zero;
        }
        return series;
    }

    private static FeatureTable table(TestSeries series, String origin) {
        RowBatch batch = new RowBatch(LEADS.length);
        for (int lead : LEADS) {
            batch.add(series.index(origin), lead);
        }
        return series.prepare().table(batch);
    }

    private static List<String> rows(TestSeries series, String origin) {
        FeatureTable table = table(series, origin);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            StringBuilder line = new StringBuilder();
            for (String column : COLUMNS) {
                float value = table.feature(row, table.schema().indexOf(column));
                line.append(Float.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.0f", value))
                        .append(' ');
            }
            lines.add(line.toString().trim());
        }
        return lines;
    }
}
