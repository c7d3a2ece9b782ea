package com.hometech.edf.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.accuracy.Candidate;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores of quantiles and intervals against their closed forms. */
class QuantileErrorsTest {
    private static final int POINTS = 200_000;
    private static final BuildingScale NO_SCALE = new BuildingScale(Double.NaN, Double.NaN);

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 0.5, 0.9})
    @DisplayName("the true quantile q of uniform readings in (0, 1) loses q (1 - q) / 2")
    void theLossOfAUniformQuantileIsItsClosedForm(double level) {
        QuantileErrors errors = errors(level, level, DoubleUnaryOperator.identity());

        assertThat(errors.pinballKwh(0)).isCloseTo(level * (1 - level) / 2, within(1e-6));
        assertThat(errors.atOrBelowPercent(0)).isCloseTo(100 * level, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({"0.1, -1.2815515655446004", "0.5, 0", "0.975, 1.959963984540054"})
    @DisplayName("the true quantile z of standard normal readings loses the density at z")
    void theLossOfANormalQuantileIsTheDensityThere(double level, double quantile) {
        QuantileErrors errors = errors(level, quantile, QuantileErrorsTest::normalQuantile);

        assertThat(errors.pinballKwh(0)).isCloseTo(density(quantile), within(2e-5));
    }

    @Test
    @DisplayName("of Laplace readings with scale 1 the median loses 1/2, half of the mean absolute deviation")
    void theLossOfALaplaceMedianIsHalfItsScale() {
        QuantileErrors errors = errors(0.5, 0, share -> share < 0.5 ? Math.log(2 * share) : -Math.log(2 * (1 - share)));

        assertThat(errors.pinballKwh(0)).isCloseTo(0.5, within(1e-4));
    }

    @Test
    @DisplayName(
            "the true 80 % interval of standard normal readings scores 4 density(z) / 0.2 (Gneiting and Raftery, 2007)")
    void theScoreOfANormalIntervalIsItsClosedForm() {
        double end = 1.2815515655446004;
        IntervalErrors errors = new IntervalErrors(List.of(0.1, 0.5, 0.9));
        for (int point = 0; point < POINTS; point++) {
            errors.add(normalQuantile((point + 0.5) / POINTS), new double[] {-end, 0, end}, NO_SCALE);
        }
        Scorecard card = new Scorecard();
        errors.writeTo(card);

        assertThat(card.get(Candidate.MODEL, Metric.INTERVAL_SCORE)).isCloseTo(4 * density(end) / 0.2, within(1e-3));
        assertThat(card.get(Candidate.MODEL, Metric.COVERAGE)).isCloseTo(80, within(1e-3));
        assertThat(card.get(Candidate.MODEL, Metric.PINBALL))
                .isCloseTo((2 * density(end) + density(0)) / 3, within(1e-4));
    }

    @Test
    @DisplayName("normal errors: MAE is sigma times the root of 2 / pi, RMSE is sigma; relative to a mean of 50")
    void errorsOfNormalReadingsAreTheirClosedForms() {
        PointErrors errors = new PointErrors();
        for (int point = 0; point < POINTS; point++) {
            errors.add(50 + 3 * normalQuantile((point + 0.5) / POINTS), 50, new BuildingScale(50, 2));
        }
        Scorecard card = new Scorecard();
        errors.writeTo(card, Candidate.LAST_WEEK);

        double mae = 3 * Math.sqrt(2 / Math.PI);
        assertThat(card.get(Candidate.LAST_WEEK, Metric.MAE)).isCloseTo(mae, within(1e-3));
        assertThat(card.get(Candidate.LAST_WEEK, Metric.WAPE)).isCloseTo(100 * mae / 50, within(1e-3));
        assertThat(card.get(Candidate.LAST_WEEK, Metric.MASE)).isCloseTo(mae / 2, within(1e-3));
        assertThat(card.get(Candidate.LAST_WEEK, Metric.RMSE)).isCloseTo(3, within(1e-3));
        assertThat(card.get(Candidate.LAST_WEEK, Metric.RELATIVE_RMSE)).isCloseTo(6, within(1e-3));
        assertThat(card.get(Candidate.LAST_WEEK, Metric.CV_RMSE)).isCloseTo(6, within(1e-3));
        assertThat(card.get(Candidate.LAST_WEEK, Metric.BIAS)).isCloseTo(0, within(1e-9));
    }

    @Test
    void levelsAscendInsideZeroAndOne() {
        for (List<Double> wrong : List.of(List.of(0.5, 0.1), List.of(0.0), List.of(0.5, 0.5), List.of(1.0))) {
            assertThatThrownBy(() -> new QuantileErrors(wrong))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(wrong.toString());
        }
    }

    @Test
    void withoutRowsThereIsNoShare() {
        assertThat(new QuantileErrors(List.of(0.5)).atOrBelowPercent(0)).isNaN();
    }

    /** Readings at the midpoints of equal shares of a distribution, given by its quantile function. */
    private static QuantileErrors errors(double level, double forecast, DoubleUnaryOperator quantileFunction) {
        QuantileErrors errors = new QuantileErrors(List.of(level));
        for (int point = 0; point < POINTS; point++) {
            errors.add(quantileFunction.applyAsDouble((point + 0.5) / POINTS), new double[] {forecast});
        }
        return errors;
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /** Quantile of the standard normal distribution: bisection of Zelen and Severo's distribution function (26.2.17). */
    private static double normalQuantile(double share) {
        if (share > 0.5) {
            return -normalQuantile(1 - share);
        }
        double low = -8;
        double high = 0;
        for (int step = 0; step < 40; step++) {
            double middle = (low + high) / 2;
            if (lowerTail(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double lowerTail(double z) {
        double t = 1 / (1 - 0.2316419 * z);
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return density(z) * polynomial;
    }
}
