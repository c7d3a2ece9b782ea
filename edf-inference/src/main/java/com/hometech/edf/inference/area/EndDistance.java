package com.hometech.edf.inference.area;

/**
 * Distances from forecasts to the same end of their intervals, and how far the end lies from the forecast of the sum.
 *
 * <p>With distances w of buildings in sites s, and errors whose correlation is r within a site and b between sites:
 *
 * <pre>
 * distance² = Σ_s [(1 - r) Σ_{i in s} w_i² + (r - b) (Σ_{i in s} w_i)²] + b (Σ w_i)²
 * </pre>
 *
 * This is the standard deviation of a sum of errors with standard deviations w; it holds for any other quantile as far as
 * the distribution of the sum has the shape of its parts'. A single building keeps its own distance, and no sum leaves the
 * sum of the ends.
 */
final class EndDistance {
    private double sum;
    private double sumOfSquares;

    /** Adds one distance [kWh], not below zero. */
    void add(double distance) {
        sum += distance;
        sumOfSquares += distance * distance;
    }

    /** The distance of the sum over one site. */
    double joined(double correlation) {
        return Math.sqrt((1 - correlation) * sumOfSquares + correlation * sum * sum);
    }

    /** The distance of the sum over several sites. */
    static double joined(Iterable<EndDistance> sites, ErrorCorrelation correlation) {
        double within = correlation.withinSite();
        double between = correlation.betweenSites();
        double all = 0;
        double square = 0;
        for (EndDistance site : sites) {
            all += site.sum;
            square += (1 - within) * site.sumOfSquares + (within - between) * site.sum * site.sum;
        }
        return Math.sqrt(square + between * all * all);
    }
}
