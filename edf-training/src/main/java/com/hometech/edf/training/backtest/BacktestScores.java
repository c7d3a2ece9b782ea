package com.hometech.edf.training.backtest;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.training.evaluation.Metric;
import com.hometech.edf.training.evaluation.Reliability.IntervalValues;
import com.hometech.edf.training.evaluation.Reliability.QuantileValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code scores.json}: everything that a backtest measured, see {@code docs/backtest.md}. Metrics are maps from
 * {@link Metric#key()} to the value; a metric that is not defined is left out.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of this version
 * @param request what was asked for
 * @param period what it was measured over
 * @param rows how many rows were scored, and why others were not
 * @param candidates strategies in the order of the request, then the plain forecasts
 */
public record BacktestScores(
        int schemaVersion, BacktestRequest request, Period period, Rows rows, List<CandidateScores> candidates) {
    /** Name of the file. */
    public static final String FILE_NAME = "scores.json";
    /** Changes when a field changes its name or meaning; a new field alone does not change it. */
    public static final int SCHEMA_VERSION = 2;
    /** Kind of a candidate that is a strategy. */
    public static final String STRATEGY = "strategy";
    /** Kind of a candidate that is a plain forecast. */
    public static final String BASELINE = "baseline";

    public BacktestScores {
        candidates = List.copyOf(candidates);
    }

    /**
     * What was measured over.
     *
     * @param quantity what is forecast; consumption where the file does not say
     * @param firstReading start of the first interval with a reading
     * @param dataEnd end of the last
     * @param issuedAt times of the forecasts, ascending
     * @param trainedBefore for each fit the time before which its targets lie, ascending
     * @param step of the grid
     * @param horizonHours how far each forecast looks [h]
     * @param quantileLevels of the forecasts; the first and the last are the ends of the interval
     * @param nominalCoveragePercent share of readings that the interval should hold
     * @param weatherSource where the weather at the targets comes from
     * @param weatherShare share of rows with weather at the target
     */
    public record Period(
            Quantity quantity,
            Instant firstReading,
            Instant dataEnd,
            List<Instant> issuedAt,
            List<Instant> trainedBefore,
            Duration step,
            int horizonHours,
            List<Double> quantileLevels,
            double nominalCoveragePercent,
            String weatherSource,
            double weatherShare) {
        public Period {
            quantity = quantity == null ? Quantity.CONSUMPTION : quantity;
            issuedAt = List.copyOf(issuedAt);
            trainedBefore = List.copyOf(trainedBefore);
            quantileLevels = List.copyOf(quantileLevels);
        }
    }

    /**
     * Rows of one candidate: all have the same.
     *
     * @param buildings with readings
     * @param buildingsScored with at least one scored row
     * @param buildingsWithoutScores ids of the others that were forecast
     * @param forecast all rows
     * @param scored those that count
     * @param withoutReading those that do not: there is no reading, or none that can be trusted
     * @param standIns rows where a plain forecast had no value of its own and the fallback stood in, by its key
     */
    public record Rows(
            int buildings,
            int buildingsScored,
            List<String> buildingsWithoutScores,
            long forecast,
            long scored,
            long withoutReading,
            Map<String, Long> standIns) {
        public Rows {
            buildingsWithoutScores = List.copyOf(buildingsWithoutScores);
            standIns = new TreeMap<>(standIns);
        }
    }

    /**
     * One strategy or plain forecast.
     *
     * @param name of the strategy, or key of the plain forecast
     * @param kind {@link #STRATEGY} or {@link #BASELINE}
     * @param cpuSeconds what it took; null for plain forecasts
     * @param rowsByQuality how the scored rows were forecast; empty for plain forecasts
     * @param overall all buildings: first all leads, then each day ahead
     * @param byUseType of each use: first all leads, then each day ahead
     * @param bySite of each site: first all leads, then each day ahead
     * @param byLead for each hour of the forecast from 1: medians over buildings
     * @param byHourOfDay for each local hour of the day from 0: medians over buildings
     * @param quantiles how well each quantile is calibrated; empty for plain forecasts
     * @param intervals how well each central interval is; empty for plain forecasts
     * @param worstBuildings ids with the greatest WAPE, worst first, at most ten; empty for plain forecasts
     */
    public record CandidateScores(
            String name,
            String kind,
            @Nullable CpuSeconds cpuSeconds,
            Map<String, Long> rowsByQuality,
            List<GroupValues> overall,
            List<GroupValues> byUseType,
            List<GroupValues> bySite,
            List<PositionValues> byLead,
            List<PositionValues> byHourOfDay,
            List<QuantileValues> quantiles,
            List<IntervalValues> intervals,
            List<String> worstBuildings) {
        public CandidateScores {
            rowsByQuality = new TreeMap<>(rowsByQuality);
            overall = List.copyOf(overall);
            byUseType = List.copyOf(byUseType);
            bySite = List.copyOf(bySite);
            byLead = List.copyOf(byLead);
            byHourOfDay = List.copyOf(byHourOfDay);
            quantiles = List.copyOf(quantiles);
            intervals = intervals == null ? List.of() : List.copyOf(intervals); // files of version 1 have none
            worstBuildings = List.copyOf(worstBuildings);
        }

        /** Median over the buildings, all leads; NaN where it is not defined. */
        public double median(Metric metric) {
            return overall.get(0).median().getOrDefault(metric.key(), Double.NaN);
        }

        /** Over all rows together; NaN where it is not defined. */
        public double pooled(Metric metric) {
            return overall.get(0).pooled().getOrDefault(metric.key(), Double.NaN);
        }
    }

    /**
     * CPU time of all threads [s]. Features are computed once for all strategies and counted with each.
     *
     * @param trainingFeatures computing the rows to learn from and to calibrate with, over all fits
     * @param training fitting and calibrating, over all fits
     * @param forecastingFeatures computing the rows to forecast
     * @param forecasting forecasting them
     */
    public record CpuSeconds(double trainingFeatures, double training, double forecastingFeatures, double forecasting) {
        /** Everything together [s]. */
        public double total() {
            return trainingFeatures + training + forecastingFeatures + forecasting;
        }
    }

    /**
     * A group of buildings over some leads.
     *
     * @param group {@code all}, a use type or a site
     * @param leads hours of the forecast such as {@code 25-48}, or {@code all}
     * @param buildings how many were scored
     * @param rows how many were scored
     * @param pooled all rows together
     * @param median over the buildings
     * @param mean over the buildings
     */
    public record GroupValues(
            String group,
            String leads,
            int buildings,
            long rows,
            Map<String, Double> pooled,
            Map<String, Double> median,
            Map<String, Double> mean) {
        public GroupValues {
            pooled = new TreeMap<>(pooled);
            median = new TreeMap<>(median);
            mean = new TreeMap<>(mean);
        }
    }

    /** Medians over the buildings at one hour; {@code position} says which. */
    public record PositionValues(int position, long rows, Map<String, Double> median) {
        public PositionValues {
            median = new TreeMap<>(median);
        }
    }

    /** Writes the file into a directory; it appears whole. */
    public void write(Path directory) throws IOException {
        WorkFolder.writeJson(directory.resolve(FILE_NAME), this);
    }

    /** Reads the file from a directory. */
    public static BacktestScores read(Path directory) throws IOException {
        return JsonFiles.read(directory.resolve(FILE_NAME), BacktestScores.class);
    }
}
