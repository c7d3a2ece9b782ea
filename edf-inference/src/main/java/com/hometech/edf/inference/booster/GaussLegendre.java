package com.hometech.edf.inference.booster;

/**
 * Gauss-Legendre quadrature on [0, 1]: with n points the integral of every polynomial of degree up to 2n - 1 is exact.
 * Points are the roots of the Legendre polynomial, found by Newton's method (Press et al., <i>Numerical Recipes</i>, 4.6).
 */
final class GaussLegendre {
    private static final int MOST_ITERATIONS = 50;
    private static final double PRECISION = 1e-15;

    final double[] points;
    final double[] weights;

    GaussLegendre(int count) {
        points = new double[count];
        weights = new double[count];
        for (int i = 0; i < count; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = 1;
            double change = 1;
            for (int iteration = 0; iteration < MOST_ITERATIONS && Math.abs(change) > PRECISION; iteration++) {
                double previous = 0;
                double value = 1;
                for (int degree = 1; degree <= count; degree++) {
                    double next = ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree;
                    previous = value;
                    value = next;
                }
                slope = count * (x * value - previous) / (x * x - 1);
                change = value / slope;
                x -= change;
            }
            points[i] = (1 - x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
    }
}
