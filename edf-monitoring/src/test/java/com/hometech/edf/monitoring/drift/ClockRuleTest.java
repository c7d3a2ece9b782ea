package com.hometech.edf.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClockRuleTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final int FIRST = (int) LocalDate.of(2023, 1, 2).toEpochDay();
    /** A Wednesday in February 2024, far from any change of clocks. */
    private static final int DAYS = 402;

    /** What the last three days say that the building is late: together, without their best quarters, and by standard time. */
    private record Late(double evidence, double elsewhere, double standard) {}

    @Test
    void threeDaysThatSayTheSameAreEnough() {
        Episode episode = lasting(new Late(6, 3, 6), 40);

        assertThat(episode).isEqualTo(new Episode(FIRST + DAYS - 3, FIRST + DAYS - 1, true));
    }

    @Test
    void otherOpeningHoursAreNoWrongClock() {
        assertThat(lasting(new Late(6, 0.5, 6), 40))
                .as("opening hours that moved, of which the rest of the day knows nothing")
                .isNull();
    }

    @Test
    void standardTimeHasToAgree() {
        assertThat(lasting(new Late(6, 3, -6), 40)).isNull();
    }

    @Test
    void theBarRisesWithTheNumberOfBuildings() {
        assertThat(lasting(new Late(6, 3, 6), 40)).isNotNull();
        assertThat(lasting(new Late(6, 3, 6), 10_000)).isNull();
        assertThat(lasting(new Late(12, 6, 12), 10_000)).isNotNull();
    }

    private static Episode lasting(Late late, int buildings) {
        BuildingSignals signals = new BuildingSignals(FIRST, FIRST + DAYS);
        for (int day = 0; day < DAYS; day++) {
            boolean last = day >= DAYS - 3;
            float[][] row = new float[Signal.values().length][1];
            Arrays.stream(row).forEach(column -> column[0] = Float.NaN);
            row[Signal.MEAN_KWH.ordinal()][0] = 10;
            row[Signal.LEVEL_LOW.ordinal()][0] = -0.1f;
            row[Signal.LEVEL_HIGH.ordinal()][0] = 0.1f;
            for (Signal early : new Signal[] {
                Signal.EARLY, Signal.EARLY_ELSEWHERE, Signal.EARLY_STANDARD, Signal.EARLY_STANDARD_ELSEWHERE
            }) {
                row[early.ordinal()][0] = -10;
            }
            // past days look a little late now and then, some more than others
            float past = (float) (-5 + 7 * Math.sin(day * day));
            row[Signal.LATE.ordinal()][0] = last ? (float) late.evidence() : past;
            row[Signal.LATE_ELSEWHERE.ordinal()][0] = last ? (float) late.elsewhere() : past;
            row[Signal.LATE_STANDARD.ordinal()][0] = last ? (float) late.standard() : past;
            row[Signal.LATE_STANDARD_ELSEWHERE.ordinal()][0] = last ? (float) late.elsewhere() : past;
            signals.set(FIRST + day, row, 0);
        }
        return new ClockRule(signals, ZONE, 13, buildings).lasting();
    }
}
