package com.hometech.edf.additive.solve;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Features by row of time, each kept in the form that makes products cheap: dense columns, columns with few distinct rows,
 * and indicators of few rows. Columns that are nowhere other than 0 are kept in no form; their coefficients are never asked
 * for by {@link PosteriorMaximiser} and stay 0, which is what their priors say.
 *
 * <p>Where there are many indicators, as of thousands of holidays, those that mark the very same rows are kept once, and those
 * that share no row with each other in blocks of their own, see {@link ColumnBlock#isLone}.
 */
public final class DesignMatrix {
    private final int rows;
    private final int columns;
    private final List<ColumnBlock> blocks;
    /** Columns that are not kept, as they are equal to one that is: that one, by column. */
    private final Map<Integer, Integer> twins;

    private DesignMatrix(int rows, int columns, List<ColumnBlock> blocks, Map<Integer, Integer> twins) {
        this.rows = rows;
        this.columns = columns;
        this.blocks = List.copyOf(blocks);
        this.twins = twins;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** Blocks in the order of the free parameters; lone ones come last. */
    List<ColumnBlock> blocks() {
        return blocks;
    }

    /** Columns that are not kept, as they are equal to one that is: that one, by column. */
    Map<Integer, Integer> twins() {
        return twins;
    }

    /** Number of columns that are kept and may have products with others of any kind: the cost grows with its cube. */
    public int coupledColumns() {
        return blocks.stream()
                .filter(block -> !block.isLone())
                .mapToInt(ColumnBlock::width)
                .sum();
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
        double[] kept = kept(coefficients);
        blocks.forEach(block -> block.addProduct(kept, sums));
        return sums;
    }

    /** Coefficients with those of equal columns added up. */
    private double[] kept(double[] coefficients) {
        if (twins.isEmpty()) {
            return coefficients;
        }
        double[] kept = coefficients.clone();
        twins.forEach((twin, column) -> kept[column] += coefficients[twin]);
        return kept;
    }

    /** As {@link #times}, of the columns of one mode only. */
    double[] times(double[] coefficients, boolean multiplicative) {
        double[] sums = new double[rows];
        double[] kept = kept(coefficients);
        for (ColumnBlock block : blocks) {
            if (block.multiplicative == multiplicative) {
                block.addProduct(kept, sums);
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
        twins.forEach((twin, column) -> values[twin] = values[column]);
        return values;
    }

    /** Takes columns in any order. */
    public static final class Builder {
        /** Up to this many, indicators are not worth a structure of their own. */
        private static final int FEW = 48;

        private final int rows;
        private final int columns;
        private final List<ColumnBlock> structured = new ArrayList<>();
        private final List<List<Integer>> denseColumns = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<List<double[]>> dense = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<List<Integer>> indicatorColumns = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<List<int[]>> indicators = List.of(new ArrayList<>(), new ArrayList<>());

        private boolean plain;

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

        /** Keeps every column in a block without structure among them, however many there are. */
        public Builder plain() {
            plain = true;
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
            List<ColumnBlock> lone = new ArrayList<>();
            boolean[] taken = new boolean[rows];
            Map<Integer, Integer> twins = new LinkedHashMap<>();
            boolean few = plain || indicators.get(0).size() + indicators.get(1).size() <= FEW;
            for (int mode = 0; mode < 2; mode++) {
                if (!dense.get(mode).isEmpty()) {
                    double[] values = new double[dense.get(mode).size() * rows];
                    for (int index = 0; index < dense.get(mode).size(); index++) {
                        System.arraycopy(dense.get(mode).get(index), 0, values, index * rows, rows);
                    }
                    blocks.add(new DenseBlock(array(denseColumns.get(mode)), mode == 1, values, rows));
                }
                List<List<Integer>> members = List.of(new ArrayList<>(), new ArrayList<>());
                Map<IntBuffer, Integer> known = new HashMap<>();
                for (int index = 0; index < indicators.get(mode).size(); index++) {
                    int column = indicatorColumns.get(mode).get(index);
                    Integer equal = few
                            ? null
                            : known.putIfAbsent(
                                    IntBuffer.wrap(indicators.get(mode).get(index)), column);
                    if (equal != null) {
                        twins.put(column, equal);
                        continue;
                    }
                    boolean alone = !few && take(indicators.get(mode).get(index), taken);
                    members.get(alone ? 1 : 0).add(index);
                }
                addIndicators(blocks, mode, false, members.get(0));
                addIndicators(lone, mode, true, members.get(1));
            }
            blocks.addAll(lone);
            return new DesignMatrix(rows, columns, blocks, twins);
        }

        /** Takes rows, unless one is taken already. */
        private static boolean take(int[] some, boolean[] taken) {
            for (int row : some) {
                if (taken[row]) {
                    return false;
                }
            }
            for (int row : some) {
                taken[row] = true;
            }
            return true;
        }

        private void addIndicators(List<ColumnBlock> blocks, int mode, boolean lone, List<Integer> members) {
            if (!members.isEmpty()) {
                int[][] ones = members.stream().map(indicators.get(mode)::get).toArray(int[][]::new);
                int[] places = members.stream()
                        .mapToInt(indicatorColumns.get(mode)::get)
                        .toArray();
                blocks.add(new IndicatorBlock(places, mode == 1, lone, ones, rows));
            }
        }

        private static int[] array(List<Integer> values) {
            return values.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
