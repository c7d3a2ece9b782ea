package com.hometech.edf.additive.solve;

/**
 * The hinge functions {@code (t - s)+} of all changepoints over ascending times. Sums of products with them come from one
 * pass over the rows, whatever their number: going back from the last changepoint to the first, each sum follows from the
 * next one's, and every addend keeps its sign, so no digits are lost.
 */
public final class Hinges {
    private final double[] times;
    private final double[] places;
    /** First row at or after each changepoint; one more: the number of rows. */
    private final int[] firstRows;

    /**
     * @param times ascending
     * @param places of the changepoints, ascending, none before 0
     */
    public Hinges(double[] times, double[] places) {
        this.times = times;
        this.places = places;
        this.firstRows = new int[places.length + 1];
        int row = 0;
        for (int hinge = 0; hinge < places.length; hinge++) {
            while (row < times.length && times[row] < places[hinge]) {
                row++;
            }
            firstRows[hinge] = row;
        }
        firstRows[places.length] = times.length;
    }

    int count() {
        return places.length;
    }

    double[] times() {
        return times;
    }

    double place(int hinge) {
        return places[hinge];
    }

    int firstRow(int hinge) {
        return firstRows[hinge];
    }

    /** {@code offset + rate t + sum of changes[j] (t - s[j])+} by row. */
    public double[] line(double rate, double offset, double[] changes) {
        double[] line = new double[times.length];
        double slope = rate;
        double origin = 0;
        double level = offset;
        for (int segment = 0; segment <= places.length; segment++) {
            int from = segment == 0 ? 0 : firstRows[segment - 1];
            for (int row = from; row < firstRows[segment]; row++) {
                line[row] = level + slope * (times[row] - origin);
            }
            if (segment < places.length) {
                level += slope * (places[segment] - origin);
                origin = places[segment];
                slope += changes[segment];
            }
        }
        return line;
    }

    /** Sum of weight times hinge over the rows, for each changepoint. */
    double[] products(double[] weights) {
        double[] products = new double[places.length];
        double hinged = 0;
        double plain = 0;
        for (int hinge = places.length - 1; hinge >= 0; hinge--) {
            hinged += hinge + 1 < places.length ? (places[hinge + 1] - places[hinge]) * plain : 0;
            for (int row = firstRows[hinge]; row < firstRows[hinge + 1]; row++) {
                hinged += weights[row] * (times[row] - places[hinge]);
                plain += weights[row];
            }
            products[hinge] = hinged;
        }
        return products;
    }

    /**
     * For each changepoint the sums of weight times {@code (t - s)+} to the powers 0, 1 and 2.
     *
     * @return by power, then by changepoint
     */
    double[][] powers(double[] weights) {
        double[][] powers = new double[3][places.length];
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        for (int hinge = places.length - 1; hinge >= 0; hinge--) {
            double gap = hinge + 1 < places.length ? places[hinge + 1] - places[hinge] : 0;
            sum2 += gap * (2 * sum1 + gap * sum0);
            sum1 += gap * sum0;
            for (int row = firstRows[hinge]; row < firstRows[hinge + 1]; row++) {
                double distance = times[row] - places[hinge];
                sum0 += weights[row];
                sum1 += weights[row] * distance;
                sum2 += weights[row] * distance * distance;
            }
            powers[0][hinge] = sum0;
            powers[1][hinge] = sum1;
            powers[2][hinge] = sum2;
        }
        return powers;
    }

    /** Weights times the distance to the changepoint before each row; 0 before the first changepoint. */
    double[] local(double[] weights) {
        double[] local = new double[times.length];
        for (int hinge = 0; hinge < places.length; hinge++) {
            for (int row = firstRows[hinge]; row < firstRows[hinge + 1]; row++) {
                local[row] = weights[row] * (times[row] - places[hinge]);
            }
        }
        return local;
    }
}
