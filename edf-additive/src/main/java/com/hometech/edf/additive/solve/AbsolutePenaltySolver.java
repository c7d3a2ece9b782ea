package com.hometech.edf.additive.solve;

import java.util.Arrays;

/**
 * Minimises {@code d'Qd/2 - c'd + p sum |x + d|} over d, where Q is positive semidefinite: an active-set method as Lawson
 * and Hanson's for non-negative least squares, with the signs of the active coefficients (feature-sign search, Lee and
 * others, 2007). Every step lowers the objective, so it ends after finitely many.
 *
 * <p>Columns that depend on active ones, such as two changepoints at one time, are exchanged for one of these where that
 * lowers the penalty, and left out otherwise. The answer is then one of several equally good ones.
 */
final class AbsolutePenaltySolver {
    /** A pivot below this part of the column's own square is rounding. */
    private static final double DEPENDENT = 1e-13;
    /** By which part of the penalty a gradient may exceed it. */
    private static final double TOLERANCE = 1e-12;

    private final double[] matrix;
    private final double[] squares;
    private final double penalty;
    private final int size;
    private final double[] values;
    private final double[] gradient;
    private final int[] active;
    private final double[] signs;
    private final boolean[] refused;
    private final double[][] factor;
    private int count;

    /**
     * @param matrix Q, row after row
     * @param squares what the diagonal of Q was before anything was eliminated: the measure of its rounding
     * @param linear c
     * @param start x
     * @param penalty p
     */
    AbsolutePenaltySolver(double[] matrix, double[] squares, double[] linear, double[] start, double penalty) {
        this.matrix = matrix;
        this.squares = squares;
        this.penalty = penalty;
        this.size = linear.length;
        this.values = start.clone();
        this.gradient = linear.clone();
        this.active = new int[size];
        this.signs = new double[size];
        this.refused = new boolean[size];
        this.factor = new double[size][];
    }

    /** x + d at the minimum: zeros are exact. */
    double[] minimum() {
        for (int index = 0; index < size; index++) {
            if (values[index] != 0) {
                takeStarted(index);
            }
        }
        boolean done = size == 0;
        for (int steps = 0; !done && steps < 100 * (size + 1); steps++) {
            done = isMinimalOnActive() && !activate();
        }
        return values;
    }

    /** An entry that is not 0 at the start, or what it stands for where it depends on those before. */
    private void takeStarted(int index) {
        double value = values[index];
        if (!append(index, Math.signum(value))) {
            double[] shares = shares(index);
            double[] move = new double[size];
            move[index] = -value;
            for (int place = 0; place < count; place++) {
                move[active[place]] = shares[place] * value;
            }
            apply(move, 1);
            values[index] = 0;
            for (int place = count - 1; place >= 0; place--) {
                signs[active[place]] = Math.signum(values[active[place]]);
            }
        }
    }

    /** Goes towards the minimum over the active ones with their signs; false where one of them reached 0 and left. */
    private boolean isMinimalOnActive() {
        double[] step = new double[count];
        for (int place = 0; place < count; place++) {
            step[place] = gradient[active[place]] - penalty * signs[active[place]];
        }
        solve(step);
        double[] move = new double[size];
        for (int place = 0; place < count; place++) {
            move[active[place]] = step[place];
        }
        return !moveUntilOneIsZero(move, 1);
    }

    /** Moves, at most by the given length, until an active one would change its sign, which then leaves. */
    private boolean moveUntilOneIsZero(double[] move, double longest) {
        double length = longest;
        int leaving = -1;
        for (int place = 0; place < count; place++) {
            int index = active[place];
            if ((values[index] + length * move[index]) * signs[index] < 0) {
                length = Math.max(0, -values[index] / move[index]);
                leaving = place;
            }
        }
        if (leaving < 0 && Double.isInfinite(length)) {
            return false;
        }
        apply(move, length);
        if (leaving >= 0) {
            refused[active[leaving]] = length == 0;
            values[active[leaving]] = 0;
            remove(leaving);
        }
        return leaving >= 0;
    }

    private void apply(double[] move, double length) {
        if (length > 0) {
            Arrays.fill(refused, false);
        }
        for (int column = 0; column < size; column++) {
            double part = length * move[column];
            if (part != 0) {
                values[column] += part;
                for (int row = 0; row < size; row++) {
                    gradient[row] -= matrix[column * size + row] * part;
                }
            }
        }
    }

    /** Takes the inactive one whose gradient exceeds the penalty most; false where there is none. */
    private boolean activate() {
        int best = -1;
        double worst = penalty * (1 + TOLERANCE);
        for (int index = 0; index < size; index++) {
            if (values[index] == 0 && !refused[index] && Math.abs(gradient[index]) > worst && !isActive(index)) {
                worst = Math.abs(gradient[index]);
                best = index;
            }
        }
        if (best < 0) {
            return false;
        }
        double sign = Math.signum(gradient[best]);
        if (!append(best, sign)) {
            exchange(best, sign);
        }
        return true;
    }

    private boolean isActive(int index) {
        for (int place = 0; place < count; place++) {
            if (active[place] == index) {
                return true;
            }
        }
        return false;
    }

    /** A dependent column takes over from the active ones without changing the fit, until one of these is 0. */
    private void exchange(int index, double sign) {
        double[] shares = shares(index);
        double[] move = new double[size];
        move[index] = sign;
        for (int place = 0; place < count; place++) {
            move[active[place]] = -sign * shares[place];
        }
        boolean exchanged = moveUntilOneIsZero(move, Double.POSITIVE_INFINITY) && append(index, sign);
        if (!exchanged) {
            refused[index] = true;
        }
    }

    /** The active columns' shares in a dependent one. */
    private double[] shares(int index) {
        double[] shares = new double[count];
        for (int place = 0; place < count; place++) {
            shares[place] = matrix[index * size + active[place]];
        }
        solve(shares);
        return shares;
    }

    private boolean append(int index, double sign) {
        double[] row = new double[count + 1];
        double pivot = matrix[index * size + index];
        for (int place = 0; place < count; place++) {
            double sum = matrix[index * size + active[place]];
            for (int before = 0; before < place; before++) {
                sum -= row[before] * factor[place][before];
            }
            row[place] = sum / factor[place][place];
            pivot -= row[place] * row[place];
        }
        if (pivot <= DEPENDENT * squares[index]) {
            return false;
        }
        row[count] = Math.sqrt(pivot);
        factor[count] = row;
        active[count] = index;
        signs[index] = sign;
        count++;
        return true;
    }

    /** Takes a column out of the factor; rotations make it triangular again. */
    private void remove(int place) {
        for (int row = place; row + 1 < count; row++) {
            double first = factor[row + 1][row];
            double second = factor[row + 1][row + 1];
            double length = Math.hypot(first, second);
            double cosine = first / length;
            double sine = second / length;
            for (int below = row + 1; below < count; below++) {
                double left = factor[below][row];
                double right = factor[below][row + 1];
                factor[below][row] = cosine * left + sine * right;
                factor[below][row + 1] = cosine * right - sine * left;
            }
            factor[row] = Arrays.copyOf(factor[row + 1], row + 1);
            active[row] = active[row + 1];
        }
        count--;
    }

    private void solve(double[] right) {
        for (int row = 0; row < count; row++) {
            for (int before = 0; before < row; before++) {
                right[row] -= factor[row][before] * right[before];
            }
            right[row] /= factor[row][row];
        }
        for (int row = count - 1; row >= 0; row--) {
            right[row] /= factor[row][row];
            for (int before = 0; before < row; before++) {
                right[before] -= factor[row][before] * right[row];
            }
        }
    }
}
