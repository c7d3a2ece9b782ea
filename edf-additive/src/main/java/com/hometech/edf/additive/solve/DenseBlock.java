package com.hometech.edf.additive.solve;

import java.util.Arrays;

/** Columns without structure, one after the other. */
final class DenseBlock extends ColumnBlock {
    /** Columns that are multiplied with as many others at once. */
    private static final int TILE = 4;

    private final double[] values;
    private final int rows;

    /** @param values the columns one after the other */
    DenseBlock(int[] columns, boolean multiplicative, double[] values, int rows) {
        super(columns, multiplicative);
        this.values = values;
        this.rows = rows;
    }

    @Override
    double value(int row, int index) {
        return values[index * rows + row];
    }

    @Override
    ColumnBlock first(int fewer) {
        double[] some = new double[width() * fewer];
        for (int index = 0; index < width(); index++) {
            System.arraycopy(values, index * rows, some, index * fewer, fewer);
        }
        return new DenseBlock(columns, multiplicative, some, fewer);
    }

    @Override
    int rank() {
        return 0;
    }

    @Override
    void addProduct(double[] coefficients, double[] sums) {
        for (int index = 0; index < width(); index++) {
            double factor = coefficients[columns[index]];
            int start = index * rows;
            if (factor != 0) {
                for (int row = 0; row < rows; row++) {
                    sums[row] += factor * values[start + row];
                }
            }
        }
    }

    @Override
    void addTransposed(double[] weights, int from, int to, double[] sums, int offset) {
        int index = 0;
        // four sums at once: one alone waits for each of its additions
        for (; index + 4 <= width(); index += 4) {
            int first = index * rows;
            int second = first + rows;
            int third = second + rows;
            int fourth = third + rows;
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int row = from; row < to; row++) {
                double weight = weights[row];
                sum0 += weight * values[first + row];
                sum1 += weight * values[second + row];
                sum2 += weight * values[third + row];
                sum3 += weight * values[fourth + row];
            }
            sums[offset + index] += sum0;
            sums[offset + index + 1] += sum1;
            sums[offset + index + 2] += sum2;
            sums[offset + index + 3] += sum3;
        }
        for (; index < width(); index++) {
            double sum = 0;
            for (int row = from; row < to; row++) {
                sum += weights[row] * values[index * rows + row];
            }
            sums[offset + index] += sum;
        }
    }

    @Override
    void weigh(int index, double[] weights, double[] weighted) {
        int start = index * rows;
        for (int row = 0; row < rows; row++) {
            weighted[row] = weights[row] * values[start + row];
        }
    }

    @Override
    void products(ColumnBlock other, double[] weights, double[] products) {
        DenseBlock second = (DenseBlock) other;
        DenseBlock weighted = weighted(weights);
        int width = second.width();
        int tiledRows = width() - width() % TILE;
        int tiledColumns = width - width % TILE;
        for (int left = 0; left < tiledRows; left += TILE) {
            for (int right = other == this ? left : 0; right < tiledColumns; right += TILE) {
                tile(weighted.values, left, second, right, products);
            }
        }
        Arrays.fill(products, tiledRows * width, products.length, 0);
        for (int row = tiledRows; row < width(); row++) {
            second.addTransposed(weighted.column(row), 0, rows, products, row * width);
        }
        if (other == this) {
            mirror(products, tiledRows);
            return;
        }
        for (int column = tiledColumns; column < width; column++) {
            double[] sums = new double[width()];
            weighted.addTransposed(second.column(column), 0, rows, sums, 0);
            for (int row = 0; row < tiledRows; row++) {
                products[row * width + column] = sums[row];
            }
        }
    }

    private DenseBlock weighted(double[] weights) {
        double[] weighted = new double[values.length];
        for (int index = 0; index < width(); index++) {
            for (int row = 0; row < rows; row++) {
                weighted[index * rows + row] = weights[row] * values[index * rows + row];
            }
        }
        return new DenseBlock(columns, multiplicative, weighted, rows);
    }

    private double[] column(int index) {
        return Arrays.copyOfRange(values, index * rows, (index + 1) * rows);
    }

    /** Fills what follows from symmetry: below the diagonal of the tiles, and right of them. */
    private void mirror(double[] products, int tiled) {
        int width = width();
        for (int row = 0; row < width; row++) {
            for (int column = 0; column < row; column++) {
                if (row < tiled) {
                    products[row * width + column] = products[column * width + row];
                } else {
                    products[column * width + row] = products[row * width + column];
                }
            }
        }
    }

    /** Sixteen products at once, which stay in registers. */
    private void tile(double[] weighted, int left, DenseBlock second, int right, double[] products) {
        double[] other = second.values;
        int a0 = left * rows;
        int a1 = a0 + rows;
        int a2 = a1 + rows;
        int a3 = a2 + rows;
        int b0 = right * rows;
        int b1 = b0 + rows;
        int b2 = b1 + rows;
        int b3 = b2 + rows;
        double s00 = 0;
        double s01 = 0;
        double s02 = 0;
        double s03 = 0;
        double s10 = 0;
        double s11 = 0;
        double s12 = 0;
        double s13 = 0;
        double s20 = 0;
        double s21 = 0;
        double s22 = 0;
        double s23 = 0;
        double s30 = 0;
        double s31 = 0;
        double s32 = 0;
        double s33 = 0;
        for (int row = 0; row < rows; row++) {
            double x0 = weighted[a0 + row];
            double x1 = weighted[a1 + row];
            double x2 = weighted[a2 + row];
            double x3 = weighted[a3 + row];
            double y0 = other[b0 + row];
            double y1 = other[b1 + row];
            double y2 = other[b2 + row];
            double y3 = other[b3 + row];
            s00 += x0 * y0;
            s01 += x0 * y1;
            s02 += x0 * y2;
            s03 += x0 * y3;
            s10 += x1 * y0;
            s11 += x1 * y1;
            s12 += x1 * y2;
            s13 += x1 * y3;
            s20 += x2 * y0;
            s21 += x2 * y1;
            s22 += x2 * y2;
            s23 += x2 * y3;
            s30 += x3 * y0;
            s31 += x3 * y1;
            s32 += x3 * y2;
            s33 += x3 * y3;
        }
        int width = second.width();
        int at = left * width + right;
        set(products, at, s00, s01, s02, s03);
        set(products, at + width, s10, s11, s12, s13);
        set(products, at + 2 * width, s20, s21, s22, s23);
        set(products, at + 3 * width, s30, s31, s32, s33);
    }

    private static void set(double[] products, int at, double first, double second, double third, double fourth) {
        products[at] = first;
        products[at + 1] = second;
        products[at + 2] = third;
        products[at + 3] = fourth;
    }
}
