package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.training.evaluation.Reliability.IntervalValues;
import com.hometech.edf.training.evaluation.Reliability.QuantileValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluation_report_edf.json}: everything that was measured, see {@code docs/evaluation-report.md}. Scores are maps
 * from {@link Candidate#key()} to {@link Metric#key()} to the value; a metric that is not defined is left out. Percentages
 * are in percent, energies in kWh.
 *
 * @param verdict whether the model may be registered
 * @param model what was judged
 * @param data what it was judged by
 * @param overall all buildings: first all leads, then each day ahead
 * @param byUseType buildings of one use, all leads
 * @param byLead for each hour of the forecast, counted from its first
 * @param byHourOfDay for each local hour of the day
 * @param quantiles how often readings lie at or below each quantile; empty in reports of older versions
 * @param intervals how often readings lie inside each central interval; empty in reports of older versions
 * @param buildings each building, by id
 * @param worstBuildings ids with the greatest WAPE, worst first; at most ten
 * @param sums intervals of sums over buildings and days; null in reports of older versions
 * @param importance which features the model's forecasts depend on; null where it was not measured
 */
public record EvaluationReport(
        Verdict verdict,
        ModelFacts model,
        DataFacts data,
        List<GroupScores> overall,
        List<GroupScores> byUseType,
        List<PositionScores> byLead,
        List<PositionScores> byHourOfDay,
        List<QuantileValues> quantiles,
        List<IntervalValues> intervals,
        List<BuildingScores> buildings,
        List<String> worstBuildings,
        @Nullable SumScores sums,
        @Nullable Importance importance) {
    /** Name of the file. */
    public static final String FILE_NAME = "evaluation_report_edf.json";
    /** Stands for all buildings, and for all leads. */
    public static final String ALL = "all";
    /** Median WAPE of the model over that of the best baseline. */
    public static final String WAPE_TO_BEST_BASELINE = "wape_to_best_baseline";

    public EvaluationReport {
        overall = List.copyOf(overall);
        byUseType = List.copyOf(byUseType);
        byLead = List.copyOf(byLead);
        byHourOfDay = List.copyOf(byHourOfDay);
        quantiles = quantiles == null ? List.of() : List.copyOf(quantiles);
        intervals = intervals == null ? List.of() : List.copyOf(intervals);
        buildings = List.copyOf(buildings);
        worstBuildings = List.copyOf(worstBuildings);
    }

    /**
     * The decision.
     *
     * @param passed whether every limit is kept
     * @param reasons why not: metric, value and limit; empty where passed
     * @param checks every limit
     * @param bestBaseline key of the baseline with the lowest median WAPE; null where none could be scored
     * @param beatsBestBaseline whether the model's median WAPE is lower
     * @param wapeToBestBaseline one divided by the other
     * @param buildingsCompared buildings where both have a WAPE
     * @param buildingsBetter buildings where the model's is lower
     */
    public record Verdict(
            boolean passed,
            List<String> reasons,
            List<Check> checks,
            @Nullable String bestBaseline,
            boolean beatsBestBaseline,
            @Nullable Double wapeToBestBaseline,
            int buildingsCompared,
            int buildingsBetter) {
        public Verdict {
            reasons = List.copyOf(reasons);
            checks = List.copyOf(checks);
        }
    }

    /** One limit; {@code value} is the model's median over buildings, null where it could not be computed. */
    public record Check(String metric, @Nullable Double value, double limit, boolean passed) {}

    /**
     * The model.
     *
     * @param strategy how it was fitted
     * @param sha256 checksum of {@code model.tar.gz}
     * @param createdAt when it was fitted
     * @param codeVersion of EDF
     * @param configurationFingerprint of the configuration that it was fitted with
     * @param featureSchemaFingerprint of its features
     * @param trainedFrom first hour that it learned
     * @param trainedTo last hour that it learned
     * @param trainingRows how many rows it learned
     * @param trainingBuildings from how many buildings
     * @param trainingWeather where the weather at the targets came from in training
     * @param lowerLevel quantile of the interval's lower end
     * @param upperLevel quantile of the interval's upper end
     * @param quantileLevels of all its quantiles, ascending, those of both ends included
     */
    public record ModelFacts(
            String strategy,
            String sha256,
            Instant createdAt,
            String codeVersion,
            String configurationFingerprint,
            String featureSchemaFingerprint,
            Instant trainedFrom,
            Instant trainedTo,
            long trainingRows,
            int trainingBuildings,
            String trainingWeather,
            double lowerLevel,
            double upperLevel,
            List<Double> quantileLevels) {
        public ModelFacts {
            // reports of older versions name the ends alone
            quantileLevels = quantileLevels == null ? List.of(lowerLevel, upperLevel) : List.copyOf(quantileLevels);
        }
    }

    /**
     * The evaluation period. A row is scored where reading, forecast and every baseline are known.
     *
     * @param quantity what is forecast
     * @param firstTarget first hour; null where there are no rows
     * @param lastTarget last hour; null where there are no rows
     * @param rows all rows
     * @param rowsScored those that count
     * @param rowsWithoutReading left out: what happened is not known
     * @param rowsWithoutForecast left out: no finite forecast; the model cannot pass
     * @param rowsWithoutBaseline left out: a baseline is missing
     * @param rowsScoredByQuality how the scored rows were forecast
     * @param buildingsScored buildings with scored rows
     * @param buildingsWithoutScores ids of those without
     * @param weatherSource where the weather at the targets comes from
     * @param weatherShare share of rows with weather at the target
     * @param labels where the readings come from; null where they are those of the features
     */
    public record DataFacts(
            Quantity quantity,
            @Nullable Instant firstTarget,
            @Nullable Instant lastTarget,
            long rows,
            long rowsScored,
            long rowsWithoutReading,
            long rowsWithoutForecast,
            long rowsWithoutBaseline,
            Map<String, Long> rowsScoredByQuality,
            int buildingsScored,
            List<String> buildingsWithoutScores,
            String weatherSource,
            double weatherShare,
            @Nullable LabelFacts labels) {
        public DataFacts {
            rowsScoredByQuality = new TreeMap<>(rowsScoredByQuality);
            buildingsWithoutScores = List.copyOf(buildingsWithoutScores);
        }
    }

    /**
     * Readings from elsewhere that the rows were scored with.
     *
     * @param source where they lie
     * @param rowsCovered rows with such a reading
     */
    public record LabelFacts(String source, long rowsCovered) {}

    /**
     * Scores of a group of buildings.
     *
     * @param group use type, or {@code all}
     * @param leads hours of the forecast such as {@code 25-48}, or {@code all}
     * @param buildings how many were scored
     * @param rows how many were scored
     * @param median over the buildings
     * @param mean over the buildings
     * @param pooled all rows together, so that large buildings dominate
     */
    public record GroupScores(
            String group,
            String leads,
            int buildings,
            long rows,
            Map<String, Map<String, Double>> median,
            Map<String, Map<String, Double>> mean,
            Map<String, Map<String, Double>> pooled) {
        /** A median over the buildings; NaN where it is not defined. */
        public double median(Candidate candidate, Metric metric) {
            return value(median, candidate, metric);
        }

        /** A value over all rows together; NaN where it is not defined. */
        public double pooled(Candidate candidate, Metric metric) {
            return value(pooled, candidate, metric);
        }
    }

    /** Medians over buildings at one hour; {@code position} says which. */
    public record PositionScores(int position, long rows, Map<String, Map<String, Double>> median) {
        /** A median over the buildings; NaN where it is not defined. */
        public double median(Candidate candidate, Metric metric) {
            return value(median, candidate, metric);
        }
    }

    /** One building over all leads; {@code meanKwh} is null where unknown. */
    public record BuildingScores(
            String buildingId,
            String useType,
            long rows,
            @Nullable Double meanKwh,
            Map<String, Map<String, Double>> scores) {
        /** NaN where it is not defined. */
        public double score(Candidate candidate, Metric metric) {
            return value(scores, candidate, metric);
        }
    }

    /** The same report with what the model's forecasts depend on. */
    public EvaluationReport withImportance(Importance measured) {
        return new EvaluationReport(
                verdict,
                model,
                data,
                overall,
                byUseType,
                byLead,
                byHourOfDay,
                quantiles,
                intervals,
                buildings,
                worstBuildings,
                sums,
                measured);
    }

    /** The scores alone. */
    public Scores scores() {
        return new Scores(
                new IntervalLevels(model.lowerLevel(), model.upperLevel()),
                verdict.bestBaseline(),
                overall,
                byUseType,
                byLead,
                byHourOfDay,
                new Reliability(quantiles, intervals),
                buildings,
                worstBuildings);
    }

    /** Writes the file into a directory. */
    public void write(Path directory) throws IOException {
        JsonFiles.write(directory.resolve(FILE_NAME), this);
    }

    /** Reads the file from a directory. */
    public static EvaluationReport read(Path directory) throws IOException {
        return JsonFiles.read(directory.resolve(FILE_NAME), EvaluationReport.class);
    }

    static @Nullable Double nullable(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static double value(Map<String, Map<String, Double>> scores, Candidate candidate, Metric metric) {
        return scores.getOrDefault(candidate.key(), Map.of()).getOrDefault(metric.key(), Double.NaN);
    }
}
