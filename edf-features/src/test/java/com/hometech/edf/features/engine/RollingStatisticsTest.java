package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a naive oracle that looks at every reading of every window. */
class RollingStatisticsTest {
    @ParameterizedTest(name = "window of {0}")
    @ValueSource(ints = {1, 2, 3, 7, 24, 168, 672})
    void equalsTheNaiveOracleWithGaps(int window) {
        Random random = new Random(window);
        double[] values = new double[2000];
        for (int index = 0; index < values.length; index++) {
            // large and close together: the case in which careless sums of squares lose their digits
            values[index] = random.nextInt(5) == 0 ? Double.NaN : 1e6 + random.nextGaussian();
        }
        Arrays.fill(values, 500, 500 + Math.min(1200, 2 * window), Double.NaN);
        StepGrid grid = new StepGrid(473_351, values.length, 3600);

        RollingMoments moments = new RollingMoments(values, grid, window);
        RollingExtremes extremes = new RollingExtremes(values, grid, window);

        for (int index = 0; index < values.length; index++) {
            double[] readings = Arrays.stream(values, Math.max(0, index + 1 - window), index + 1)
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            double mean = Arrays.stream(readings).average().orElse(Double.NaN);
            double squares = Arrays.stream(readings)
                    .map(value -> (value - mean) * (value - mean))
                    .sum();
            double deviation = readings.length < 2 ? Double.NaN : Math.sqrt(squares / (readings.length - 1));
            assertSame(moments.mean[index], mean, 0.07);
            assertSame(moments.deviation[index], deviation, 1e-5);
            assertSame(extremes.least[index], Arrays.stream(readings).min().orElse(Double.NaN), 0.07);
            assertSame(extremes.greatest[index], Arrays.stream(readings).max().orElse(Double.NaN), 0.07);
        }
    }

    @Test
    void aHugeReadingLeavesNothingBehindOnceItIsOutOfTheWindow() {
        double[] values = new double[400];
        Arrays.fill(values, 0.1);
        values[100] = 1e15;
        StepGrid grid = new StepGrid(0, values.length, 3600);

        RollingMoments moments = new RollingMoments(values, grid, 24);

        assertThat(moments.mean[124]).isEqualTo(0.1f);
        assertThat(moments.deviation[124]).isZero();
    }

    /** A float of a million is exact to 0.06. */
    private static void assertSame(float actual, double expected, double tolerance) {
        if (Double.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else {
            assertThat((double) actual).isCloseTo(expected, within(tolerance));
        }
    }
}
