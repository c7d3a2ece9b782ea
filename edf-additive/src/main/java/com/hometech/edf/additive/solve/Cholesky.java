package com.hometech.edf.additive.solve;

import java.util.function.IntToDoubleFunction;

/** The factor L of a symmetric positive definite matrix LL', row after row. */
final class Cholesky {
    /** A pivot below this part of its diagonal element is rounding, not information. */
    private static final double RELIABLE = 1e-13;

    private final int size;
    private final double[] factor;
    private boolean reliable = true;

    /**
     * @param matrix symmetric, row after row
     * @param ridge added to the diagonal
     * @param sizes of the diagonal before anything was eliminated: the measure of its rounding
     */
    Cholesky(double[] matrix, double[] ridge, IntToDoubleFunction sizes) {
        this.size = ridge.length;
        this.factor = new double[size * size];
        for (int row = 0; row < size && reliable; row++) {
            int at = row * size;
            for (int column = 0; column < row; column++) {
                factor[at + column] =
                        (matrix[at + column] - dot(at, column * size, column)) / factor[column * size + column];
            }
            double diagonal = matrix[at + row] + ridge[row];
            double pivot = diagonal - dot(at, at, row);
            reliable = pivot > RELIABLE * Math.max(diagonal, sizes.applyAsDouble(row));
            factor[at + row] = Math.sqrt(pivot);
        }
    }

    /** Whether the matrix is positive definite beyond rounding; without that, nothing else may be asked. */
    boolean isReliable() {
        return reliable;
    }

    private double dot(int first, int second, int length) {
        return dot(factor, first, factor, second, length);
    }

    /** Sum of products; four at once, as one sum alone waits for each of its additions. */
    static double dot(double[] first, int firstFrom, double[] second, int secondFrom, int length) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int index = 0;
        for (; index + 4 <= length; index += 4) {
            sum0 += first[firstFrom + index] * second[secondFrom + index];
            sum1 += first[firstFrom + index + 1] * second[secondFrom + index + 1];
            sum2 += first[firstFrom + index + 2] * second[secondFrom + index + 2];
            sum3 += first[firstFrom + index + 3] * second[secondFrom + index + 3];
        }
        for (; index < length; index++) {
            sum0 += first[firstFrom + index] * second[secondFrom + index];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /** Solves L X = B in place; B has {@code width} columns, row after row. */
    void solveLower(double[] right, int width) {
        for (int row = 0; row < size; row++) {
            int target = row * width;
            for (int before = 0; before < row; before++) {
                double value = factor[row * size + before];
                int source = before * width;
                for (int column = 0; column < width; column++) {
                    right[target + column] -= value * right[source + column];
                }
            }
            double inverse = 1 / factor[row * size + row];
            for (int column = 0; column < width; column++) {
                right[target + column] *= inverse;
            }
        }
    }

    /** Solves L' x = b in place. */
    void solveUpper(double[] right) {
        for (int row = size - 1; row >= 0; row--) {
            right[row] /= factor[row * size + row];
            double value = right[row];
            for (int before = 0; before < row; before++) {
                right[before] -= factor[row * size + before] * value;
            }
        }
    }
}
