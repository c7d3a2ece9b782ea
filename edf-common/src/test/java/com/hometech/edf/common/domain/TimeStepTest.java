package com.hometech.edf.common.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStepTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static long at(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    @ParameterizedTest
    @CsvSource({"PT15M, 4, 96", "PT30M, 2, 48", "PT1H, 1, 24", "PT4H, 0, 6", "PT24H, 0, 1"})
    @DisplayName("steps of an hour and of a day")
    void counts(Duration length, int perHour, int perDay) {
        TimeStep step = TimeStep.of(length);

        assertThat(step.steps(1)).isEqualTo(perHour);
        assertThat(step.stepsPerDay()).isEqualTo(perDay);
        assertThat(step.steps(24)).isEqualTo(perDay);
        assertThat(step.divides(24)).isTrue();
        assertThat(step.divides(1)).isEqualTo(perHour > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5M", "PT45M", "PT90M", "PT5H", "P2D", "PT0S", "-PT1H", "PT0.5S"})
    @DisplayName("other lengths are refused with the way out")
    void refused(String length) {
        Duration duration = Duration.parse(length);

        assertThatThrownBy(() -> TimeStep.of(duration))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("use PT15M, PT30M, PT1H");
    }

    @Test
    @DisplayName("up to half a day, intervals are those of the UTC clock")
    void partsOfADay() {
        TimeStep step = TimeStep.of(Duration.ofHours(6));

        assertThat(step.intervalOf(at("2024-07-01T23:59:59Z"), BERLIN)).isEqualTo(at("2024-07-01T18:00:00Z"));
        assertThat(step.intervalAt(at("2024-07-01T18:00:00Z"), BERLIN)).isEqualTo(at("2024-07-01T18:00:00Z"));
        assertThat(step.intervalAt(at("2024-07-01T22:00:00Z"), BERLIN)).isEqualTo(TimeStep.NO_START);
        assertThat(step.secondsOf(at("2024-03-31T00:00:00Z"), BERLIN)).isEqualTo(6 * 3600);
    }

    @Test
    @DisplayName(
            "a day is a local date, named by its midnight in the zone or in UTC, with 23 or 25 hours where clocks change")
    void localDates() {
        assertThat(TimeStep.DAY.intervalOf(at("2024-06-30T22:00:00Z"), BERLIN)).isEqualTo(at("2024-07-01T00:00:00Z"));
        assertThat(TimeStep.DAY.intervalOf(at("2024-07-01T21:59:59Z"), BERLIN)).isEqualTo(at("2024-07-01T00:00:00Z"));
        assertThat(TimeStep.DAY.intervalAt(at("2024-06-30T22:00:00Z"), BERLIN)).isEqualTo(at("2024-07-01T00:00:00Z"));
        assertThat(TimeStep.DAY.intervalAt(at("2024-07-01T00:00:00Z"), BERLIN)).isEqualTo(at("2024-07-01T00:00:00Z"));
        assertThat(TimeStep.DAY.intervalAt(at("2024-07-01T00:00:00Z"), ZoneId.of("America/New_York")))
                .isEqualTo(at("2024-07-01T00:00:00Z"));
        assertThat(TimeStep.DAY.intervalAt(at("2024-06-30T22:00:00Z"), ZoneOffset.UTC))
                .isEqualTo(TimeStep.NO_START);
        assertThat(TimeStep.DAY.secondsOf(at("2024-03-31T00:00:00Z"), BERLIN)).isEqualTo(23 * 3600);
        assertThat(TimeStep.DAY.secondsOf(at("2024-10-27T00:00:00Z"), BERLIN)).isEqualTo(25 * 3600);
    }
}
