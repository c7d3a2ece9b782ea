package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import com.hometech.edf.training.evaluation.EvaluationReport.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluation_summary.json}: what the workflow decides by and the registry keeps.
 *
 * @param passed whether the model may be registered
 * @param reasons why not
 * @param metrics medians over buildings of the model by {@link Metric#key()}, how it compares with the
 *     baselines, and how its errors go together
 * @param bestBaseline key of the best baseline; null where none could be scored
 */
public record EvaluationSummary(
        boolean passed,
        List<String> reasons,
        Map<String, Double> metrics,
        @Nullable String bestBaseline) {
    /** Name of the file. */
    public static final String FILE_NAME = "evaluation_summary.json";

    public EvaluationSummary {
        reasons = List.copyOf(reasons);
        metrics = new TreeMap<>(metrics);
    }

    /** The summary of a report. */
    public static EvaluationSummary of(EvaluationReport report) {
        Verdict verdict = report.verdict();
        GroupScores all = report.overall().get(0);
        Map<String, Double> metrics = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            putFinite(metrics, metric.key(), all.median(Candidate.MODEL, metric));
        }
        for (Candidate baseline : Candidate.BASELINES) {
            putFinite(metrics, baseline.key() + "_" + Metric.WAPE.key(), all.median(baseline, Metric.WAPE));
        }
        if (verdict.wapeToBestBaseline() != null) {
            metrics.put(EvaluationReport.WAPE_TO_BEST_BASELINE, verdict.wapeToBestBaseline());
        }
        metrics.put("buildings_compared", (double) verdict.buildingsCompared());
        metrics.put("buildings_better", (double) verdict.buildingsBetter());
        metrics.put("rows_scored", (double) report.data().rowsScored());
        if (report.sums() != null) {
            metrics.putAll(report.sums().correlations().metrics());
        }
        return new EvaluationSummary(verdict.passed(), verdict.reasons(), metrics, verdict.bestBaseline());
    }

    /** Writes the file into a directory. */
    public void write(Path directory) throws IOException {
        JsonFiles.write(directory.resolve(FILE_NAME), this);
    }

    private static void putFinite(Map<String, Double> metrics, String key, double value) {
        if (Double.isFinite(value)) {
            metrics.put(key, value);
        }
    }
}
