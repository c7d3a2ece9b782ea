package com.hometech.edf.monitoring.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the last weeks are like the same weeks of earlier years. How far apart they may be is learned from earlier years: from
 * the distances of their own stretches of the season from all others. So winter is no drift, and neither is weather that differs
 * from year to year as much as it always does.
 *
 * @param days days of the last weeks that are known
 * @param years earlier years that the season is known of
 * @param psi population stability index
 * @param distance Wasserstein distance, divided by the standard deviation of the earlier years
 * @param threshold what the distance has to exceed
 * @param mean of the last weeks
 * @param referenceMean of the same weeks of earlier years
 * @param edges bounds of bins, for charts
 * @param current share of the last days in each bin
 * @param reference share of the days of earlier years in each bin
 */
record SeasonDrift(
        int days,
        int years,
        double psi,
        double distance,
        double threshold,
        double mean,
        double referenceMean,
        double[] edges,
        double[] current,
        double[] reference) {
    /** Days that are compared. */
    static final int CHUNK_DAYS = 28;

    private static final int DAYS_PER_YEAR = 364;
    private static final int CHUNK_STEP_DAYS = 7;
    private static final double KNOWN_SHARE = 0.5;

    SeasonDrift {
        edges = edges.clone();
        current = current.clone();
        reference = reference.clone();
    }

    /** Whether the last weeks are farther from earlier years than those are from each other. */
    boolean moved() {
        return distance > threshold;
    }

    /**
     * Compares the days until {@code last}; null where no earlier year is known of the season, or nothing ever
     * changed in it.
     *
     * @param values by day; NaN where missing
     * @param seasonDays days before and after the same days of earlier years that count as the same season
     * @param quantile of the distances of earlier stretches that makes the threshold
     * @param least smallest threshold
     */
    static @Nullable SeasonDrift of(
            IntToDoubleFunction values, int first, int last, int seasonDays, double quantile, double least) {
        double[] now = stretch(values, last - CHUNK_DAYS + 1, last + 1);
        List<double[]> years = new ArrayList<>();
        for (int end = last - DAYS_PER_YEAR; end - CHUNK_DAYS - seasonDays >= first; end -= DAYS_PER_YEAR) {
            double[] year = stretch(values, end - CHUNK_DAYS + 1 - seasonDays, end + 1 + seasonDays);
            if (known(year) >= KNOWN_SHARE * year.length) {
                years.add(year);
            }
        }
        if (years.isEmpty() || known(now) < KNOWN_SHARE * CHUNK_DAYS) {
            return null;
        }
        double[] all = join(years);
        double distance = Distances.scaledWasserstein(all, now);
        if (Double.isNaN(distance)) {
            return null;
        }
        double[] edges = Distances.edges(all);
        return new SeasonDrift(
                known(now),
                years.size(),
                Distances.psi(all, now),
                distance,
                Math.max(least, orZero(Quantiles.of(distances(years), quantile))),
                mean(now),
                mean(all),
                edges,
                shares(now, edges),
                shares(all, edges));
    }

    /** Distances of stretches of each year from the other years, or from the rest of the season where there is only one. */
    private static double[] distances(List<double[]> years) {
        DoubleStream.Builder distances = DoubleStream.builder();
        for (double[] year : years) {
            for (int start = 0; start + CHUNK_DAYS <= year.length; start += CHUNK_STEP_DAYS) {
                double[] chunk = Arrays.copyOfRange(year, start, start + CHUNK_DAYS);
                List<double[]> others = new ArrayList<>(years);
                others.remove(year);
                if (others.isEmpty()) {
                    others.add(Arrays.copyOfRange(year, 0, start));
                    others.add(Arrays.copyOfRange(year, start + CHUNK_DAYS, year.length));
                }
                if (known(chunk) >= KNOWN_SHARE * CHUNK_DAYS) {
                    distances.add(Distances.scaledWasserstein(join(others), chunk));
                }
            }
        }
        return distances.build().toArray();
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private static double[] stretch(IntToDoubleFunction values, int from, int to) {
        double[] stretch = new double[to - from];
        Arrays.setAll(stretch, day -> values.applyAsDouble(from + day));
        return stretch;
    }

    private static double[] join(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static int known(double[] values) {
        return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static double[] shares(double[] values, double[] edges) {
        int known = known(values);
        return Arrays.stream(Distances.counts(values, edges))
                .mapToDouble(count -> (double) count / known)
                .toArray();
    }
}
