package com.hometech.edf.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SeasonDriftTest {
    private static final int FIRST = (int) LocalDate.of(2021, 1, 1).toEpochDay();
    private static final int LAST = (int) LocalDate.of(2024, 1, 20).toEpochDay();

    @Test
    void winterIsNoDriftWhereWintersWereAlike() {
        SeasonDrift drift = of(SeasonDriftTest::temperature);

        assertThat(drift.years()).isEqualTo(2);
        assertThat(drift.moved()).isFalse();
        assertThat(drift.mean()).isLessThan(4);
    }

    @Test
    void anotherUnitIsDrift() {
        int changed = LAST - 27;
        SeasonDrift drift = of(day -> day < changed ? temperature(day) : 32 + 1.8 * temperature(day));

        assertThat(drift.moved()).isTrue();
        assertThat(drift.distance()).isGreaterThan(5);
        assertThat(drift.psi()).isGreaterThan(1);
        assertThat(drift.current()[drift.current().length - 1]).isEqualTo(1);
    }

    @Test
    void yearsThatDifferFromEachOtherAllowMore() {
        double alike = of(SeasonDriftTest::temperature).threshold();
        double unlike = of(day -> temperature(day) + (day < LAST - 500 ? 6 : 0)).threshold();

        assertThat(unlike).isGreaterThan(2 * alike);
    }

    @Test
    void withoutAnEarlierYearNothingCanBeSaid() {
        assertThat(SeasonDrift.of(SeasonDriftTest::temperature, LAST - 300, LAST, 21, 0.99, 0.5))
                .isNull();
        assertThat(SeasonDrift.of(day -> 4, FIRST, LAST, 21, 0.99, 0.5)).isNull();
    }

    private static SeasonDrift of(IntToDoubleFunction values) {
        SeasonDrift drift = SeasonDrift.of(values, FIRST, LAST, 21, 0.99, 0.5);
        assertThat(drift).isNotNull();
        return drift;
    }

    private static double temperature(int day) {
        double year = 2 * Math.PI * LocalDate.ofEpochDay(day).getDayOfYear() / 365;
        return 10 - 9 * Math.cos(year) + 6 * (new SplittableRandom(day).nextDouble() - 0.5);
    }
}
