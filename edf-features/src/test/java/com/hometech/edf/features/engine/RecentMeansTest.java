package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.features.table.FeatureTable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Means and medians of the recent past, by hand. The load is 10000 kWh at the origin and one more each hour, so a mean of
 * hours is the load at their mean time.
 */
class RecentMeansTest {
    private static final String ORIGIN = "2024-06-12T04:00:00Z";
    private static final double WEEK = 168;

    private final TestSeries series =
            new TestSeries(Instant.parse(ORIGIN).minus(Duration.ofDays(90)), 95, Duration.ofHours(1), true);

    RecentMeansTest() {
        int zero = series.index(ORIGIN);
        Arrays.setAll(series.kwh, index -> 10_000 + index - zero);
    }

    @Test
    void hoursOfTheDay() {
        assertThat(value("consumption_hour_mean_7d", 1)).isEqualTo(9977 - 3 * 24);
        assertThat(value("consumption_hour_mean_7d", 72)).isEqualTo(10_000 - 3 * 24);
        assertThat(value("consumption_hour_mean_28d", 1)).isEqualTo(9977 - 13.5f * 24);
        assertThat(value("consumption_hour_mean_7d_before", 1)).isEqualTo(9976 - 3 * 24);
        assertThat(value("consumption_hour_mean_7d_after", 1)).isEqualTo(9978 - 3 * 24);
        // an hour after the target, a day earlier, is after the origin: the day before counts
        assertThat(value("consumption_hour_mean_7d_after", 24)).isEqualTo(9977 - 3 * 24);
        assertThat(value("consumption_same_hour_latest_smooth", 1)).isEqualTo(9977);
        // of the two hours on both sides, those after the origin are not known
        assertThat(value("consumption_same_hour_latest_smooth", 24)).isEqualTo(9999);
    }

    @Test
    void hoursOfTheWeek() {
        assertThat(value("consumption_week_median", 1)).isEqualTo((float) (10_001 - 4 * WEEK));
        assertThat(value("consumption_week_mean_smooth", 1)).isEqualTo((float) (10_001 - 3.5 * WEEK));
        // weights 1, 0.7, 0.49, ... of 1, 2, 3, ... 8 weeks back
        assertThat(value("consumption_week_mean_weighted", 1)).isEqualTo((float) (10_001 - meanWeeksBack(0) * WEEK));
    }

    @Test
    void weeksWithoutReadingsKeepTheirPlace() {
        int target = series.index(ORIGIN) + 1;
        Arrays.fill(series.kwh, target - 2 * 168 - 84, target - 2 * 168 + 84, Double.NaN);

        assertThat(value("consumption_week_mean_weighted", 1)).isEqualTo((float) (10_001 - meanWeeksBack(2) * WEEK));
        // 1, 3, 4, 5, 6 and 7 weeks back
        assertThat(value("consumption_week_median", 1)).isEqualTo((float) (10_001 - 4.5 * WEEK));
        assertThat(value("consumption_week_mean_smooth", 1)).isEqualTo((float) (10_001 - 19 / 5.0 * WEEK));
    }

    @Test
    void daysOfAKind() {
        // for Thursday: Tuesday and the nine working days before it, over two weekends
        float daysBack = (0 + 1 + 4 + 5 + 6 + 7 + 8 + 11 + 12 + 13) / 10f;
        assertThat(value("consumption_same_day_type_mean_10", 30)).isEqualTo(10_030 - 48 - daysBack * 24);
    }

    @Test
    void temperatureAgainstThatOfTheHoursThatMeansComeFrom() {
        float[] temperature = series.observed[WeatherColumn.VARIABLES.indexOf(WeatherColumn.TEMPERATURE_C)];
        for (int index = 0; index < temperature.length; index++) {
            temperature[index] = index / 64f;
        }

        assertThat(value("temperature_c_change_four_weeks", 25)).isEqualTo(2.5f * 168 / 64);
        assertThat(value("temperature_c_change_hour_mean_7d", 25)).isEqualTo((48 + 3 * 24) / 64f);
        assertThat(value("temperature_c_mean_6h", 25)).isEqualTo(value("temperature_c", 25) - 2.5f / 64);
        assertThat(value("temperature_c_lag_2h", 25)).isEqualTo(value("temperature_c", 25) - 2f / 64);
    }

    @Test
    void daysFromHolidays() {
        series.holidays.put(LocalDate.of(2024, 6, 10), "Whit Monday");

        assertThat(value("days_since_holiday", 1)).isEqualTo(2);
        assertThat(value("days_to_holiday", 1)).isEqualTo(11);
        assertThat(value("day_type", 1)).isZero();
        assertThat(value("hour_of_week", 1)).isEqualTo(2 * 24 + 7);
    }

    private static double meanWeeksBack(int missing) {
        double sum = 0;
        double weights = 0;
        for (int week = 1; week <= 8; week++) {
            if (week != missing) {
                sum += week * Math.pow(0.7, week - 1);
                weights += Math.pow(0.7, week - 1);
            }
        }
        return sum / weights;
    }

    private float value(String feature, int lead) {
        RowBatch batch = new RowBatch(1);
        batch.add(series.index(ORIGIN), lead);
        FeatureTable table = series.prepare().table(batch);
        return table.feature(0, table.schema().indexOf(feature));
    }
}
