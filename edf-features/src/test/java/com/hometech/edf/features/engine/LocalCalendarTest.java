package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.HolidayCalendar;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalCalendarTest {
    @ParameterizedTest(name = "{0}: {1} has {2} hours")
    @CsvSource({
        "Europe/Berlin, 2024-03-31, 23, '[0, 1, 3, 4]'",
        "Europe/Berlin, 2024-10-27, 25, '[0, 1, 2, 2]'",
        "Europe/Berlin, 2024-06-01, 24, '[0, 1, 2, 3]'",
        "America/New_York, 2024-11-03, 25, '[0, 1, 1, 2]'"
    })
    @DisplayName("fault 2: a local day has as many hours as its clocks show")
    void aLocalDayHasAsManyHoursAsItsClocksShow(String zone, String day, int hours, String firstHours) {
        ZonedDateTime midnight = ZonedDateTime.parse(day + "T00:00:00Z").withZoneSameLocal(ZoneId.of(zone));
        StepGrid grid = StepGrid.between(midnight.toEpochSecond(), midnight.toEpochSecond() + 30 * 3600, 3600);
        LocalCalendar calendar = new LocalCalendar(grid, ZoneId.of(zone), HolidayCalendar.NONE, true);
        float dayOfMonth = midnight.getDayOfMonth();
        List<Integer> shown = new ArrayList<>();
        for (int index = 0; index < 30; index++) {
            if (calendar.values(CalendarFact.DAY_OF_MONTH)[index] == dayOfMonth
                    && calendar.values(CalendarFact.MONTH_OF_YEAR)[index] == midnight.getMonthValue()) {
                shown.add(calendar.hourOfDay(index));
            }
        }

        assertThat(shown).hasSize(hours);
        assertThat(shown.subList(0, 4)).hasToString(firstHours);
    }

    @Test
    void equalsTheZoneRulesInEveryZone() {
        StepGrid grid = StepGrid.between(
                Instant.parse("2023-12-30T00:00:00Z").getEpochSecond(),
                Instant.parse("2024-12-30T00:00:00Z").getEpochSecond(),
                3600);
        for (String id : ZoneId.getAvailableZoneIds().stream().sorted().toList()) {
            ZoneId zone = ZoneId.of(id);
            LocalCalendar calendar = new LocalCalendar(grid, zone, HolidayCalendar.NONE, true);
            for (int index = 0; index < grid.length(); index += 5) {
                ZonedDateTime local =
                        Instant.ofEpochSecond(grid.epochSecond(index)).atZone(zone);
                if (calendar.hourOfDay(index) != local.getHour()
                        || calendar.values(CalendarFact.DAY_OF_WEEK)[index]
                                != local.getDayOfWeek().getValue()) {
                    throw new AssertionError(id + " differs at " + local);
                }
            }
        }
    }

    @Test
    void featuresThatNameASeasonAreMissingWithoutAYearOfHistory() {
        StepGrid grid = StepGrid.between(0, 86_400, 3600);
        LocalCalendar calendar = new LocalCalendar(grid, ZoneId.of("UTC"), HolidayCalendar.NONE, false);

        assertThat(calendar.values(CalendarFact.MONTH_OF_YEAR)).containsOnly(Float.NaN);
        assertThat(calendar.values(CalendarFact.DAY_OF_WEEK)).doesNotContain(Float.NaN);
    }
}
