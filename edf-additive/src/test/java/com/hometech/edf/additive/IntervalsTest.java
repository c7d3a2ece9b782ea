package com.hometech.edf.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.9, 1.2815515655446004",
        "0.975, 1.959963984540054",
        "0.0001, -3.719016485455709",
        "1e-12, -7.034483825301131"
    })
    void normalQuantilesAreKnown(double probability, double quantile) {
        assertThat(NormalQuantile.at(probability)).isCloseTo(quantile, within(1e-14 * 10));
    }

    /** As numpy.percentile. */
    @Test
    void sampleQuantilesInterpolate() {
        SampleQuantiles quantiles = new SampleQuantiles(new double[] {3, -1, 2}, 2);

        assertThat(quantiles.at(0)).isEqualTo(-1);
        assertThat(quantiles.at(0.125)).isEqualTo(-0.5);
        assertThat(quantiles.at(0.5)).isZero();
        assertThat(quantiles.at(0.8)).isCloseTo(2.2, within(1e-15));
        assertThat(quantiles.at(1)).isEqualTo(3);
    }

    /** Against many draws of the same changes and noise. */
    @ParameterizedTest
    @CsvSource({"30, 0.05, 0.3, 0.02", "72, 0.004, 2, 0.01", "10, 1, 0.1, 0.1", "200, 0.02, 0.05, 0.3"})
    void quantilesOfAChangingTrendAreThoseOfDraws(int rows, double probability, double scale, double noise) {
        TrendChanges changes = new TrendChanges(rows, 0.01, probability, scale);
        int draws = 40_000;
        double[][] trends = changes.linearSamples(draws, new SplittableRandom(1));
        ChangedTrendQuantiles exact = new ChangedTrendQuantiles(changes, 0.9, noise, noise);
        double[] normal = Series.noise(draws, 3, 1);
        for (int row = 0; row < rows; row++) {
            exact.next();
            if (row % 7 == 2) {
                double upper = exact.upper(noise);
                int below = 0;
                for (int draw = 0; draw < draws; draw++) {
                    double trend = draw < trends[row].length ? trends[row][draw] : 0;
                    below += trend + noise * normal[draw] <= upper ? 1 : 0;
                }
                assertThat(below / (double) draws).isCloseTo(0.9, within(0.006));
            }
        }
    }

    @Test
    void withoutChangesTheNoiseIsLeft() {
        TrendChanges none = new TrendChanges(20, 0.01, 0, 1);
        ChangedTrendQuantiles quantiles = new ChangedTrendQuantiles(none, 0.95, 0.3, 0.3);

        quantiles.next();

        assertThat(quantiles.upper(0.3)).isCloseTo(0.3 * 1.6448536269514722, within(1e-8));
    }

    @Test
    void boundsWidenAfterTheHistoryOnly() {
        FittedModel fitted = AdditiveModel.builder()
                .changepointPriorScale(0.5)
                .intervalWidth(0.9)
                .build()
                .fit(Series.daily(300, 1));
        Frame both = Frame.regular(Series.START.plusDays(290), Duration.ofDays(1), 110);

        Forecast forecast = fitted.predict(both);

        Intervals intervals = forecast.intervals().orElseThrow();
        double noise = fitted.parameters().noise() * fitted.preparation().yScale();
        double[] halves = new double[110];
        Arrays.setAll(halves, row -> intervals.yhatUpper()[row] - forecast.yhat()[row]);
        for (int row = 0; row < 10; row++) {
            assertThat(halves[row]).isCloseTo(1.6448536269514722 * noise, within(1e-9));
            assertThat(intervals.trendLower()[row]).isEqualTo(forecast.trend()[row]);
        }
        for (int row = 11; row < 110; row++) {
            assertThat(halves[row]).isGreaterThan(halves[row - 1]);
        }
        assertThat(halves[109]).isGreaterThan(1.9 * halves[9]);
        assertThat(intervals.trendUpper()[109]).isGreaterThan(forecast.trend()[109] + noise);
    }

    @Test
    void withoutSamplesThereAreNoIntervals() {
        FittedModel fitted =
                AdditiveModel.builder().uncertaintySamples(0).build().fit(Series.daily(50, 1));

        assertThat(fitted.predict(fitted.history()).intervals()).isEmpty();
    }

    /** A noise far below the changes is left to samples. */
    @Test
    void boundsOfATrendWithoutNoiseAreSampled() {
        TrendChanges changes = new TrendChanges(50, 0.02, 0.3, 1);

        assertThat(new ChangedTrendQuantiles(changes, 0.9, 1e-9, 1e-9).isFeasible())
                .isFalse();
        assertThat(new ChangedTrendQuantiles(changes, 0.9, 0.1, 0.1).isFeasible())
                .isTrue();
    }
}
