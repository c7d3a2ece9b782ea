package com.hometech.edf.additive.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.additive.solve.PosteriorMaximum.Proof;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PosteriorMaximiserTest {
    private static final int ROWS = 150;
    private static final double[] PLACES = {0.2, 0.4, 0.6, 0.8};

    private final SplittableRandom random = new SplittableRandom(8);
    private final double[] times = times(ROWS);

    /** Offset and noise of a level alone: m = sum y / (T + s²/25), 4 s⁴ + T s² = RSS. */
    @Test
    void aLevelHasAClosedForm() {
        double[] values = random.doubles(ROWS, 0.2, 0.9).toArray();
        Posterior posterior = posterior(Curve.FLAT, values, none(ROWS), new Priors(new double[0], 0.05));

        PosteriorMaximum maximum = PosteriorMaximiser.maximise(posterior, 0, 0);

        double variance = maximum.noise() * maximum.noise();
        double squares = Arrays.stream(values)
                .map(value -> (value - maximum.offset()) * (value - maximum.offset()))
                .sum();
        assertThat(maximum.rate()).isZero();
        assertThat(maximum.offset()).isCloseTo(Arrays.stream(values).sum() / (ROWS + variance / 25), within(1e-12));
        assertThat(4 * variance * variance + ROWS * variance).isCloseTo(squares, within(1e-10));
        assertThat(maximum.logPosterior())
                .isCloseTo(
                        -ROWS * Math.log(maximum.noise())
                                - squares / (2 * variance)
                                - 2 * variance
                                - maximum.offset() * maximum.offset() / 50,
                        within(1e-9));
        assertThat(maximum.proof()).isEqualTo(Proof.GLOBAL);
    }

    /** With a tight prior no change is worth its price; what remains is a ridge regression on time. */
    @Test
    void aStraightLineSolvesItsNormalEquations() {
        double[] values = new double[ROWS];
        Arrays.setAll(values, row -> 0.3 + 0.4 * times[row] + 0.1 * random.nextDouble());
        Posterior posterior = posterior(Curve.LINE, values, none(ROWS), new Priors(new double[0], 1e-9));

        PosteriorMaximum maximum = PosteriorMaximiser.maximise(posterior, 0, 0);

        double ridge = maximum.noise() * maximum.noise() / 25;
        double sumT = Arrays.stream(times).sum();
        double sumTt = Arrays.stream(times).map(time -> time * time).sum();
        double sumY = Arrays.stream(values).sum();
        double sumTy = 0;
        for (int row = 0; row < ROWS; row++) {
            sumTy += times[row] * values[row];
        }
        double determinant = (sumTt + ridge) * (ROWS + ridge) - sumT * sumT;
        assertThat(maximum.changes()).containsOnly(0);
        assertThat(maximum.rate()).isCloseTo((sumTy * (ROWS + ridge) - sumT * sumY) / determinant, within(1e-11));
        assertThat(maximum.offset()).isCloseTo((sumY * (sumTt + ridge) - sumT * sumTy) / determinant, within(1e-11));
    }

    /** Additive and multiplicative features on each trend: nothing near the maximum is higher. */
    @ParameterizedTest
    @EnumSource(Curve.class)
    void noPointNearTheMaximumIsHigher(Curve curve) {
        double[] wave = random.doubles(ROWS, -1, 1).toArray();
        double[] other = random.doubles(ROWS, -1, 1).toArray();
        DesignMatrix features = new DesignMatrix.Builder(ROWS, 3)
                .dense(0, false, wave)
                .dense(1, true, other)
                .indicator(2, true, new int[] {3, 77, 78})
                .build();
        double[] values = new double[ROWS];
        Arrays.setAll(
                values,
                row -> (0.4 + 0.3 * times[row] - 0.6 * Math.max(0, times[row] - 0.6)) * (1 + 0.2 * other[row])
                        + 0.1 * wave[row]
                        + 0.05 * random.nextDouble());
        Posterior posterior = posterior(curve, values, features, new Priors(new double[] {10, 0.5, 3}, 0.05));

        PosteriorMaximum maximum = PosteriorMaximiser.maximise(posterior, 0.5, 0.2);

        assertThat(maximum.proof()).isEqualTo(Proof.LOCAL);
        assertThat(maximum.gap()).isLessThan(1e-12);
        double[] free = {maximum.rate(), maximum.offset(), 0, 0, 0};
        int index = Moments.FEATURES;
        for (ColumnBlock block : features.blocks()) {
            for (int column : block.columns) {
                free[index++] = maximum.coefficients()[column];
            }
        }
        assertThat(posterior.at(free, maximum.changes()).logPosterior())
                .isCloseTo(maximum.logPosterior(), within(1e-9));
        for (int trial = 0; trial < 300; trial++) {
            double size = Math.pow(10, -1 - trial % 5);
            double[] nearFree = near(free, size);
            double[] nearChanges = near(maximum.changes(), size);
            assertThat(posterior.at(nearFree, nearChanges).logPosterior()).isLessThan(maximum.logPosterior() + 1e-9);
        }
    }

    @Test
    void aSeriesThatTheModelMeetsHasNoMaximum() {
        double[] values = Arrays.stream(times).map(time -> 0.5 + 0.25 * time).toArray();
        Posterior posterior = posterior(Curve.LINE, values, none(ROWS), new Priors(new double[0], 0.05));

        PosteriorMaximum maximum = PosteriorMaximiser.maximise(posterior, 0, 0);

        assertThat(maximum.proof()).isEqualTo(Proof.UNBOUNDED);
        assertThat(maximum.noise()).isEqualTo(1e-9);
        assertThat(maximum.offset()).isCloseTo(0.5, within(1e-9));
    }

    /** A column and its copy share one effect, as their priors want it, and changes after the last value are 0. */
    @Test
    void dependentColumnsAreNoDifficulty() {
        double[] wave = random.doubles(ROWS, -1, 1).toArray();
        DesignMatrix features = new DesignMatrix.Builder(ROWS, 2)
                .dense(0, false, wave)
                .dense(1, false, wave)
                .build();
        double[] values = new double[ROWS];
        Arrays.setAll(values, row -> 0.5 + 0.2 * wave[row] + 0.1 * random.nextDouble());
        Hinges hinges = new Hinges(times, new double[] {0.3, 0.3, 0.7, 1});
        Posterior posterior =
                new Posterior(Curve.LINE, values, new double[0], hinges, features, new Priors(new double[] {1, 2}, 10));

        PosteriorMaximum maximum = PosteriorMaximiser.maximise(posterior, 0, 0);

        assertThat(maximum.proof()).isEqualTo(Proof.GLOBAL);
        assertThat(maximum.coefficients()[1]).isCloseTo(4 * maximum.coefficients()[0], within(1e-9));
        assertThat(maximum.changes()[3]).isZero();
        assertThat(maximum.changes()[0] * maximum.changes()[1]).isGreaterThanOrEqualTo(0);
    }

    private double[] near(double[] values, double size) {
        return Arrays.stream(values)
                .map(value -> value + size * (random.nextDouble() - 0.5))
                .toArray();
    }

    private Posterior posterior(Curve curve, double[] values, DesignMatrix features, Priors priors) {
        double[] capacity = new double[values.length];
        Arrays.fill(capacity, 1.2);
        return new Posterior(curve, values, capacity, new Hinges(times, PLACES), features, priors);
    }

    private static DesignMatrix none(int rows) {
        return new DesignMatrix.Builder(rows, 0).build();
    }

    private static double[] times(int rows) {
        double[] times = new double[rows];
        Arrays.setAll(times, row -> row / (rows - 1.0));
        return times;
    }
}
