package com.hometech.edf.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected values were computed with NumPy 2.4, by other formulas than those of the code where there are any. */
class DistancesTest {
    private static final double[] REFERENCE = {1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12};
    private static final double[] CURRENT = {4, 5, 7, 8, 9, 9, 11, 13, 15};

    /** The bins of {@code numpy.quantile}, counted with {@code numpy.histogram}. */
    @Test
    void stabilityIndexOverTenthsOfTheReference() {
        assertThat(Distances.edges(REFERENCE))
                .containsExactly(new double[] {2, 2.2, 3.3, 4.4, 5.5, 6.6, 7.7, 8.8, 9.9}, within(1e-12));
        assertThat(Distances.counts(CURRENT, Distances.edges(REFERENCE))).containsExactly(0, 0, 0, 1, 1, 0, 1, 1, 2, 3);
        assertThat(Distances.psi(REFERENCE, CURRENT)).isCloseTo(0.5273150796707203, within(1e-12));
        assertThat(Distances.psi(REFERENCE, REFERENCE)).isZero();
    }

    /** The mean distance of quantile functions, each value repeated so that both have 108. */
    @Test
    void earthMoversDistance() {
        assertThat(Distances.wasserstein(REFERENCE, CURRENT)).isCloseTo(3.25, within(1e-12));
        assertThat(Distances.wasserstein(CURRENT, REFERENCE)).isCloseTo(3.25, within(1e-12));
        assertThat(Distances.scaledWasserstein(REFERENCE, CURRENT)).isCloseTo(3.25 / 3.3695944365259547, within(1e-12));
    }

    @Test
    void movingAllValuesMovesTheDistanceByAsMuch() {
        assertThat(Distances.wasserstein(new double[] {3, 1, 2}, new double[] {12, 11, 13}))
                .isEqualTo(10);
    }

    @Test
    void missingValuesDoNotCount() {
        assertThat(Distances.wasserstein(new double[] {1, Double.NaN}, new double[] {4, Double.NaN, 4}))
                .isEqualTo(3);
        assertThat(Distances.wasserstein(new double[] {Double.NaN}, new double[] {4}))
                .isNaN();
        assertThat(Distances.psi(new double[0], new double[] {4})).isNaN();
        assertThat(Distances.scaledWasserstein(new double[] {2, 2}, new double[] {4}))
                .isNaN();
    }

    @Test
    void quantilesAreThoseOfNumpy() {
        assertThat(Quantiles.of(new double[] {4, 1, Double.NaN, 3, 2}, 0.4)).isCloseTo(2.2, within(1e-12));
        assertThat(Quantiles.of(new double[0], 0.5)).isNaN();
    }

    @Test
    void cumulativeSumsNeverFallBelowZeroAndCutWildValues() {
        double[] values = {10, 9, 11, 10, 12, 14, 15, 14, 30, 13};
        double[] expected = {0, 0, 0.166667, 0, 0.833333, 3.0, 5.833333, 8.0, 11.5, 13.0};
        Cusum test = new Cusum(10, 1.5, 0.5);
        for (int index = 0; index < values.length; index++) {
            assertThat(test.add(values[index], 4)).isCloseTo(expected[index], within(1e-6));
        }
    }
}
