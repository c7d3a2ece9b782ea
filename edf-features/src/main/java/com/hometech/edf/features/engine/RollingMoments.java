package com.hometech.edf.features.engine;

import java.util.Arrays;

/**
 * Mean and sample standard deviation over the window of readings that ends at each index; missing readings are left out,
 * NaN where none (for the deviation: fewer than two) is there.
 *
 * <p>The time line is cut into blocks as long as the window, counted from 1970. Every window is the tail of one block and
 * the head of the next; tails and heads are running sums that start anew in each block (van Herk, 1992, uses the same idea
 * for extremes). So a value depends on the readings in its window alone: no rounding error is carried along, and the result
 * is the same wherever the series begins. Sums are taken of differences to the block's first reading, and the two parts are
 * merged as in Chan, Golub and LeVeque (1983), so that no digits are lost where readings are large and vary little.
 */
final class RollingMoments {
    /** Mean by index [unit of the values]. */
    final float[] mean;
    /** Sample standard deviation by index [unit of the values]. */
    final float[] deviation;

    private final double[] values;
    private final int window;
    private final double[] inverse;
    private final int[] tailCount;
    private final double[] tailMean;
    private final double[] tailSquares;

    RollingMoments(double[] values, StepGrid grid, int windowSteps) {
        this.values = values;
        this.window = windowSteps;
        this.mean = new float[values.length];
        this.deviation = new float[values.length];
        this.inverse = new double[windowSteps + 1];
        for (int count = 1; count <= windowSteps; count++) {
            inverse[count] = 1.0 / count;
        }
        this.tailCount = new int[windowSteps];
        this.tailMean = new double[windowSteps];
        this.tailSquares = new double[windowSteps];
        int start = -(int) Math.floorMod(grid.firstStep(), (long) windowSteps);
        for (; start < values.length; start += windowSteps) {
            block(start);
            tails(start);
        }
    }

    /** Heads of the block merged with the tails of the block before. */
    private void block(int start) {
        int end = Math.min(values.length, start + window);
        int count = 0;
        double shift = 0;
        double sum = 0;
        double squares = 0;
        for (int index = Math.max(0, start); index < end; index++) {
            double value = values[index];
            if (!Double.isNaN(value)) {
                if (count == 0) {
                    shift = value;
                }
                double difference = value - shift;
                sum += difference;
                squares += difference * difference;
                count++;
            }
            double headOffset = sum * inverse[count];
            merge(index, start + window - 1 - index, count, shift + headOffset, squares - sum * headOffset);
        }
    }

    private void merge(int index, int tail, int count, double headMean, double headSquares) {
        int before = tailCount[tail];
        int both = before + count;
        double gap = headMean - tailMean[tail];
        double share = count * inverse[both];
        double merged = both == 0 ? Double.NaN : before == 0 ? headMean : tailMean[tail] + gap * share;
        mean[index] = (float) merged;
        double squares = headSquares + tailSquares[tail] + gap * gap * before * share;
        deviation[index] = both < 2 ? Float.NaN : (float) Math.sqrt(Math.max(0, squares) * inverse[both - 1]);
    }

    /** Moments of the last 1, 2, ... readings of a block, for the windows that end in the next. */
    private void tails(int start) {
        Arrays.fill(tailCount, 0);
        Arrays.fill(tailMean, 0);
        Arrays.fill(tailSquares, 0);
        int count = 0;
        double shift = 0;
        double sum = 0;
        double squares = 0;
        for (int length = 1; length < window; length++) {
            int index = start + window - length;
            double value = index >= 0 && index < values.length ? values[index] : Double.NaN;
            if (!Double.isNaN(value)) {
                if (count == 0) {
                    shift = value;
                }
                double difference = value - shift;
                sum += difference;
                squares += difference * difference;
                count++;
            }
            double offset = sum * inverse[count];
            tailCount[length] = count;
            tailMean[length] = shift + offset;
            tailSquares[length] = squares - sum * offset;
        }
    }
}
