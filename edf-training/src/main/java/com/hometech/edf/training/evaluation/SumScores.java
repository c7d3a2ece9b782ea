package com.hometech.edf.training.evaluation;

import com.hometech.edf.inference.area.ErrorCorrelation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How errors go together that are added up, and how well the intervals of sums hold.
 *
 * @param correlations over the whole period; what is registered with the model and serves
 * @param check intervals of sums in the second half of the period; null where it has no two forecasts
 */
public record SumScores(Correlations correlations, @Nullable Check check) {
    /**
     * Correlations of errors, from 0 to 1. Null where there are no pairs, of buildings those of one week only.
     *
     * @param withinSite of two buildings of one site at the same hour
     * @param betweenSites of two buildings of different sites
     * @param hours of two hours of one building's day of the forecast
     */
    public record Correlations(
            @Nullable Double withinSite,
            @Nullable Double betweenSites,
            @Nullable Double hours) {
        /** Those that were measured, by the names under which they are registered with the model. */
        public Map<String, Double> metrics() {
            Map<String, Double> metrics = new TreeMap<>();
            put(metrics, ErrorCorrelation.WITHIN_SITE, withinSite);
            put(metrics, ErrorCorrelation.BETWEEN_SITES, betweenSites);
            put(metrics, ErrorCorrelation.HOURS, hours);
            return metrics;
        }

        private static void put(Map<String, Double> metrics, String name, @Nullable Double value) {
            if (value != null) {
                metrics.put(name, value);
            }
        }
    }

    /**
     * Intervals of sums that were forecast after the hours that their correlations were measured by.
     *
     * @param from origins from here on are checked; the correlations are those of the hours before
     * @param correlations of the hours before
     * @param sums by kind of sum, then by leads
     */
    public record Check(Instant from, Correlations correlations, List<SumCoverage> sums) {
        public Check {
            sums = List.copyOf(sums);
        }
    }

    /**
     * Intervals of sums of one kind.
     *
     * @param sum what was added up
     * @param leads hours of the forecast such as {@code 25-48}, or {@code all}
     * @param rows how many sums
     * @param measured with the correlations of the hours before
     * @param sumOfEnds as if all errors went to the same side
     * @param independent as if errors had nothing to do with each other
     */
    public record SumCoverage(
            Kind sum, String leads, long rows, Coverage measured, Coverage sumOfEnds, Coverage independent) {}

    /**
     * How one kind of interval does.
     *
     * @param coveragePercent share of the sums of readings inside
     * @param widthPercent sum of widths / sum of the readings' absolute sums; null where these are zero
     */
    public record Coverage(double coveragePercent, @Nullable Double widthPercent) {}

    /** What is added up. */
    public enum Kind {
        /** All buildings, at one hour. */
        ALL_BUILDINGS,
        /** The buildings of a site, at one hour. */
        SITE,
        /** One building, over a day of the forecast. */
        DAY
    }
}
