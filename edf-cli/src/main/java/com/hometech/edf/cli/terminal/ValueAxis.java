package com.hometech.edf.cli.terminal;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The vertical axis of a plot: a round range that holds all values, and zero.
 *
 * @param least value of the lowest row
 * @param greatest value of the highest row
 * @param step distance of two ticks
 */
record ValueAxis(double least, double greatest, double step) {
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    /** An axis for some values with about {@code ticks} ticks. */
    static ValueAxis covering(DoubleStream values, int ticks) {
        double[] finite = DoubleStream.concat(values.filter(Double::isFinite), DoubleStream.of(0))
                .sorted()
                .toArray();
        double least = finite[0];
        double greatest = finite[finite.length - 1];
        double step = roundStep(greatest > least ? (greatest - least) / ticks : 1);
        return new ValueAxis(Math.floor(least / step) * step, Math.max(1, Math.ceil(greatest / step)) * step, step);
    }

    private static double roundStep(double raw) {
        double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double round : ROUND) {
            if (round * magnitude >= raw * (1 - 1e-9)) {
                return round * magnitude;
            }
        }
        return 10 * magnitude;
    }

    /** Row of a value among {@code rows} rows, 0 at the top. */
    int row(double value, int rows) {
        double share = (value - least) / (greatest - least);
        return (int) Math.max(0, Math.min(rows - 1, Math.round((1 - share) * (rows - 1))));
    }

    /** How many ticks there are. */
    int ticks() {
        return (int) Math.round((greatest - least) / step) + 1;
    }

    double tick(int index) {
        return least + index * step;
    }

    String label(double value) {
        int decimals = step >= 1 && step == Math.rint(step) ? 0 : (int) Math.max(1, Math.ceil(-Math.log10(step)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value == 0 ? 0.0 : value);
    }
}
