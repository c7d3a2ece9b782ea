package com.hometech.edf.training.backtest;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.training.backtest.BacktestScores.CandidateScores;
import com.hometech.edf.training.backtest.BacktestScores.CpuSeconds;
import com.hometech.edf.training.backtest.BacktestScores.GroupValues;
import com.hometech.edf.training.backtest.BacktestScores.PositionValues;
import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import com.hometech.edf.training.evaluation.EvaluationReport.PositionScores;
import com.hometech.edf.training.evaluation.PeriodScores;
import com.hometech.edf.training.evaluation.Reliability;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes the scores of one candidate out of those of a strategy beside the plain forecasts. */
final class ScoreTables {
    private static final Reliability NO_QUANTILES = new Reliability(List.of(), List.of());

    private ScoreTables() {}

    static CandidateScores strategy(String name, PeriodScores scores, CpuSeconds cpuSeconds) {
        Map<String, Long> byQuality = scores.counts().scoredByQuality().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        return candidate(
                name,
                BacktestScores.STRATEGY,
                cpuSeconds,
                byQuality,
                Candidate.MODEL,
                scores,
                scores.scores().reliability(),
                scores.scores().worstBuildings());
    }

    static CandidateScores baseline(Candidate baseline, PeriodScores scores) {
        return candidate(
                baseline.key(), BacktestScores.BASELINE, null, Map.of(), baseline, scores, NO_QUANTILES, List.of());
    }

    private static CandidateScores candidate(
            String name,
            String kind,
            @Nullable CpuSeconds cpuSeconds,
            Map<String, Long> byQuality,
            Candidate candidate,
            PeriodScores scores,
            Reliability reliability,
            List<String> worst) {
        return new CandidateScores(
                name,
                kind,
                cpuSeconds,
                byQuality,
                groups(scores.scores().overall(), candidate),
                groups(scores.useTypes(), candidate),
                groups(scores.sites(), candidate),
                positions(scores.scores().byLead(), candidate),
                positions(scores.scores().byHourOfDay(), candidate),
                reliability.quantiles(),
                reliability.intervals(),
                worst);
    }

    private static List<GroupValues> groups(List<GroupScores> groups, Candidate candidate) {
        return groups.stream()
                .map(group -> new GroupValues(
                        group.group(),
                        group.leads(),
                        group.buildings(),
                        group.rows(),
                        of(candidate, group.pooled()),
                        of(candidate, group.median()),
                        of(candidate, group.mean())))
                .toList();
    }

    private static List<PositionValues> positions(List<PositionScores> positions, Candidate candidate) {
        return positions.stream()
                .map(position ->
                        new PositionValues(position.position(), position.rows(), of(candidate, position.median())))
                .toList();
    }

    static Map<String, Double> of(Candidate candidate, Map<String, Map<String, Double>> scores) {
        return scores.getOrDefault(candidate.key(), Map.of());
    }
}
