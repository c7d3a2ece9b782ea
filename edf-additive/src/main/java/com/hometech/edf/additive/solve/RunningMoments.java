package com.hometech.edf.additive.solve;

import java.util.Arrays;

/**
 * Moments of the first rows of a series, for any of several numbers of rows, from one pass over it. The sums run over the
 * rows; products with a hinge are differences of two of them, one at its changepoint. Times and columns may be on another
 * scale for each number of rows, which is a linear transform of the products.
 */
public final class RunningMoments {
    /** A hinge's own square as a part of that of time, below which differences of sums have lost too many digits. */
    private static final double LEAST_SQUARE = 1e-7;

    private final int free;
    private final int[] marks;
    /** By mark, sums over the rows before it: of each free parameter's column, then the same times time. */
    private final double[][] sums;

    private final int[] ends;
    /** By end, products of the free parameters' columns over the rows before it. */
    private final double[][] products;

    /**
     * Columns of some first rows, from those that the sums are of: {@code factor * column + shift}.
     *
     * @param timeFactor of time
     * @param factors by column of the features
     * @param shifts by column of the features
     */
    public record Scales(double timeFactor, double[] factors, double[] shifts) {}

    /**
     * @param times ascending
     * @param features of the same rows, all additive
     * @param marks numbers of rows before which a changepoint may be, ascending
     * @param ends numbers of rows that moments will be asked for, ascending; also marks
     */
    public RunningMoments(double[] times, DesignMatrix features, int[] marks, int[] ends) {
        this.free = Moments.FEATURES + features.columns();
        this.marks = marks.clone();
        this.ends = ends.clone();
        this.sums = new double[marks.length][];
        this.products = new double[ends.length][];
        double[] running = new double[2 * free];
        double[] product = new double[free * free];
        double[] values = new double[free];
        int mark = 0;
        int end = 0;
        for (int row = 0; row <= times.length; row++) {
            if (mark < marks.length && marks[mark] == row) {
                sums[mark++] = running.clone();
            }
            if (end < ends.length && ends[end] == row) {
                products[end++] = product.clone();
            }
            if (row < times.length) {
                values[Moments.RATE] = times[row];
                values[Moments.OFFSET] = 1;
                System.arraycopy(features.row(row), 0, values, Moments.FEATURES, features.columns());
                add(values, running, product);
            }
        }
    }

    private void add(double[] values, double[] running, double[] product) {
        double time = values[Moments.RATE];
        for (int index = 0; index < free; index++) {
            double value = values[index];
            if (value != 0) {
                running[index] += value;
                running[free + index] += value * time;
                int start = index * free;
                for (int other = index; other < free; other++) {
                    product[start + other] += value * values[other];
                }
            }
        }
    }

    /**
     * The posterior of the first rows.
     *
     * @param values scaled, by row; as many as one of the ends
     * @param hinges over these rows, in their own scaled time
     * @param features of these rows, on their own scales, {@link DesignMatrix.Builder#plain plain}
     * @param scales of these rows
     */
    public Posterior posterior(
            Curve curve, double[] values, Hinges hinges, DesignMatrix features, Priors priors, Scales scales) {
        Hinges used = curve == Curve.FLAT ? new Hinges(hinges.times(), new double[0]) : hinges;
        Moments moments = moments(values.length, used, curve != Curve.FLAT, scales);
        if (!isAccurate(moments)) {
            return new Posterior(curve, values, new double[0], hinges, features, priors);
        }
        return new Posterior(
                values, hinges, features, priors, curve, moments.only(SufficientStatistics.places(features)));
    }

    private static boolean isAccurate(Moments moments) {
        double least = LEAST_SQUARE * moments.square(Moments.RATE);
        for (int hinge = 0; hinge < moments.hinges(); hinge++) {
            double square = moments.hingeHinge()[hinge * moments.hinges() + hinge];
            if (square != 0 && square < least) {
                return false;
            }
        }
        return true;
    }

    private Moments moments(int rows, Hinges hinges, boolean hasRate, Scales scales) {
        double[] factors = new double[free];
        double[] shifts = new double[free];
        factors[Moments.RATE] = hasRate ? scales.timeFactor() : 0;
        factors[Moments.OFFSET] = 1;
        System.arraycopy(scales.factors(), 0, factors, Moments.FEATURES, free - Moments.FEATURES);
        System.arraycopy(scales.shifts(), 0, shifts, Moments.FEATURES, free - Moments.FEATURES);
        Moments moments = Moments.zero(free, hinges.count());
        double[] own = products[place(ends, rows)];
        for (int row = 0; row < free; row++) {
            for (int column = row; column < free; column++) {
                double product = factors[row] * factors[column] * own[row * free + column]
                        + factors[row] * shifts[column] * one(own, row)
                        + shifts[row] * factors[column] * one(own, column)
                        + shifts[row] * shifts[column] * rows;
                moments.freeFree()[row * free + column] = product;
                moments.freeFree()[column * free + row] = product;
            }
        }
        double[] last = sums[place(marks, rows)];
        for (int hinge = 0; hinge < hinges.count(); hinge++) {
            addHinge(moments, hinges, hinge, last, factors, shifts);
        }
        return moments;
    }

    /** Product of a column with the one of the offset, which is 1 everywhere. */
    private double one(double[] own, int column) {
        return column < Moments.OFFSET ? own[column * free + Moments.OFFSET] : own[Moments.OFFSET * free + column];
    }

    private void addHinge(Moments moments, Hinges hinges, int hinge, double[] last, double[] factors, double[] shifts) {
        int count = hinges.count();
        double[] first = sums[place(marks, hinges.firstRow(hinge))];
        double timeFactor = factors[Moments.RATE];
        double place = hinges.place(hinge) / timeFactor;
        double[] own = new double[free];
        for (int index = 0; index < free; index++) {
            double timed = last[free + index] - first[free + index];
            own[index] = timeFactor * (timed - place * (last[index] - first[index]));
        }
        for (int index = 0; index < free; index++) {
            moments.freeHinge()[index * count + hinge] =
                    factors[index] * own[index] + shifts[index] * own[Moments.OFFSET];
        }
        for (int before = 0; before <= hinge; before++) {
            // t - s' where t > s >= s'
            double product = timeFactor * own[Moments.RATE] - hinges.place(before) * own[Moments.OFFSET];
            moments.hingeHinge()[hinge * count + before] = product;
            moments.hingeHinge()[before * count + hinge] = product;
        }
    }

    private static int place(int[] ascending, int value) {
        int place = Arrays.binarySearch(ascending, value);
        if (place < 0) {
            throw new IllegalArgumentException("No sums were kept before row " + value);
        }
        return place;
    }
}
