package com.hometech.edf.additive.solve;

import java.util.ArrayList;
import java.util.List;

/**
 * Features by row of time, each kept in the form that makes products cheap: dense columns, columns with few distinct rows,
 * and indicators of few rows. Columns that are nowhere other than 0 are kept in no form; their coefficients are never asked
 * for by {@link PosteriorMaximiser} and stay 0, which is what their priors say.
 */
public final class DesignMatrix {
    private final int rows;
    private final int columns;
    private final List<ColumnBlock> blocks;

    private DesignMatrix(int rows, int columns, List<ColumnBlock> blocks) {
        this.rows = rows;
        this.columns = columns;
        this.blocks = List.copyOf(blocks);
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    List<ColumnBlock> blocks() {
        return blocks;
    }

    /** Whether any column multiplies the trend. */
    public boolean isMultiplicative() {
        return blocks.stream().anyMatch(block -> block.multiplicative);
    }

    /**
     * The columns times the coefficients, row by row.
     *
     * @param coefficients one for each column; 0 leaves a column out
     */
    public double[] times(double[] coefficients) {
        double[] sums = new double[rows];
        blocks.forEach(block -> block.addProduct(coefficients, sums));
        return sums;
    }

    /** As {@link #times}, of the columns of one mode only. */
    double[] times(double[] coefficients, boolean multiplicative) {
        double[] sums = new double[rows];
        for (ColumnBlock block : blocks) {
            if (block.multiplicative == multiplicative) {
                block.addProduct(coefficients, sums);
            }
        }
        return sums;
    }

    /** The values of one row. */
    public double[] row(int row) {
        double[] values = new double[columns];
        for (ColumnBlock block : blocks) {
            for (int index = 0; index < block.width(); index++) {
                values[block.columns[index]] = block.value(row, index);
            }
        }
        return values;
    }

    /** Takes columns in any order. */
    public static final class Builder {
        private final int rows;
        private final int columns;
        private final List<ColumnBlock> structured = new ArrayList<>();
        private final List<List<Integer>> denseColumns = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<List<double[]>> dense = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<List<Integer>> indicatorColumns = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<List<int[]>> indicators = List.of(new ArrayList<>(), new ArrayList<>());

        public Builder(int rows, int columns) {
            this.rows = rows;
            this.columns = columns;
        }

        /** Sets the columns that another matrix has, as they are in its first rows. */
        public Builder firstRowsOf(DesignMatrix other) {
            other.blocks.stream()
                    .map(block -> block.first(rows))
                    .filter(block -> block.width() > 0)
                    .forEach(structured::add);
            return this;
        }

        /** Sets a column by its values. */
        public Builder dense(int column, boolean multiplicative, double[] values) {
            int mode = multiplicative ? 1 : 0;
            denseColumns.get(mode).add(column);
            dense.get(mode).add(values);
            return this;
        }

        /** Sets a column that is 1 in the given rows (ascending) and 0 elsewhere. */
        public Builder indicator(int column, boolean multiplicative, int[] ones) {
            if (ones.length > 0) {
                int mode = multiplicative ? 1 : 0;
                indicatorColumns.get(mode).add(column);
                indicators.get(mode).add(ones);
            }
            return this;
        }

        /**
         * Sets columns that have few distinct rows.
         *
         * @param slots slot of each row; products are cheapest between columns that share this very array
         * @param table values of the columns in each slot, slot after slot
         */
        public Builder slots(int[] slotColumns, boolean multiplicative, int[] slots, double[] table) {
            structured.add(new SlotBlock(slotColumns, multiplicative, slots, table));
            return this;
        }

        /** The matrix of the columns given so far; the others are 0. */
        public DesignMatrix build() {
            List<ColumnBlock> blocks = new ArrayList<>(structured);
            for (int mode = 0; mode < 2; mode++) {
                if (!dense.get(mode).isEmpty()) {
                    double[] values = new double[dense.get(mode).size() * rows];
                    for (int index = 0; index < dense.get(mode).size(); index++) {
                        System.arraycopy(dense.get(mode).get(index), 0, values, index * rows, rows);
                    }
                    blocks.add(new DenseBlock(array(denseColumns.get(mode)), mode == 1, values, rows));
                }
                if (!indicators.get(mode).isEmpty()) {
                    blocks.add(new IndicatorBlock(
                            array(indicatorColumns.get(mode)),
                            mode == 1,
                            indicators.get(mode).toArray(int[][]::new),
                            rows));
                }
            }
            return new DesignMatrix(rows, columns, blocks);
        }

        private static int[] array(List<Integer> values) {
            return values.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
