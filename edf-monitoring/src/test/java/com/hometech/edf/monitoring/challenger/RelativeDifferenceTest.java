package com.hometech.edf.monitoring.challenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.data.watch.ChallengerComparison.Difference;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelativeDifferenceTest {
    private static final int DAYS = 21;

    /**
     * Expected values: standard error of the mean by statsmodels 0.15 ({@code OLS} on a constant, {@code cov_type="HAC"}, {@code
     * maxlags=2}, no correction), quantile of Student's t by SciPy, and the factor of Harvey, Leybourne and Newbold by hand.
     */
    @Test
    void theIntervalIsThatOfIndependentImplementations() {
        double[] champion = IntStream.range(0, DAYS)
                .mapToDouble(day -> 100 + 10 * Math.sin(day) + day % 7)
                .toArray();
        double[] challenger = IntStream.range(0, DAYS)
                .mapToDouble(day -> champion[day] * 0.95 + 2 * Math.cos(1.7 * day) + 0.5 * Math.sin(0.4 * day))
                .toArray();

        Difference difference = RelativeDifference.of(challenger, champion, 0.95);

        assertThat(difference.percent()).isCloseTo(-4.895245855107766, within(1e-9));
        assertThat(difference.lowerPercent()).isCloseTo(-5.34037086764496, within(1e-9));
        assertThat(difference.upperPercent()).isCloseTo(-4.450120842570572, within(1e-9));
    }

    /** With so few days that are as alike as these, such intervals are known to be a little too narrow. */
    @Test
    void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
        Random random = new Random(7);
        int held = 0;
        int runs = 2000;
        for (int run = 0; run < runs; run++) {
            double[] champion = new double[28];
            double[] challenger = new double[28];
            double weather = 0;
            for (int day = 0; day < champion.length; day++) {
                weather = 0.4 * weather + random.nextGaussian();
                champion[day] = 100 + 10 * random.nextGaussian();
                challenger[day] = 0.97 * champion[day] + 3 * weather;
            }
            Difference difference = RelativeDifference.of(challenger, champion, 0.95);
            held += difference.lowerPercent() <= -3 && -3 <= difference.upperPercent() ? 1 : 0;
        }
        assertThat(100.0 * held / runs).isBetween(88.0, 96.0);
    }

    @Test
    void nothingIsSaidOfOneDayOrWithoutErrors() {
        assertThat(RelativeDifference.of(new double[] {1}, new double[] {2}, 0.95)
                        .percent())
                .isNaN();
        double[] none = new double[DAYS];
        double[] some = new double[DAYS];
        Arrays.fill(some, 1);
        assertThat(RelativeDifference.of(some, none, 0.95).upperPercent()).isNaN();
    }
}
