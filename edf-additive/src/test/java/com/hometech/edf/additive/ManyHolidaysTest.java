package com.hometech.edf.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.additive.solve.Hinges;
import com.hometech.edf.additive.solve.Posterior;
import com.hometech.edf.additive.solve.PosteriorMaximiser;
import com.hometech.edf.additive.solve.PosteriorMaximum;
import com.hometech.edf.additive.solve.PosteriorMaximum.Proof;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The structure of many holidays changes the cost of a fit, and nothing else. */
class ManyHolidaysTest {
    /**
     * Days of their own, days that two names share with different priors, names that share some days only, and windows; two
     * values a day.
     */
    @ParameterizedTest
    @CsvSource({"LINEAR,ADDITIVE", "FLAT,ADDITIVE", "LINEAR,MULTIPLICATIVE", "LOGISTIC,ADDITIVE"})
    void structureChangesNoFit(Growth growth, Mode mode) {
        Frame rows = Series.regular(Duration.ofHours(12), 600, 3).with("cap", Series.constant(600, 40));
        List<Holiday> holidays = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            holidays.add(Holiday.of("own " + day, day(4 * day)));
        }
        for (int day = 0; day < 10; day++) {
            holidays.add(Holiday.of("twin " + day, day(12 * day)).priorScale(0.5 + day));
            holidays.add(Holiday.of("some", day(20 * day)));
            holidays.add(Holiday.of("window " + day % 2, day(27 * day + 1)).window(-1, 1));
        }
        AdditiveModel model = AdditiveModel.builder()
                .growth(growth)
                .holidays(holidays)
                .holidaysMode(mode)
                .build();

        FittedModel found = model.fit(rows);

        PosteriorMaximum plain = plain(found, rows);
        PosteriorMaximum maximum = found.maximum().orElseThrow();
        assertThat(found.preparation().plan().matrix(rows).coupledColumns())
                .isLessThan(found.preparation().plan().plainMatrix(rows).coupledColumns() - 60);
        assertThat(maximum.logPosterior()).isCloseTo(plain.logPosterior(), within(1e-8));
        assertThat(maximum.proof()).isEqualTo(plain.proof());
        assertThat(maximum.iterations())
                .as("a wrong step would be corrected from true residuals by further ones")
                .isBetween(plain.iterations() - 1, plain.iterations() + 1);
        assertThat(maximum.noise()).isCloseTo(plain.noise(), within(1e-9));
        assertThat(maximum.changes()).containsExactly(plain.changes(), within(1e-6));
        assertThat(maximum.coefficients()).containsExactly(plain.coefficients(), within(1e-7));
        assertThat(maximum.optimality().features()).isLessThan(1e-4);
        Forecast forecast = found.predict(rows);
        FittedModel other = new FittedModel(
                found.preparation(), rows, rows.micros(), FittedModel.parameters(found.preparation(), plain), plain);
        assertThat(forecast.yhat()).containsExactly(other.predict(rows).yhat(), within(1e-8));
        assertThat(forecast.component("twin 3"))
                .containsExactly(other.predict(rows).component("twin 3"), within(1e-6));
    }

    private static PosteriorMaximum plain(FittedModel fitted, Frame rows) {
        Preparation preparation = fitted.preparation();
        Posterior posterior = new Posterior(
                FittedModel.curve(fitted.model().growth()),
                preparation.scaledValues(rows),
                preparation.scaledCapacities(rows),
                new Hinges(preparation.times(rows), preparation.changepointTimes()),
                preparation.plan().plainMatrix(rows),
                FittedModel.priors(preparation));
        return PosteriorMaximiser.maximise(posterior, preparation.initialRate(rows), preparation.initialOffset(rows));
    }

    /** Ten thousand days of their own, and ten thousand names within a year. */
    @Test
    void tenThousandHolidaysAreFitted() {
        List<Holiday> apart = new ArrayList<>();
        List<Holiday> together = new ArrayList<>();
        for (int day = 0; day < 10_000; day++) {
            apart.add(Holiday.of("h" + day, day(day + 400)));
            together.add(Holiday.of("h" + day, day(day % 365)));
        }

        FittedModel years = AdditiveModel.builder().holidays(apart).build().fit(Series.daily(11_000, 3));
        FittedModel year = AdditiveModel.builder().holidays(together).build().fit(Series.daily(800, 3));

        assertThat(years.maximum().orElseThrow().proof()).isEqualTo(Proof.GLOBAL);
        assertThat(year.maximum().orElseThrow().proof()).isEqualTo(Proof.GLOBAL);
        double[] effects = year.parameters().coefficients();
        assertThat(effects[effects.length - 1]).isNotZero();
        assertThatThrownBy(() -> MovingFit.of(year))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("10026 columns");
        assertThatThrownBy(() -> ProphetJson.write(year))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("Give holidays of one kind one name");
    }

    @Test
    void holidaysThatAllShareDaysHaveALimit() {
        List<Holiday> holidays = new ArrayList<>();
        for (int first = 0; first < 70; first++) {
            for (int second = 0; second < first; second++) {
                holidays.add(Holiday.of(first + " and " + second, day(first)));
                holidays.add(Holiday.of(first + " and " + second, day(second)));
            }
        }
        AdditiveModel model = AdditiveModel.builder().holidays(holidays).build();

        assertThatThrownBy(() -> model.fit(Series.daily(300, 3)))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("Holidays: 23")
                .hasMessageContaining("one name");
    }

    /** Sums over rows know no structure; their maximum is the same. */
    @Test
    void aFitWithManyHolidaysMovesOn() {
        Frame rows = Series.daily(400, 3);
        List<Holiday> holidays = new ArrayList<>();
        for (int day = 0; day < 80; day++) {
            holidays.add(Holiday.of("own " + day, day(5 * day)));
            holidays.add(Holiday.of("twin " + day % 7, day(5 * day)));
        }
        AdditiveModel model = AdditiveModel.builder().holidays(holidays).build();

        FittedModel moved =
                MovingFit.of(model, rows.rows(0, 350)).add(rows.rows(350, 400)).fitted();
        FittedModel rolled = RollingFits.of(model, rows, List.of(rows.time(399)))
                .fits()
                .findFirst()
                .orElseThrow();

        Posterior posterior = FittedModel.posterior(moved.preparation(), rows);
        PosteriorMaximum expected = PosteriorMaximiser.maximise(posterior, 0, 0);
        assertThat(moved.parameters().coefficients()).containsExactly(expected.coefficients(), within(1e-8));
        assertThat(rolled.parameters().coefficients())
                .containsExactly(model.fit(rows).parameters().coefficients(), within(1e-8));
    }

    private static LocalDate day(int day) {
        return Series.START.toLocalDate().plusDays(day);
    }
}
