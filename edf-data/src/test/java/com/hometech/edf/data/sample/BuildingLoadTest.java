package com.hometech.edf.data.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildingLoadTest {
    private static final Instant START = Instant.parse("2023-01-01T00:00:00Z");
    private static final int HOURS = 2 * 365 * 24;
    private static final RandomStreams STREAMS = new RandomStreams(42);
    private static final int BERLIN_OFFICE = 0;
    private static final int SYDNEY_OFFICE = 5;
    private static final int MADRID_SCHOOL = 1;
    private static final int MADRID_HOME = 16;

    @ParameterizedTest
    @ValueSource(ints = {BERLIN_OFFICE, SYDNEY_OFFICE})
    void officesUseLessAtNightOnWeekendsAndOnHolidays(int index) {
        SampleBuilding office = SampleBuilding.at(index);
        SiteCalendar calendar = history(office).calendar();
        double[] loadKwh = loadKwh(office);
        IntPredicate noon = t -> calendar.clockHourAt(t) >= 10 && calendar.clockHourAt(t) < 16;
        IntPredicate night = t -> calendar.clockHourAt(t) < 4;
        IntPredicate workingDay = t -> calendar.dayAt(t).isWorkingDay();

        double workingNoon = mean(loadKwh, noon.and(workingDay));

        assertThat(mean(loadKwh, night.and(workingDay))).isLessThan(0.6 * workingNoon);
        assertThat(mean(loadKwh, noon.and(t -> calendar.dayAt(t).isWeekend()))).isLessThan(0.7 * workingNoon);
        assertThat(mean(loadKwh, noon.and(t -> calendar.dayAt(t).holiday()))).isLessThan(0.7 * workingNoon);
    }

    @Test
    void aSchoolIsQuietInItsBreaks() {
        SampleBuilding school = SampleBuilding.at(MADRID_SCHOOL);
        SiteCalendar calendar = history(school).calendar();
        IntPredicate lesson =
                t -> calendar.clockHourAt(t) == 11 && calendar.dayAt(t).isWorkingDay();

        double atSchool =
                mean(loadKwh(school), lesson.and(t -> !calendar.dayAt(t).schoolBreak()));
        double inBreak = mean(loadKwh(school), lesson.and(t -> calendar.dayAt(t).schoolBreak()));

        assertThat(inBreak).isLessThan(0.75 * atSchool);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Europe/Berlin spring, 2024-03-31, 23",
        "Europe/Berlin ordinary, 2024-04-02, 24",
        "Europe/Berlin autumn, 2024-10-27, 25",
        "Australia/Sydney spring, 2024-10-06, 23",
        "Australia/Sydney autumn, 2024-04-07, 25"
    })
    void aLocalDayHasAsManyHoursAsItsClocksShow(String day, LocalDate date, int hours) {
        SampleBuilding building = SampleBuilding.at(day.startsWith("Europe") ? BERLIN_OFFICE : SYDNEY_OFFICE);
        SiteCalendar calendar = history(building).calendar();

        assertThat(IntStream.range(0, HOURS)
                        .filter(t -> calendar.dayAt(t).date().equals(date))
                        .count())
                .isEqualTo(hours);
    }

    /** People come by the clock: on the steepest hour of the morning as many are there before a change as after it. */
    @ParameterizedTest
    @ValueSource(strings = {"2023-03-26", "2023-10-29", "2024-03-31", "2024-10-27"})
    void theScheduleFollowsTheClockThroughItsChange(LocalDate change) {
        double[] loadKwh = loadKwh(SampleBuilding.at(BERLIN_OFFICE));

        double before = shareThereAtEight(loadKwh, change.minusDays(28));
        double after = shareThereAtEight(loadKwh, change.plusDays(1));

        assertThat(before).isBetween(0.3, 0.9);
        assertThat(after).isCloseTo(before, within(0.1));
    }

    private static double shareThereAtEight(double[] loadKwh, LocalDate first) {
        double night = 0;
        double eight = 0;
        double noon = 0;
        for (int day = 0; day < 28; day++) {
            LocalDate date = first.plusDays(day);
            if (date.getDayOfWeek().getValue() < 5) {
                night += loadKwh[hourOf(date, 3)];
                eight += loadKwh[hourOf(date, 8)];
                noon += loadKwh[hourOf(date, 11)];
            }
        }
        return (eight - night) / (noon - night);
    }

    @Test
    void heatAndColdBothRaiseTheLoad() {
        SampleBuilding office = SampleBuilding.at(BERLIN_OFFICE);
        SiteHistory history = history(office);
        double[] loadKwh = new BuildingLoad(office, history, electricallyHeated(office), STREAMS).hourlyKwh(HOURS);
        IntPredicate working = t -> history.calendar().clockHourAt(t) == 11
                && history.calendar().dayAt(t).isWorkingDay()
                && !history.calendar().dayAt(t).summerLull();

        double mild = mean(loadKwh, working.and(t -> isBetween(history, t, 13, 18)));
        double cold = mean(loadKwh, working.and(t -> isBetween(history, t, -20, 3)));
        double hot = mean(loadKwh, working.and(t -> isBetween(history, t, 24, 45)));

        assertThat(cold).isGreaterThan(1.1 * mild);
        assertThat(hot).isGreaterThan(1.05 * mild);
    }

    @Test
    void noEnergyIsNegativeAndTheMeterLosesNone() {
        for (int index = 0; index < 20; index++) {
            SampleBuilding building = SampleBuilding.at(index);
            double[] loadKwh = loadKwh(building);
            double[] readings = loadKwh.clone();
            Meter meter = Meter.fitting(loadKwh);
            meter.read(readings);
            double pulse = Math.pow(10, -meter.decimals());

            assertThat(Arrays.stream(readings).min().orElseThrow())
                    .as(building.id())
                    .isNotNegative();
            assertThat(Arrays.stream(readings).sum())
                    .isCloseTo(Arrays.stream(loadKwh).sum(), within(1.1 * pulse));
        }
    }

    @Test
    void solarGeneratesByDayAloneAndNeverAboveItsPeak() {
        SampleBuilding home = SampleBuilding.at(MADRID_HOME);
        SiteWeather weather = history(home).weather();
        double[] generationKwh = RooftopSolar.hourlyKwh(home, weather, 4.8, STREAMS, HOURS);

        for (int t = 0; t < HOURS; t++) {
            assertThat(generationKwh[t]).isBetween(0.0, 4.8 * 1.1);
            assertThat(generationKwh[t] > 0).isEqualTo(weather.at(t).ghi() > 0);
        }
        assertThat(Arrays.stream(generationKwh).sum() / 2 / 4.8)
                .as("full hours a year")
                .isBetween(1200.0, 1900.0);
    }

    @Test
    void homesAreSpikyAndOfficesAreNot() {
        assertThat(hourToHourChange(loadKwh(SampleBuilding.at(MADRID_HOME)))).isGreaterThan(0.35);
        assertThat(hourToHourChange(loadKwh(SampleBuilding.at(BERLIN_OFFICE)))).isLessThan(0.15);
    }

    /** Buildings are as hard to forecast as real ones: median about 13 %, homes about 60 %. */
    @Test
    void lastWeeksValueIsAsWrongAsOnRealBuildings() {
        double[] errors = IntStream.range(0, 20)
                .mapToObj(SampleBuilding::at)
                .mapToDouble(building -> lastWeekError(loadKwh(building)))
                .sorted()
                .toArray();

        assertThat((errors[9] + errors[10]) / 2).isBetween(0.09, 0.16);
        assertThat(errors[0]).isGreaterThan(0.03);
        assertThat(errors[19]).isBetween(0.3, 1.1);
    }

    private static double lastWeekError(double[] loadKwh) {
        double error = 0;
        double total = 0;
        for (int t = loadKwh.length - 60 * 24; t < loadKwh.length; t++) {
            error += Math.abs(loadKwh[t] - loadKwh[t - 168]);
            total += loadKwh[t];
        }
        return error / total;
    }

    private static double hourToHourChange(double[] loadKwh) {
        double change = 0;
        for (int t = 1; t < loadKwh.length; t++) {
            change += Math.abs(loadKwh[t] - loadKwh[t - 1]);
        }
        return change / Arrays.stream(loadKwh).sum();
    }

    private static BuildingTraits electricallyHeated(SampleBuilding building) {
        BuildingTraits traits = BuildingTraits.of(building, STREAMS);
        return new BuildingTraits(
                traits.floorAreaM2(),
                traits.yearBuilt(),
                Archetype.OFFICE.intensity(),
                traits.week(),
                traits.absence(),
                traits.heatBelowC(),
                traits.coolAboveC(),
                traits.thermalHours(),
                traits.dayToDaySpread(),
                traits.noiseSpread(),
                traits.driftSpread(),
                0,
                0);
    }

    private static boolean isBetween(SiteHistory history, int hour, double least, double most) {
        double temperatureC = history.weather().at(hour).temperatureC();
        return temperatureC >= least && temperatureC < most;
    }

    private static int hourOf(LocalDate date, int clockHour) {
        Instant time =
                date.atTime(clockHour, 0).atZone(ZoneId.of("Europe/Berlin")).toInstant();
        return (int) ((time.getEpochSecond() - START.getEpochSecond()) / 3600);
    }

    private static SiteHistory history(SampleBuilding building) {
        return new SiteHistory(
                building.site(),
                new SiteWeather(building.site(), START, HOURS, STREAMS),
                new SiteCalendar(building.site(), START, HOURS));
    }

    private static double[] loadKwh(SampleBuilding building) {
        SiteHistory history = history(building);
        BuildingTraits traits = BuildingTraits.of(building, STREAMS);
        return building.archetype() == Archetype.HOME
                ? new HomeLoad(building, history, traits, STREAMS, HOURS).hourlyKwh()
                : new BuildingLoad(building, history, traits, STREAMS).hourlyKwh(HOURS);
    }

    private static double mean(double[] values, IntPredicate hours) {
        return IntStream.range(0, values.length)
                .filter(hours)
                .mapToDouble(t -> values[t])
                .average()
                .orElseThrow();
    }
}
