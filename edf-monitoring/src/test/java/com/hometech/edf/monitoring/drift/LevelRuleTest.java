package com.hometech.edf.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class LevelRuleTest {
    private static final int FIRST = (int) LocalDate.of(2023, 1, 2).toEpochDay();
    private static final int DAYS = 420;
    /** A Monday. */
    private static final int STEP = DAYS - 7;

    @Test
    void aStepThatLastsIsFound() {
        Episode episode = lasting(day -> day >= STEP ? 1 : 0);

        assertThat(episode).isEqualTo(new Episode(FIRST + STEP, FIRST + STEP + 1, true));
    }

    @Test
    void whatCameGraduallyIsNoStep() {
        // doubled, too, but 8 % from one day to the next
        assertThat(lasting(day -> Math.min(1, Math.max(0, (day - STEP + 10) / 9.0))))
                .isNull();
    }

    @Test
    void whatABuildingDoesSeveralTimesAYearIsItsHabit() {
        assertThat(lasting(day -> day >= STEP || isIn(day, 200) ? 1 : 0)).isNotNull();
        assertThat(lasting(day -> day >= STEP || isIn(day, 200) || isIn(day, 300) ? 1 : 0))
                .isNull();
    }

    @Test
    void aWeekendAloneIsNotBelieved() {
        assertThat(lasting(day -> day == STEP + 5 || day == STEP + 6 ? 1 : 0)).isNull();
    }

    private static boolean isIn(int day, int first) {
        return day >= first && day < first + 3;
    }

    /** What lasts after days whose hours all moved by a binary logarithm. */
    private static Episode lasting(IntToDoubleFunction moves) {
        BuildingSignals signals = new BuildingSignals(FIRST, FIRST + DAYS);
        for (int day = 0; day < DAYS; day++) {
            float[][] row = new float[Signal.values().length][1];
            Arrays.stream(row).forEach(column -> column[0] = Float.NaN);
            double noise = 0.05 * Math.sin(day);
            row[Signal.MEAN_KWH.ordinal()][0] = (float) (10 * Math.pow(2, moves.applyAsDouble(day) + noise));
            row[Signal.LEVEL_LOW.ordinal()][0] = (float) (moves.applyAsDouble(day) + noise - 0.1);
            row[Signal.LEVEL_HIGH.ordinal()][0] = (float) (moves.applyAsDouble(day) + noise + 0.1);
            signals.set(FIRST + day, row, 0);
        }
        return new LevelRule(signals, 1.5).lasting();
    }
}
