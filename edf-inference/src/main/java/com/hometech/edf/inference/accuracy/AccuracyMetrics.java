package com.hometech.edf.inference.accuracy;

import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.Metrics.Unit;
import com.hometech.edf.data.accuracy.AccuracyScores;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySummary.DayScores;
import com.hometech.edf.data.accuracy.AccuracySummary.LeadScores;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.data.accuracy.Candidate;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What dashboards and alarms watch: of the newest day that can be judged {@code ForecastWape}, {@code ForecastBias},
 * {@code ForecastCoverage} and {@code BaselineWape} of all buildings by quantity and hours of the forecast; {@code ScoredShare}
 * of the newest day; and {@code AccuracyDegraded} and {@code AccuracyNotScored}, which are 1 while an alarm lasts. There is none
 * for a single building: ten thousand of them would cost more than they tell.
 */
final class AccuracyMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(AccuracyMetrics.class);
    private static final String NOT_SCORED = "scored";

    private final Metrics metrics;

    AccuracyMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    void put(AccuracySummary summary) {
        boolean degraded = false;
        boolean notScored = false;
        for (QuantityAccuracy quantity : summary.quantities()) {
            put(quantity);
            for (Check check : quantity.checks()) {
                if (check.alarm()) {
                    LOG.error("{} Buildings: {}", check.text(), check.buildings());
                }
                degraded |= check.alarm() && !check.name().equals(NOT_SCORED);
                notScored |= check.alarm() && check.name().equals(NOT_SCORED);
            }
        }
        metrics.put("AccuracyDegraded", degraded ? 1 : 0, Unit.COUNT, Map.of());
        metrics.put("AccuracyNotScored", notScored ? 1 : 0, Unit.COUNT, Map.of());
    }

    private void put(QuantityAccuracy quantity) {
        String code = quantity.quantity().code();
        if (!quantity.days().isEmpty()) {
            DayScores newest = quantity.days().get(quantity.days().size() - 1);
            double share = 100.0 * newest.counted() / newest.buildings();
            metrics.put("ScoredShare", share, Unit.PERCENT, Map.of("quantity", code));
        }
        Optional<DayScores> judged =
                quantity.days().stream().filter(DayScores::judged).reduce((earlier, later) -> later);
        if (judged.isPresent()) {
            for (LeadScores lead : judged.get().leads()) {
                Map<String, String> dimensions = Map.of("quantity", code, "leads", lead.leads());
                put("ForecastWape", lead.score(Candidate.MODEL, AccuracyScores.WAPE), dimensions);
                put("ForecastBias", lead.score(Candidate.MODEL, AccuracyScores.BIAS), dimensions);
                put("ForecastCoverage", lead.score(Candidate.MODEL, AccuracyScores.COVERAGE), dimensions);
                put("BaselineWape", lead.score(best(quantity), AccuracyScores.WAPE), dimensions);
            }
        }
    }

    private static Candidate best(QuantityAccuracy quantity) {
        return Candidate.BASELINES.stream()
                .filter(candidate -> candidate.key().equals(quantity.bestBaseline()))
                .findFirst()
                .orElse(Candidate.LAST_WEEK);
    }

    private void put(String name, double percent, Map<String, String> dimensions) {
        if (Double.isFinite(percent)) {
            metrics.put(name, percent, Unit.PERCENT, dimensions);
        }
    }
}
