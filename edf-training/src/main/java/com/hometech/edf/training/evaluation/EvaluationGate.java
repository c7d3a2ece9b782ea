package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.config.EvaluationConfig.MetricsThresholds;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.training.evaluation.EvaluationReport.Check;
import com.hometech.edf.training.evaluation.EvaluationReport.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a model may be registered. What is compared is the median over the buildings. */
final class EvaluationGate {
    private EvaluationGate() {}

    /** A limit that is null is not checked; what cannot be computed never passes a limit, and nothing scored never passes. */
    static Verdict decide(Evaluation evaluation, MetricsThresholds limits) {
        Scorecard median = evaluation.all().median();
        Optional<Candidate> best = evaluation.bestBaseline();
        double modelWape = median.get(Candidate.MODEL, Metric.WAPE);
        double bestWape = best.map(evaluation::medianWape).orElse(Double.NaN);
        double toBest = bestWape > 0 ? modelWape / bestWape : Double.NaN;
        List<Check> checks = new ArrayList<>();
        add(checks, Metric.MAPE.key(), median.get(Candidate.MODEL, Metric.MAPE), limits.maxMape());
        add(checks, Metric.RMSE.key(), median.get(Candidate.MODEL, Metric.RMSE), limits.maxRmse());
        add(checks, EvaluationReport.WAPE_TO_BEST_BASELINE, toBest, limits.maxWapeToBestBaseline());
        List<String> reasons = new ArrayList<>(reasonsOfData(evaluation));
        checks.stream()
                .filter(check -> !check.passed())
                .map(EvaluationGate::reason)
                .forEach(reasons::add);
        return new Verdict(
                reasons.isEmpty(),
                reasons,
                checks,
                best.map(Candidate::key).orElse(null),
                toBest < 1,
                EvaluationReport.nullable(toBest),
                best.map(baseline -> comparable(evaluation, baseline)).orElse(0),
                best.map(baseline -> better(evaluation, baseline)).orElse(0));
    }

    /** Buildings where model and baseline both have a WAPE. */
    private static int comparable(Evaluation evaluation, Candidate baseline) {
        return (int) evaluation.buildings().stream()
                .filter(building -> Double.isFinite(building.wape(Candidate.MODEL) - building.wape(baseline)))
                .count();
    }

    private static int better(Evaluation evaluation, Candidate baseline) {
        return (int) evaluation.buildings().stream()
                .filter(building -> building.wape(Candidate.MODEL) < building.wape(baseline))
                .count();
    }

    private static List<String> reasonsOfData(Evaluation evaluation) {
        List<String> reasons = new ArrayList<>();
        RowCounts counts = evaluation.counts();
        if (counts.scored() == 0) {
            reasons.add("nothing could be scored: of " + counts.rows() + " rows, " + counts.withoutReading()
                    + " have no reading, " + counts.withoutForecast() + " no forecast and " + counts.withoutBaseline()
                    + " lack a baseline");
        } else if (!Double.isFinite(evaluation.medianWape(Candidate.MODEL))) {
            reasons.add("median " + Metric.WAPE.key() + " could not be computed: no building used any energy");
        }
        if (counts.withoutForecast() > 0) {
            reasons.add(counts.withoutForecast() + " rows have no finite forecast");
        }
        return reasons;
    }

    private static void add(List<Check> checks, String metric, double value, @Nullable Double limit) {
        if (limit != null) {
            checks.add(new Check(metric, EvaluationReport.nullable(value), limit, value <= limit));
        }
    }

    private static String reason(Check check) {
        if (check.value() == null) {
            return "median " + check.metric() + " could not be computed; its limit is " + number(check.limit());
        }
        return "median " + check.metric() + " is " + number(check.value()) + ", above its limit of "
                + number(check.limit());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.4f" : "%.2f", value);
    }
}
