package com.hometech.edf.additive.solve;

import java.util.Arrays;

/**
 * Columns that have few distinct rows, such as the seasons of a week on a regular grid: each row points at its slot, and
 * sums over rows become sums over slots. This is exact: only the order of the additions changes.
 */
final class SlotBlock extends ColumnBlock {
    private final int[] slots;
    private final int count;
    /** Slot after slot. */
    private final double[] table;

    /**
     * @param slots slot of each row
     * @param table values of the columns in each slot, slot after slot
     */
    SlotBlock(int[] columns, boolean multiplicative, int[] slots, double[] table) {
        super(columns, multiplicative);
        this.slots = slots;
        this.table = table;
        this.count = table.length / columns.length;
    }

    @Override
    double value(int row, int index) {
        return table[slots[row] * width() + index];
    }

    @Override
    ColumnBlock first(int rows) {
        return new SlotBlock(columns, multiplicative, Arrays.copyOf(slots, rows), table);
    }

    @Override
    int rank() {
        return 1;
    }

    @Override
    void addProduct(double[] coefficients, double[] sums) {
        double[] bySlot = new double[count];
        for (int slot = 0; slot < count; slot++) {
            double sum = 0;
            for (int index = 0; index < width(); index++) {
                sum += coefficients[columns[index]] * table[slot * width() + index];
            }
            bySlot[slot] = sum;
        }
        for (int row = 0; row < sums.length; row++) {
            sums[row] += bySlot[slots[row]];
        }
    }

    @Override
    void addTransposed(double[] weights, int from, int to, double[] sums, int offset) {
        int width = width();
        if (to - from < count) {
            for (int row = from; row < to; row++) {
                addRow(weights[row], slots[row], width, sums, offset);
            }
        } else {
            double[] bySlot = bySlot(weights, from, to);
            for (int slot = 0; slot < count; slot++) {
                addRow(bySlot[slot], slot, width, sums, offset);
            }
        }
    }

    private void addRow(double weight, int slot, int width, double[] sums, int offset) {
        int start = slot * width;
        for (int index = 0; index < width; index++) {
            sums[offset + index] += weight * table[start + index];
        }
    }

    private double[] bySlot(double[] weights, int from, int to) {
        double[] bySlot = new double[count];
        for (int row = from; row < to; row++) {
            bySlot[slots[row]] += weights[row];
        }
        return bySlot;
    }

    @Override
    void products(ColumnBlock other, double[] weights, double[] products) {
        if (other instanceof SlotBlock second && second.slots == slots) {
            double[] bySlot = bySlot(weights, 0, weights.length);
            Arrays.fill(products, 0);
            for (int slot = 0; slot < count; slot++) {
                for (int index = 0; index < width(); index++) {
                    second.addRow(
                            bySlot[slot] * table[slot * width() + index],
                            slot,
                            second.width(),
                            products,
                            index * second.width());
                }
            }
        } else {
            productsByColumn(other, weights, products);
        }
    }
}
