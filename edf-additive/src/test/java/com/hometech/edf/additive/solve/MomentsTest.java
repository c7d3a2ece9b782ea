package com.hometech.edf.additive.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products by running sums and by structure, against products of all columns written out. */
class MomentsTest {
    private static final int ROWS = 203;
    private static final int SLOTS = 7;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void structureChangesNoProduct(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] times = ascending(random);
        Hinges hinges = new Hinges(times, new double[] {0, 0.2, 0.2, 0.45, 0.7, 1});
        DesignMatrix features = features(random);
        double[][] weights = IntStream.range(0, 6)
                .mapToObj(pair -> random.doubles(ROWS, -1, 2).toArray())
                .toArray(double[][]::new);

        Moments moments = Moments.of(
                features,
                hinges,
                true,
                new Moments.Weights(weights[0], weights[1], weights[2], weights[3], weights[4], weights[5]));

        int[] order = order(features);
        for (int first = 0; first < moments.free(); first++) {
            double[] left = column(features, times, order, first);
            for (int second = 0; second < moments.free(); second++) {
                double[] right = column(features, times, order, second);
                double[] weight = weights[pair(features, order, first, second)];
                assertThat(moments.freeFree()[first * moments.free() + second])
                        .as(first + " x " + second)
                        .isCloseTo(product(weight, left, right), within(1e-11));
            }
            double[] weight = weights[pair(features, order, 0, first)];
            for (int hinge = 0; hinge < hinges.count(); hinge++) {
                assertThat(moments.freeHinge()[first * hinges.count() + hinge])
                        .isCloseTo(product(weight, left, hinge(hinges, times, hinge)), within(1e-11));
            }
        }
        for (int hinge = 0; hinge < hinges.count(); hinge++) {
            for (int other = 0; other < hinges.count(); other++) {
                double expected = product(weights[0], hinge(hinges, times, hinge), hinge(hinges, times, other));
                assertThat(moments.hingeHinge()[hinge * hinges.count() + other]).isCloseTo(expected, within(1e-11));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void aMatrixTimesCoefficientsIsTheSumOfItsColumns(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DesignMatrix features = features(random);
        double[] coefficients = random.doubles(features.columns(), -1, 1).toArray();

        double[] sums = features.times(coefficients);

        for (int row = 0; row < ROWS; row++) {
            double expected = product(features.row(row), coefficients, ones(coefficients.length));
            assertThat(sums[row]).isCloseTo(expected, within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void aLineIsTheSumOfItsHinges(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] times = ascending(random);
        double[] places = {0.1, 0.5, 0.5, 0.9};
        Hinges hinges = new Hinges(times, places);
        double[] changes = random.doubles(places.length, -3, 3).toArray();

        double[] line = hinges.line(0.7, -0.2, changes);
        double[] products = hinges.products(line);

        for (int row = 0; row < ROWS; row++) {
            double expected = 0.7 * times[row] - 0.2;
            for (int hinge = 0; hinge < places.length; hinge++) {
                expected += changes[hinge] * Math.max(0, times[row] - places[hinge]);
            }
            assertThat(line[row]).isCloseTo(expected, within(1e-13));
        }
        for (int hinge = 0; hinge < places.length; hinge++) {
            assertThat(products[hinge])
                    .isCloseTo(product(line, hinge(hinges, times, hinge), ones(ROWS)), within(1e-11));
        }
    }

    /** Dense, slotted and indicator columns of both modes, and one that is nowhere. */
    private static DesignMatrix features(SplittableRandom random) {
        int[] slots = random.ints(ROWS, 0, SLOTS).toArray();
        int[] others = random.ints(ROWS, 0, 3).toArray();
        DesignMatrix.Builder builder = new DesignMatrix.Builder(ROWS, 17);
        for (int column = 0; column < 6; column++) {
            builder.dense(column, column == 5, random.doubles(ROWS, -1, 1).toArray());
        }
        builder.slots(
                new int[] {6, 8}, false, slots, random.doubles(2 * SLOTS, -1, 1).toArray());
        builder.slots(
                new int[] {7, 9}, true, slots, random.doubles(2 * SLOTS, -1, 1).toArray());
        builder.slots(new int[] {10}, false, others, random.doubles(3, -1, 1).toArray());
        builder.indicator(11, false, new int[] {0, 1, 50});
        builder.indicator(12, false, new int[] {1, 50, 51});
        builder.indicator(13, true, new int[] {50, 202});
        builder.indicator(14, true, new int[] {});
        builder.indicator(15, false, new int[] {100});
        builder.dense(16, true, random.doubles(ROWS, -1, 1).toArray());
        return builder.build();
    }

    private static int[] order(DesignMatrix features) {
        return features.blocks().stream()
                .flatMapToInt(block -> Arrays.stream(block.columns))
                .toArray();
    }

    private static boolean isMultiplicative(DesignMatrix features, int column) {
        return features.blocks().stream()
                .filter(block -> Arrays.stream(block.columns).anyMatch(own -> own == column))
                .anyMatch(block -> block.multiplicative);
    }

    /** Which weights count for a pair of free parameters. */
    private static int pair(DesignMatrix features, int[] order, int first, int second) {
        int low = Math.min(first, second);
        int high = Math.max(first, second);
        if (high < Moments.FEATURES) {
            return 0;
        }
        boolean highTimes = isMultiplicative(features, order[high - Moments.FEATURES]);
        if (low < Moments.FEATURES) {
            return highTimes ? 2 : 1;
        }
        boolean lowTimes = isMultiplicative(features, order[low - Moments.FEATURES]);
        return highTimes && lowTimes ? 5 : highTimes || lowTimes ? 4 : 3;
    }

    private static double[] column(DesignMatrix features, double[] times, int[] order, int free) {
        double[] column = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            column[row] = free == Moments.RATE
                    ? times[row]
                    : free == Moments.OFFSET ? 1 : features.row(row)[order[free - Moments.FEATURES]];
        }
        return column;
    }

    private static double[] hinge(Hinges hinges, double[] times, int hinge) {
        return Arrays.stream(times)
                .map(time -> Math.max(0, time - hinges.place(hinge)))
                .toArray();
    }

    private static double[] ascending(SplittableRandom random) {
        double[] times = random.doubles(ROWS).sorted().toArray();
        times[0] = 0;
        times[10] = times[11];
        times[ROWS - 1] = 1;
        return times;
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double product(double[] first, double[] second, double[] third) {
        double sum = 0;
        for (int index = 0; index < first.length; index++) {
            sum += first[index] * second[index] * third[index];
        }
        return sum;
    }
}
