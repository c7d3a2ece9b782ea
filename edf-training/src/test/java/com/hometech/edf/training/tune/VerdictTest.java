package com.hometech.edf.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.training.tune.Verdict.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final int ORIGINS = 9;

    @Test
    void aGainAtEveryOriginIsNoNoise() {
        Verdict verdict = Verdict.of(List.of(pair(1, 0.95, 0), pair(2, 0.95, 0)), 1);

        assertThat(verdict.gainPercent()).isCloseTo(5, within(1e-9));
        assertThat(verdict.leastGainPercent()).isCloseTo(5, within(1e-9));
        assertThat(verdict.wapeGainPercent()).isCloseTo(5, within(1e-9));
        assertThat(verdict.isBetter()).isTrue();
    }

    @Test
    void theSameForecastsGainNothing() {
        Verdict verdict = Verdict.of(List.of(pair(1, 1, 0)), 1);

        assertThat(verdict.gainPercent()).isZero();
        assertThat(verdict.isBetter()).isFalse();
    }

    @Test
    void noiseRarelyPassesForAGain() {
        long taken = IntStream.range(0, 60)
                .filter(seed -> Verdict.of(
                                List.of(pair(seed, 1, 0.1), pair(1000 + seed, 1, 0.1), pair(2000 + seed, 1, 0.1)), 1)
                        .isBetter())
                .count();

        assertThat(taken).isLessThanOrEqualTo(10);
    }

    @Test
    void aGainTooSmallForAChangeIsNone() {
        assertThat(Verdict.of(List.of(pair(1, 0.997, 0)), 1).isBetter()).isFalse();
    }

    @Test
    void intervalsAreNotPaidForByForecasts() {
        Pair same = pair(1, 1, 0);
        WindowErrors narrower = new WindowErrors(
                scaled(same.own().absoluteErrorKwh(), 1.01),
                scaled(same.own().pinballKwh(), 0.8),
                same.own().absoluteReadingKwh());

        Verdict verdict = Verdict.of(List.of(new Pair(same.others(), narrower, same.origins())), 1);

        assertThat(verdict.leastGainPercent()).isPositive();
        assertThat(verdict.wapeGainPercent()).isNegative();
        assertThat(verdict.isBetter()).isFalse();
    }

    @Test
    void theSeedDecidesTheSamples() {
        List<Pair> windows = List.of(pair(5, 0.98, 0.1));

        assertThat(Verdict.of(windows, 1)).isEqualTo(Verdict.of(windows, 1)).isNotEqualTo(Verdict.of(windows, 2));
    }

    /** Errors of three buildings; the others' times a factor, with noise for each building and origin. */
    private static Pair pair(long seed, double factor, double noise) {
        Random random = new Random(seed);
        double[][] readings = filled(() -> 100);
        double[][] errors = filled(() -> 10 + random.nextDouble());
        double[][] own = new double[errors.length][];
        for (int building = 0; building < errors.length; building++) {
            own[building] = Arrays.stream(errors[building])
                    .map(error -> error * factor * (1 + noise * random.nextGaussian()))
                    .toArray();
        }
        return new Pair(
                new WindowErrors(errors, scaled(errors, 0.3), readings),
                new WindowErrors(own, scaled(own, 0.3), readings),
                IntStream.range(0, ORIGINS).toArray());
    }

    private static double[][] filled(DoubleSupplier values) {
        double[][] filled = new double[3][ORIGINS];
        for (double[] row : filled) {
            Arrays.setAll(row, position -> values.getAsDouble());
        }
        return filled;
    }

    private static double[][] scaled(double[][] values, double factor) {
        return Arrays.stream(values)
                .map(row -> Arrays.stream(row).map(value -> factor * value).toArray())
                .toArray(double[][]::new);
    }
}
