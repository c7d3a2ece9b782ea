package com.hometech.edf.additive.solve;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Columns that are 1 in a few rows and 0 elsewhere, such as holidays. */
final class IndicatorBlock extends ColumnBlock {
    /** Rows that any column marks, ascending. */
    private final int[] marked;
    /** Where the marks of each marked row start in {@link #marks}; one more at the end. */
    private final int[] starts;
    /** Columns of the block, marked row after marked row. */
    private final int[] marks;

    private final boolean lone;

    /**
     * @param lone whether no row is marked twice, in this and the other blocks that say so
     * @param rowsOfColumns for each column its rows, ascending
     */
    IndicatorBlock(int[] columns, boolean multiplicative, boolean lone, int[][] rowsOfColumns, int rows) {
        super(columns, multiplicative);
        this.lone = lone;
        int[] counts = new int[rows];
        for (int[] rowsOfColumn : rowsOfColumns) {
            for (int row : rowsOfColumn) {
                counts[row]++;
            }
        }
        int[] place = new int[rows];
        int[] markedRows = new int[rows];
        int[] firsts = new int[rows + 1];
        int rowsMarked = 0;
        for (int row = 0; row < rows; row++) {
            if (counts[row] > 0) {
                place[row] = firsts[rowsMarked];
                markedRows[rowsMarked] = row;
                firsts[rowsMarked + 1] = firsts[rowsMarked] + counts[row];
                rowsMarked++;
            }
        }
        this.marked = Arrays.copyOf(markedRows, rowsMarked);
        this.starts = Arrays.copyOf(firsts, rowsMarked + 1);
        this.marks = new int[firsts[rowsMarked]];
        for (int index = 0; index < rowsOfColumns.length; index++) {
            for (int row : rowsOfColumns[index]) {
                marks[place[row]++] = index;
            }
        }
    }

    @Override
    ColumnBlock first(int rows) {
        int found = Arrays.binarySearch(marked, rows);
        int count = found < 0 ? -found - 1 : found;
        int[][] rowsOfColumns = new int[width()][];
        Arrays.fill(rowsOfColumns, new int[0]);
        for (int at = 0; at < count; at++) {
            for (int mark = starts[at]; mark < starts[at + 1]; mark++) {
                int[] before = rowsOfColumns[marks[mark]];
                int[] more = Arrays.copyOf(before, before.length + 1);
                more[before.length] = marked[at];
                rowsOfColumns[marks[mark]] = more;
            }
        }
        int[] present = IntStream.range(0, width())
                .filter(index -> rowsOfColumns[index].length > 0)
                .toArray();
        return new IndicatorBlock(
                IntStream.of(present).map(index -> columns[index]).toArray(),
                multiplicative,
                false,
                IntStream.of(present).mapToObj(index -> rowsOfColumns[index]).toArray(int[][]::new),
                rows);
    }

    @Override
    boolean isLone() {
        return lone;
    }

    @Override
    double value(int row, int index) {
        int at = Arrays.binarySearch(marked, row);
        for (int mark = at < 0 ? 0 : starts[at]; at >= 0 && mark < starts[at + 1]; mark++) {
            if (marks[mark] == index) {
                return 1;
            }
        }
        return 0;
    }

    @Override
    int rank() {
        return 2;
    }

    @Override
    void addProduct(double[] coefficients, double[] sums) {
        for (int at = 0; at < marked.length; at++) {
            for (int mark = starts[at]; mark < starts[at + 1]; mark++) {
                sums[marked[at]] += coefficients[columns[marks[mark]]];
            }
        }
    }

    @Override
    void addTransposed(double[] weights, int from, int to, double[] sums, int offset) {
        int found = Arrays.binarySearch(marked, from);
        for (int at = found < 0 ? -found - 1 : found; at < marked.length && marked[at] < to; at++) {
            for (int mark = starts[at]; mark < starts[at + 1]; mark++) {
                sums[offset + marks[mark]] += weights[marked[at]];
            }
        }
    }

    @Override
    void products(ColumnBlock other, double[] weights, double[] products) {
        Arrays.fill(products, 0);
        for (int at = 0; at < marked.length; at++) {
            double weight = weights[marked[at]];
            if (other instanceof IndicatorBlock indicators) {
                addMarks(indicators, at, weight, products);
            } else {
                for (int second = 0; second < other.width(); second++) {
                    double product = weight * other.value(marked[at], second);
                    for (int mark = starts[at]; mark < starts[at + 1]; mark++) {
                        products[marks[mark] * other.width() + second] += product;
                    }
                }
            }
        }
    }

    private void addMarks(IndicatorBlock other, int at, double weight, double[] products) {
        int found = other == this ? at : Arrays.binarySearch(other.marked, marked[at]);
        if (found >= 0) {
            for (int first = starts[at]; first < starts[at + 1]; first++) {
                for (int second = other.starts[found]; second < other.starts[found + 1]; second++) {
                    products[marks[first] * other.width() + other.marks[second]] += weight;
                }
            }
        }
    }
}
