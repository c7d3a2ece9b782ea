package com.hometech.edf.additive.solve;

import java.util.Arrays;

/** Columns of a {@link DesignMatrix} that are kept in one form and enter the model in one mode. */
abstract class ColumnBlock {
    /** Place of each column in the whole matrix. */
    final int[] columns;
    /** Whether the columns multiply the trend. */
    final boolean multiplicative;

    ColumnBlock(int[] columns, boolean multiplicative) {
        this.columns = columns;
        this.multiplicative = multiplicative;
    }

    final int width() {
        return columns.length;
    }

    /** Whether no row is marked by two columns of this and the other blocks that say so: their products are 0. */
    boolean isLone() {
        return false;
    }

    /** The value of the block's column {@code index} in a row. */
    abstract double value(int row, int index);

    /** The block of the first rows; without columns that are nowhere other than 0 there, where that is known. Not lone. */
    abstract ColumnBlock first(int rows);

    /** Adds the columns times {@code coefficients} (one for each column of the whole matrix) to {@code sums}, row by row. */
    abstract void addProduct(double[] coefficients, double[] sums);

    /** Adds to {@code sums[offset + c]} the products of column c with {@code weights}, rows {@code from} to {@code to}. */
    abstract void addTransposed(double[] weights, int from, int to, double[] sums, int offset);

    /** Sets {@code weighted} to a column of the block times weights. */
    void weigh(int index, double[] weights, double[] weighted) {
        for (int row = 0; row < weights.length; row++) {
            weighted[row] = weights[row] * value(row, index);
        }
    }

    /** Of two blocks the one with the greater rank knows the cheaper way to their products. */
    abstract int rank();

    /**
     * Products of these columns with those of {@code other}, rows weighted; {@code other} has no greater rank.
     *
     * @param products filled, a row for each of these columns
     */
    abstract void products(ColumnBlock other, double[] weights, double[] products);

    /** Products by way of the other block's columns, one after the other. */
    final void productsByColumn(ColumnBlock other, double[] weights, double[] products) {
        double[] weighted = new double[weights.length];
        double[] sums = new double[width()];
        for (int second = 0; second < other.width(); second++) {
            other.weigh(second, weights, weighted);
            Arrays.fill(sums, 0);
            addTransposed(weighted, 0, weights.length, sums, 0);
            for (int first = 0; first < sums.length; first++) {
                products[first * other.width() + second] = sums[first];
            }
        }
    }
}
