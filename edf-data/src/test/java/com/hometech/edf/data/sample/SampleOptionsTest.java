package com.hometech.edf.data.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SampleOptionsTest {
    private static final SampleOptions DEFAULTS = SampleOptions.defaults();

    @Test
    void impossibleOptionsAreRefusedWithFieldValueAndRange() {
        assertRefused(() -> DEFAULTS.withBuildings(0), "buildings = 0: must be between 1 and 100000");
        assertRefused(() -> DEFAULTS.withBuildings(100_001), "buildings = 100001: must be between 1 and 100000");
        assertRefused(() -> DEFAULTS.withDays(1), "days = 1: must be between 2 and 3660");
        assertRefused(() -> DEFAULTS.withDays(3661), "days = 3661: must be between 2 and 3660");
    }

    @Test
    void defectsNeedRoom() {
        assertRefused(() -> DEFAULTS.withBuildings(12).withDefects(), "buildings = 12: must be between 13 and 100000");
        assertRefused(() -> DEFAULTS.withDays(369).withDefects(), "days = 369: must be between 370 and 3660");
    }

    @Test
    void theEndLiesOnTheHourAndWhereTheHolidayRulesHold() {
        assertRefused(() -> DEFAULTS.withEnd(Instant.parse("2024-11-21T05:30:00Z")), "end = 2024-11-21T05:30:00Z");
        assertRefused(() -> DEFAULTS.withEnd(Instant.parse("1980-01-01T00:00:00Z")), "must lie between 1996-01-01");
        assertRefused(() -> DEFAULTS.withEnd(Instant.parse("2070-01-01T00:00:00Z")), "and 2060-01-01");
    }

    @Test
    void theDefaultEndsOnAWorkingDayAtTheHourOfTheDailyRun() {
        var end = DEFAULTS.end().atZone(ZoneOffset.UTC);

        assertThat(end.getHour()).isEqualTo(5);
        assertThat(end.getDayOfWeek()).isEqualTo(DayOfWeek.THURSDAY);
    }

    private static void assertRefused(ThrowingCallable options, String message) {
        assertThatThrownBy(options).isInstanceOf(InvalidInputException.class).hasMessageContaining(message);
    }
}
