package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.data.sun.SolarGeometry;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.features.table.RowBits;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SolarFeaturesTest {
    private static final SolarGeometry MADRID = new SolarGeometry(40.4, -3.7);
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int HOUR = 3600;
    private static final int DAYS = 200;
    /** 5 kW peak that face the sky. */
    private static final double KWH_PER_WM2 = 0.005;

    private static final FeatureSettings SETTINGS =
            FeatureSettings.of(EdfConfig.defaults().withQuantity(Quantity.SOLAR));

    private final StepGrid grid = new StepGrid(START.getEpochSecond() / HOUR, DAYS * 24, HOUR);
    private final double[] kwh = new double[grid.length()];
    private SolarGeometry place = MADRID;
    private boolean placeKnown = true;
    private ZoneId zone = ZoneId.of("Europe/Madrid");

    /** The day's share of a clear sky, between 0.2 and 1; every third day is clear. */
    private static double cloudIndex(int day) {
        return day % 3 == 0 ? 1 : 0.2 + 0.8 * new SplittableRandom(day).nextDouble();
    }

    SolarFeaturesTest() {
        for (int index = 0; index < kwh.length; index++) {
            double clear = MADRID.over(grid.epochSecond(index), HOUR).clearSkyGhi();
            kwh[index] = KWH_PER_WM2 * clear * cloudIndex(index / 24);
        }
    }

    @Test
    @DisplayName(
            "where the sun is down for the whole hour the most that an hour can hold is 0, by day it is above the reading")
    void theNightIsZero() {
        FeatureTable rows = rows("2024-06-01T04:00:00Z");

        for (int row = 0; row < rows.rows(); row++) {
            boolean up = MADRID.over(rows.targetEpochSecond(row), HOUR).sunIsUp();
            assertThat(rows.ceilingKwh(row) > 0).as("%s", time(rows, row)).isEqualTo(up);
            assertThat(rows.ceilingKwh(row)).isGreaterThanOrEqualTo(rows.targetKwh(row));
            assertThat(rows.levelKwh(row)).isPositive();
        }
    }

    @Test
    @DisplayName("the plant's own clear sky follows the season, also where the last weeks were lower")
    void clearSkyIsThePlantsOwn() {
        FeatureTable rows = rows("2024-04-15T04:00:00Z");
        int clearSky = rows.schema().indexOf("generation_clear_sky");

        for (int row = 0; row < rows.rows(); row++) {
            double clear = MADRID.over(rows.targetEpochSecond(row), HOUR).clearSkyGhi();
            if (clear > 50) {
                assertThat((double) rows.feature(row, clearSky)).isCloseTo(KWH_PER_WM2 * clear, within(1e-3));
                assertThat(rows.levelKwh(row)).isGreaterThanOrEqualTo(rows.feature(row, clearSky) - 1e-6);
            }
        }
    }

    @Test
    void indicesAreSharesOfTheClearSky() {
        FeatureTable rows = rows("2024-04-15T04:00:00Z");
        int lastDay = (int) ((rows.originEpochSecond(0) - START.getEpochSecond()) / HOUR / 24) - 1;
        int noon = rowAt(rows, "2024-04-15T12:00:00Z");

        assertThat(value(rows, noon, "clear_sky_index_latest")).isCloseTo(cloudIndex(lastDay), within(1e-4));
        assertThat(value(rows, noon, "clear_sky_index_day_earlier")).isCloseTo(cloudIndex(lastDay - 1), within(1e-4));
        assertThat(value(rows, noon, "clear_sky_index_mean_3d"))
                .isCloseTo((cloudIndex(lastDay) + cloudIndex(lastDay - 1) + cloudIndex(lastDay - 2)) / 3, within(1e-4));
        assertThat(value(rows, noon, "clear_sky_index_last_24h")).isCloseTo(cloudIndex(lastDay), within(0.02));
        assertThat(value(rows, noon, "sun_elevation")).isBetween(55.0, 62.0);
        assertThat(value(rows, noon, "solar_hour")).isCloseTo(12.25, within(0.1));
    }

    @Test
    @DisplayName("neither summer time nor the zone of the building moves the sun")
    void clocksDoNotMoveTheSun() {
        List<String> madrid = RowBits.of(rows("2024-03-31T04:00:00Z"));
        zone = ZoneId.of("Pacific/Auckland");

        assertThat(RowBits.of(rows("2024-03-31T04:00:00Z"))).isEqualTo(madrid);
    }

    @Test
    @DisplayName("I6: nothing after the origin changes a row, wherever the readings begin")
    void nothingAfterTheOriginCounts() {
        String issue = "2024-06-01T11:00:00Z";
        List<String> before = RowBits.of(rows(issue));
        int origin = grid.indexOf(Instant.parse(issue).getEpochSecond()) - 1;
        Arrays.fill(kwh, origin + 1, kwh.length, 1e9);

        assertThat(RowBits.of(rows(issue))).isEqualTo(before);
        assertThat(RowBits.of(rows(issue, 60 * 24))).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "without a place the hours that brought nothing for weeks are night, and the hours beside the day are not")
    void nightsAreLearnedWhereThePlaceIsUnknown() {
        placeKnown = false;
        FeatureTable rows = rows("2024-06-01T04:00:00Z");

        assertThat(rows.ceilingKwh(rowAt(rows, "2024-06-02T00:00:00Z"))).isZero();
        assertThat(rows.ceilingKwh(rowAt(rows, "2024-06-02T12:00:00Z"))).isPositive();
        for (int row = 0; row < rows.rows(); row++) {
            assertThat(rows.ceilingKwh(row)).isGreaterThanOrEqualTo(rows.targetKwh(row));
        }
        assertThat(value(rows, 0, "sun_elevation")).isNaN();
        assertThat(value(rows, rowAt(rows, "2024-06-01T12:00:00Z"), "generation_clear_sky"))
                .isBetween(4.0, 5.5);
    }

    @Test
    @DisplayName("a place where the plant would generate at night is not believed")
    void aWrongPlaceDoesNotDarkenTheDay() {
        place = new SolarGeometry(40.4, 176.3);
        FeatureTable rows = rows("2024-06-01T04:00:00Z");

        assertThat(rows.ceilingKwh(rowAt(rows, "2024-06-01T12:00:00Z"))).isPositive();
        assertThat(rows.ceilingKwh(rowAt(rows, "2024-06-02T00:00:00Z"))).isZero();
    }

    @Test
    @DisplayName("zeros of nights are no standstill, zeros of three days are")
    void onlyDaysWithoutGenerationStandStill() {
        assertThat(rows("2024-02-01T05:00:00Z").readiness(0)).isEqualTo(Readiness.MODEL);
        assertThat(rows("2024-02-01T05:00:00Z").targetKwh(0)).isZero();
        int from = grid.indexOf(Instant.parse("2024-05-29T00:00:00Z").getEpochSecond());
        Arrays.fill(kwh, from, from + 72, 0);

        FeatureTable rows = rows("2024-06-01T04:00:00Z");

        assertThat(rows.readiness(0)).isEqualTo(Readiness.FALLBACK);
        assertThat(features(0).targetKwh(from + 12)).isNaN();
        assertThat(features(0).targetKwh(from - 12)).isPositive();
    }

    @Test
    @DisplayName("weeks without sun are no standstill either: rows stay, and are zero")
    void thePolarNightIsNoFault() {
        place = new SolarGeometry(78.2, 15.6);
        for (int index = 0; index < kwh.length; index++) {
            kwh[index] = KWH_PER_WM2 * place.over(grid.epochSecond(index), HOUR).clearSkyGhi();
        }

        FeatureTable rows = rows("2024-01-30T05:00:00Z");

        assertThat(rows.readiness(0)).isEqualTo(Readiness.MODEL);
        for (int row = 0; row < rows.rows(); row++) {
            assertThat(rows.ceilingKwh(row)).isZero();
            assertThat(rows.targetKwh(row)).isZero();
        }
    }

    @Test
    void theFallbackIsThereFromTheFirstDay() {
        FeatureTable rows = rows("2024-01-02T05:00:00Z");

        assertThat(rows.readiness(0)).isEqualTo(Readiness.COLD_START);
        assertThat(rows.fallbackKwh(rowAt(rows, "2024-01-02T12:00:00Z"))).isCloseTo(kwh[12], within(0.05 * kwh[12]));
    }

    private FeatureTable rows(String issue) {
        return rows(issue, 0);
    }

    private FeatureTable rows(String issue, int firstIndex) {
        BuildingFeatures features = features(firstIndex);
        RowBatch rows = new RowBatch(72);
        int origin = features.grid().indexOf(Instant.parse(issue).getEpochSecond()) - 1;
        for (int lead = 1; lead <= 72; lead++) {
            rows.add(origin, lead);
        }
        return features.table(rows);
    }

    /** The plant with readings from an index on. */
    private BuildingFeatures features(int firstIndex) {
        StepGrid part = new StepGrid(grid.firstStep() + firstIndex, grid.length() - firstIndex, HOUR);
        Building building = new Building(
                new BuildingId("home"),
                new SiteId("site"),
                zone,
                LoadKind.HOUSEHOLD,
                UseType.HOME,
                "Home",
                Double.NaN,
                false,
                placeKnown ? place.latitude() : Double.NaN,
                placeKnown ? place.longitude() : Double.NaN);
        SiteContext site = new SiteContext(part, zone, HolidayCalendar.NONE, SiteWeather.NONE, true, SETTINGS);
        double[] readings = Arrays.copyOfRange(kwh, firstIndex, kwh.length);
        return new FeatureEngine(SETTINGS)
                .prepare(new BuildingInput(building, readings, new byte[readings.length], site));
    }

    private static double value(FeatureTable rows, int row, String feature) {
        return rows.feature(row, rows.schema().indexOf(feature));
    }

    private static int rowAt(FeatureTable rows, String time) {
        long wanted = Instant.parse(time).getEpochSecond();
        for (int row = 0; row < rows.rows(); row++) {
            if (rows.targetEpochSecond(row) == wanted) {
                return row;
            }
        }
        throw new AssertionError("There is no row for " + time);
    }

    private static String time(FeatureTable rows, int row) {
        return Instant.ofEpochSecond(rows.targetEpochSecond(row)).toString();
    }
}
