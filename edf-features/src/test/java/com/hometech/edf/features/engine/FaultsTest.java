package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.features.table.WeatherSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with readings and weather, and what rows look like then. */
class FaultsTest {
    private static final int ORIGIN = 100 * 24;

    @ParameterizedTest(name = "{0} missing hours")
    @CsvSource({"1, true, MODEL", "3, true, MODEL", "5, false, MODEL", "30, false, MODEL", "200, false, FALLBACK"})
    @DisplayName("fault 6: gaps of up to three hours are interpolated in features, longer ones stay, targets never")
    void gaps(int hours, boolean interpolated, Readiness readiness) {
        TestSeries series = plain();
        int missing = ORIGIN - 150;
        int gap = hours > 100 ? ORIGIN - 24 - hours : missing;
        Arrays.fill(series.kwh, gap, gap + hours, Double.NaN);
        BuildingFeatures building = series.prepare();
        RowBatch rows = new RowBatch(1);
        rows.add(ORIGIN, missing + 168 - ORIGIN);

        float lastWeek = feature(building.table(rows), 0, "consumption_lag_168h");

        assertThat(building.targetKwh(missing)).isNaN();
        assertThat(Float.isNaN(lastWeek)).isNotEqualTo(interpolated);
        assertThat(building.readiness(ORIGIN)).isEqualTo(readiness);
    }

    @Test
    @DisplayName("fault 9: readings of a unit slip are missing in features and are no targets")
    void unitSlip() {
        TestSeries series = plain();
        Arrays.fill(series.kwh, ORIGIN - 10, ORIGIN - 4, 50_000);
        Arrays.fill(series.flags, ORIGIN - 10, ORIGIN - 4, (byte) ReadingFlag.UNIT_SLIP.ordinal());
        BuildingFeatures building = series.prepare();
        FeatureTable table = building.table(series.allLeads(ORIGIN));

        assertThat(feature(table, 0, "consumption_roll_max_24h")).isLessThan(40);
        assertThat(table.lastWeekKwh(0)).isLessThan(40);
        assertThat(building.targetKwh(ORIGIN - 8)).isNaN();
        assertThat(building.readiness(ORIGIN)).isEqualTo(Readiness.MODEL);
    }

    @Test
    @DisplayName(
            "fault 9: a unit slip that no import could see, for deliveries came hour by hour, is found all the same")
    void unitSlipInSmallDeliveries() {
        TestSeries series = plain();
        for (int index = ORIGIN - 48; index <= ORIGIN; index++) {
            series.kwh[index] *= 1000;
        }
        BuildingFeatures building = series.prepare();
        FeatureTable table = building.table(series.allLeads(ORIGIN));

        assertThat(feature(table, 0, "consumption_roll_max_24h")).isNaN();
        assertThat(feature(table, 0, "consumption_roll_max_168h")).isLessThanOrEqualTo(5 * 31);
        assertThat(table.levelKwh(0)).isLessThan(40);
        for (int row = 0; row < 72; row++) {
            assertThat(table.fallbackKwh(row)).as("lead %d", row + 1).isBetween(5.0, 40.0);
        }
        for (int index = ORIGIN - 48; index <= ORIGIN; index++) {
            assertThat(building.targetKwh(index)).isNaN();
        }
        assertThat(building.readiness(ORIGIN)).isEqualTo(Readiness.MODEL);
    }

    @ParameterizedTest(name = "{0} hours")
    @CsvSource({"2, false", "3, true"})
    @DisplayName("faults 9 and 12: two hours far too high are spikes, three are another unit")
    void spikeOrSlip(int hours, boolean slip) {
        TestSeries series = plain();
        for (int index = ORIGIN - 30; index < ORIGIN - 30 + hours; index++) {
            series.kwh[index] *= 1000;
        }
        BuildingFeatures building = series.prepare();

        assertThat(Double.isNaN(building.targetKwh(ORIGIN - 30))).isEqualTo(slip);
        assertThat(Double.isNaN(building.measuredKwh()[ORIGIN - 30 + hours - 1]))
                .isEqualTo(slip);
        assertThat(building.measuredKwh()[ORIGIN - 29])
                .as("not yet known to be one")
                .isGreaterThan(1000);
    }

    @ParameterizedTest(name = "standing at {0} kWh")
    @CsvSource({"0", "12.5"})
    @DisplayName("fault 11: a standstill that crosses the border of two imports is no target either")
    void flatlineAcrossImports(double kwh) {
        TestSeries series = plain();
        Arrays.fill(series.kwh, ORIGIN - 40, ORIGIN - 10, kwh);
        Arrays.fill(series.kwh, ORIGIN - 100, ORIGIN - 77, kwh);
        BuildingFeatures building = series.prepare();

        for (int index = ORIGIN - 40; index < ORIGIN - 10; index++) {
            assertThat(building.targetKwh(index)).as("30 hours").isNaN();
        }
        assertThat(building.targetKwh(ORIGIN - 9)).isNotNaN();
        assertThat(building.targetKwh(ORIGIN - 90)).as("23 hours may be true").isEqualTo(kwh);
    }

    @ParameterizedTest(name = "standing at {0} kWh")
    @CsvSource({"0", "12.5"})
    @DisplayName("fault 11: a meter that stands still for a day gets the fallback grade and is no target where flagged")
    void flatline(double kwh) {
        TestSeries series = plain();
        Arrays.fill(series.kwh, ORIGIN - 23, ORIGIN + 1, kwh);
        Arrays.fill(series.flags, ORIGIN - 23, ORIGIN + 1, (byte) ReadingFlag.FLAT.ordinal());
        BuildingFeatures building = series.prepare();
        FeatureTable table = building.table(series.allLeads(ORIGIN));

        assertThat(building.readiness(ORIGIN)).isEqualTo(Readiness.FALLBACK);
        assertThat(building.readiness(ORIGIN - 1)).isEqualTo(Readiness.MODEL);
        assertThat(building.targetKwh(ORIGIN)).isNaN();
        assertThat(table.fallbackKwh(0)).as("last week, not the dead meter").isEqualTo(series.kwh[ORIGIN + 1 - 168]);
    }

    @Test
    @DisplayName("fault 12: a spike is clipped in features and kept in the baselines and the target")
    void spike() {
        TestSeries series = plain();
        series.kwh[ORIGIN - 30] = 50 * 20;
        BuildingFeatures building = series.prepare();
        FeatureTable table = building.table(series.allLeads(ORIGIN));

        int lead = 168 - 30;
        assertThat(feature(table, 0, "consumption_roll_max_168h")).isBetween(100f, 200f);
        assertThat(building.targetKwh(ORIGIN - 30)).isEqualTo(1000);
        RowBatch later = new RowBatch(1);
        later.add(ORIGIN + lead - 72, 72);
        assertThat(building.table(later).lastWeekKwh(0)).isEqualTo(1000);
    }

    @Test
    void aBuildingWhoseLoadRisesForGoodIsFollowedWithinFourDays() {
        TestSeries series = plain();
        for (int index = ORIGIN - 8 * 24; index < series.kwh.length; index++) {
            series.kwh[index] *= 30;
        }
        FeatureTable table = series.prepare().table(series.allLeads(ORIGIN));

        assertThat(feature(table, 0, "consumption_roll_max_24h")).isGreaterThan(800);
        assertThat(table.levelKwh(0)).isGreaterThan(150);
    }

    @Test
    @DisplayName("fault 13: three days of history make a cold start with a day before in the use type's shape")
    void coldStart() {
        TestSeries series = plain();
        Arrays.fill(series.kwh, 0, ORIGIN - 71, Double.NaN);
        series.useType = UseType.HOME;
        BuildingFeatures building = series.prepare();
        FeatureTable table = building.table(series.allLeads(ORIGIN));

        assertThat(building.readiness(ORIGIN)).isEqualTo(Readiness.COLD_START);
        assertThat(table.lastWeekKwh(0)).isNaN();
        for (int row = 0; row < 72; row++) {
            assertThat(table.fallbackKwh(row)).as("a home's days are alike").isEqualTo(table.yesterdayKwh(row));
        }
        series.useType = UseType.OFFICE;
        int saturdayNoon = series.index("2023-04-15T10:00:00Z") - ORIGIN; // from a Thursday
        assertThat(series.prepare().table(series.allLeads(ORIGIN)).fallbackKwh(saturdayNoon - 1))
                .isLessThan(0.8 * table.yesterdayKwh(saturdayNoon - 1));
    }

    @Test
    void aBuildingWithOneReadingStillHasAFallbackForEveryHour() {
        TestSeries series = plain();
        Arrays.fill(series.kwh, 0, ORIGIN, Double.NaN);
        FeatureTable table = series.prepare().table(series.allLeads(ORIGIN));

        for (int row = 0; row < 72; row++) {
            assertThat(table.fallbackKwh(row)).isFinite().isPositive();
        }
    }

    @Test
    @DisplayName("fault 16: a building is closed sixty days after its last reading, and not before")
    void closed() {
        TestSeries series = plain();
        int last = 35 * 24;
        Arrays.fill(series.kwh, last + 1, series.kwh.length, Double.NaN);
        BuildingFeatures building = series.prepare();

        assertThat(building.isActive(last + 59 * 24)).isTrue();
        assertThat(building.readiness(last + 59 * 24)).isEqualTo(Readiness.FALLBACK);
        FeatureTable table = building.table(series.allLeads(last + 59 * 24));
        assertThat(table.fallbackKwh(0)).isFinite().isBetween(5.0, 60.0);
        assertThat(building.isActive(last + 60 * 24)).isFalse();
    }

    @Test
    @DisplayName("fault 17: where the last day's weather is missing, the newest forecast stands for it")
    void weatherMissingForADay() {
        TestSeries series = TestSeries.random(3, 120, Duration.ofHours(1), false);
        for (float[] variable : series.observed) {
            Arrays.fill(variable, ORIGIN - 23, variable.length, Float.NaN);
        }
        FeatureTable table = series.prepare().table(series.allLeads(ORIGIN));

        assertThat(feature(table, 0, "temperature_c")).isNotNaN();
        assertThat(feature(table, 0, "temperature_c_lag_24h")).isNotNaN();
        assertThat(feature(table, 71, "temperature_c_mean_24h")).isNotNaN();
    }

    @Test
    @DisplayName("fault 18: where the weather feed has ended, weather is missing, not invented")
    void weatherFeedEnded() {
        TestSeries series = TestSeries.random(3, 120, Duration.ofHours(1), true);
        series.issues.clear();
        for (float[] variable : series.observed) {
            Arrays.fill(variable, ORIGIN - 30 * 24, variable.length, Float.NaN);
        }
        BuildingFeatures building = series.prepare();
        FeatureTable table = building.table(series.allLeads(ORIGIN));

        assertThat(table.schema().features().stream().filter(feature -> feature.kind() == FeatureKind.WEATHER))
                .allSatisfy(
                        feature -> assertThat(feature(table, 5, feature.name())).isNaN());
        assertThat(building.weatherSource(ORIGIN + 1, ORIGIN)).isEqualTo(WeatherSource.NONE);
        assertThat(building.readiness(ORIGIN)).isEqualTo(Readiness.MODEL);
    }

    @Test
    void theNewestForecastAtTheIssueTimeIsTaken() {
        TestSeries series = plain();
        series.settings = TestSeries.settings(Duration.ofHours(1), true, 0);
        // the run of this origin starts one step after it
        addIssue(series, ORIGIN - 6, 10);
        addIssue(series, ORIGIN + 1, 20);
        addIssue(series, ORIGIN + 2, 30);
        BuildingFeatures building = series.prepare();

        assertThat(feature(building.table(series.allLeads(ORIGIN)), 9, "temperature_c"))
                .isEqualTo(20);
        assertThat(building.weatherSource(ORIGIN + 10, ORIGIN)).isEqualTo(WeatherSource.ARCHIVED_FORECAST);
    }

    private static void addIssue(TestSeries series, int issuedAt, float value) {
        float[][] values = new float[TestSeries.VARIABLES][100];
        Arrays.stream(values).forEach(variable -> Arrays.fill(variable, value));
        series.issues.add(new WeatherForecastIssue(
                series.grid.epochSecond(issuedAt), series.grid.firstStep() + issuedAt, values));
    }

    /** Days between 10 and 30 kWh, no noise, no gaps; index 100 days is a Tuesday midnight. */
    private static TestSeries plain() {
        TestSeries series = new TestSeries(Instant.parse("2023-01-03T00:00:00Z"), 120, Duration.ofHours(1), true);
        for (int index = 0; index < series.kwh.length; index++) {
            series.kwh[index] = 20 + 10 * Math.sin(index * Math.PI / 12) + index % 7 * 0.1;
        }
        return series;
    }

    private static float feature(FeatureTable table, int row, String name) {
        return table.feature(row, table.schema().indexOf(name));
    }
}
