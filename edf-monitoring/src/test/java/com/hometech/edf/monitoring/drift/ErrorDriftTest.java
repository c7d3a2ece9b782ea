package com.hometech.edf.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.monitoring.drift.ErrorHistory.DayError;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ErrorDriftTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate WORSE = FIRST.plusDays(80);
    private static final LocalDate LAST = FIRST.plusDays(92);

    @Test
    void errorsThatStayAsTheyWereAreNoDrift() {
        ErrorDrift drift = of(1, 1);

        assertThat(drift.grown()).isFalse();
        assertThat(drift.usual()).isCloseTo(10, within(1.0));
    }

    @Test
    void errorsThatGrowAreNoticedWithAboutTheDayOnWhichTheyBegan() {
        ErrorDrift drift = of(1.4, 1);

        assertThat(drift.grown()).isTrue();
        assertThat(drift.worn()).isTrue();
        assertThat(drift.since()).isBetween(WORSE.minusDays(1), WORSE);
        assertThat(drift.recent()).isCloseTo(14, within(1.5));
    }

    @Test
    void twoBadDaysAreNoDrift() {
        NavigableMap<LocalDate, DayError> errors = errors(1, 1);
        errors.tailMap(LAST.minusDays(1), true)
                .replaceAll((day, error) -> new DayError(3 * error.wape(), error.plain()));

        assertThat(ErrorDrift.of(Quantity.CONSUMPTION, errors, 7)).isNotNull().satisfies(drift -> {
            assertThat(drift.days().get(drift.days().size() - 1).sum()).isGreaterThan(7);
            assertThat(drift.grown()).isFalse();
        });
    }

    @Test
    void aHardTimeForAllForecastsIsNoWornModel() {
        ErrorDrift drift = of(1.4, 1.5);

        assertThat(drift.grown()).isTrue();
        assertThat(drift.worn()).isFalse();
    }

    @Test
    void weekendsThatAlwaysHaveLargerErrorsAreNoDrift() {
        NavigableMap<LocalDate, DayError> errors = errors(1, 1);
        errors.replaceAll((day, error) ->
                day.getDayOfWeek().getValue() > 5 ? new DayError(2 * error.wape(), error.plain()) : error);

        assertThat(ErrorDrift.of(Quantity.CONSUMPTION, errors, 8))
                .isNotNull()
                .satisfies(drift -> assertThat(drift.grown()).isFalse());
    }

    @Test
    void tooFewDaysSayNothing() {
        assertThat(ErrorDrift.of(Quantity.CONSUMPTION, new TreeMap<>(), 8)).isNull();
        assertThat(ErrorDrift.of(Quantity.CONSUMPTION, errors(1, 1).headMap(FIRST.plusDays(40), false), 8))
                .isNull();
    }

    private static ErrorDrift of(double factor, double plainFactor) {
        ErrorDrift drift = ErrorDrift.of(Quantity.CONSUMPTION, errors(factor, plainFactor), 8);
        assertThat(drift).isNotNull();
        return drift;
    }

    private static NavigableMap<LocalDate, DayError> errors(double factor, double plainFactor) {
        NavigableMap<LocalDate, DayError> errors = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(7);
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            double noise = 1 + 0.1 * (random.nextDouble() - 0.5);
            boolean worse = !day.isBefore(WORSE);
            errors.put(day, new DayError(10 * noise * (worse ? factor : 1), 14 * noise * (worse ? plainFactor : 1)));
        }
        return errors;
    }
}
