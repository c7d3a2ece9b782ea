package com.hometech.edf.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.additive.solve.PosteriorMaximum;
import com.hometech.edf.additive.solve.PosteriorMaximum.Proof;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FittedModelTest {
    private final AdditiveModel plain = AdditiveModel.builder().build();

    @Test
    void theOrderOfRowsAndRowsWithoutValueDoNotMatter() {
        Frame history = Series.daily(200, 3);
        List<Integer> order = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
            order.add(row);
        }
        Collections.shuffle(order, new Random(1));
        List<LocalDateTime> times = new ArrayList<>();
        double[] y = new double[201];
        for (int row = 0; row < 200; row++) {
            times.add(history.time(order.get(row)));
            y[row] = history.column("y")[order.get(row)];
        }
        times.add(Series.START.plusDays(205));
        y[200] = Double.NaN;

        FittedModel shuffled = plain.fit(Frame.at(times).with("y", y));

        assertThat(shuffled.parameters().coefficients())
                .isEqualTo(plain.fit(history).parameters().coefficients());
        assertThat(shuffled.future(1, Duration.ofDays(1)).time(0))
                .as("after the last time, with or without value")
                .isEqualTo(Series.START.plusDays(206));
    }

    @Test
    void theForecastAloneComesInTheOrderOfTheRows() {
        FittedModel fitted = plain.fit(Series.daily(100, 3));
        List<LocalDateTime> times =
                List.of(Series.START.plusDays(120), Series.START.plusDays(5), Series.START.plusDays(110));

        double[] yhat = fitted.yhat(Frame.at(times));

        double[] byTime = fitted.predict(Frame.at(times)).yhat();
        assertThat(yhat).containsExactly(byTime[2], byTime[0], byTime[1]);
    }

    @Test
    void rowsMayShareATime() {
        Frame history = Series.daily(100, 3);
        List<LocalDateTime> times = new ArrayList<>();
        double[] y = new double[200];
        for (int row = 0; row < 200; row++) {
            times.add(history.time(row / 2));
            y[row] = history.column("y")[row / 2] + (row % 2 == 0 ? 1 : -1);
        }

        FittedModel fitted = plain.fit(Frame.at(times).with("y", y));

        assertThat(fitted.maximum().orElseThrow().proof()).isEqualTo(Proof.GLOBAL);
        double[] yhat = fitted.predict(fitted.history()).yhat();
        for (int row = 0; row < 200; row += 2) {
            assertThat(yhat[row]).isEqualTo(yhat[row + 1]);
        }
    }

    /** Scaled with the series, as the posterior is of scaled values. */
    @Test
    void aSeriesTimesANumberIsForecastTimesThatNumber() {
        Frame history = Series.daily(200, 3);
        double[] y = history.column("y");
        for (int row = 0; row < y.length; row++) {
            y[row] *= 1024;
        }

        Forecast once = forecast(plain.fit(history));
        Forecast scaled = forecast(plain.fit(history.with("y", y)));

        for (int row = 0; row < once.size(); row++) {
            assertThat(scaled.yhat()[row]).isEqualTo(1024 * once.yhat()[row]);
        }
    }

    @Test
    void equalInputsGiveEqualAnswers() {
        Frame history = Series.regular(Duration.ofHours(1), 600, 3);
        Intervals first = forecast(plain.fit(history)).intervals().orElseThrow();
        Intervals second = forecast(plain.fit(history)).intervals().orElseThrow();
        AdditiveModel seeded = AdditiveModel.builder().seed(5).build();

        assertThat(second.trendUpper()).isEqualTo(first.trendUpper());
        assertThat(second.yhatUpper()).isEqualTo(first.yhatUpper());
        assertThat(forecast(seeded.fit(history)).intervals().orElseThrow().trendUpper())
                .isNotEqualTo(first.trendUpper());
    }

    @Test
    void twoRowsMakeALineAndSayThatThereIsNoMaximum() {
        Frame history = Frame.regular(Series.START, Duration.ofDays(1), 2).with("y", 10, 12);

        FittedModel fitted = plain.fit(history);

        assertThat(fitted.maximum().orElseThrow().proof()).isEqualTo(Proof.UNBOUNDED);
        assertThat(forecast(fitted).yhat()[0]).isCloseTo(14, within(1e-6));
        assertThat(fitted.parameters().changes()).containsExactly(0);
    }

    @Test
    void aSeriesThatNeverChangesIsItsLevel() {
        for (Growth growth : List.of(Growth.LINEAR, Growth.FLAT)) {
            for (double level : new double[] {7, 0, -3}) {
                AdditiveModel model = AdditiveModel.builder().growth(growth).build();

                FittedModel fitted = model.fit(Series.daily(50, 1).with("y", Series.constant(50, level)));

                assertThat(fitted.maximum()).isEmpty();
                assertThat(forecast(fitted).yhat()).containsOnly(level);
            }
        }
    }

    @Test
    void withoutChangepointsTheTrendIsStraight() {
        AdditiveModel straight = AdditiveModel.builder().changepointCount(0).build();

        FittedModel fitted = straight.fit(Series.daily(100, 2));

        double[] trend = fitted.predict(fitted.history()).trend();
        assertThat(fitted.parameters().changes()).containsExactly(0);
        assertThat(fitted.maximum().orElseThrow().changes()).hasSize(1);
        double slope = trend[1] - trend[0];
        for (int row = 1; row < trend.length; row++) {
            assertThat(trend[row] - trend[row - 1]).isCloseTo(slope, within(1e-9));
        }
    }

    /**
     * Within days a year's wave is little more than a factor, which the trend may be as well: the maximum is at the end of
     * long, bent valleys, down there where only the priors decide.
     */
    @ParameterizedTest
    @EnumSource(Growth.class)
    void whatMightAsWellBeTheTrendIsFittedToTheMaximum(Growth growth) {
        AdditiveModel model = AdditiveModel.builder()
                .growth(growth)
                .seasonalityMode(Mode.MULTIPLICATIVE)
                .yearly(BuiltInSeasonality.ON)
                .weekly(BuiltInSeasonality.ON)
                .build();
        Frame made = Series.regular(Duration.ofMinutes(30), 322, 4);
        double[] lifted = made.column("y");
        for (int row = 0; row < lifted.length; row++) {
            lifted[row] += 1000;
        }
        Frame history = made.with("y", lifted).with("cap", Series.constant(322, 1500));

        PosteriorMaximum maximum = model.fit(history).maximum().orElseThrow();

        assertThat(maximum.proof()).isEqualTo(Proof.LOCAL);
        assertThat(maximum.gap()).isLessThan(1e-10);
    }

    @Test
    void minMaxScalingCarriesTheLevel() {
        AdditiveModel model = AdditiveModel.builder().scaling(Scaling.MINMAX).build();
        Frame history = Series.daily(200, 3);
        double[] lifted = history.column("y");
        for (int row = 0; row < lifted.length; row++) {
            lifted[row] += 4096;
        }

        double[] near = forecast(model.fit(history)).yhat();
        double[] far = forecast(model.fit(history.with("y", lifted))).yhat();

        for (int row = 0; row < near.length; row++) {
            assertThat(far[row] - 4096).isCloseTo(near[row], within(1e-6));
        }
    }

    private static Forecast forecast(FittedModel fitted) {
        return fitted.predict(fitted.future(10, Duration.ofDays(1)));
    }
}
