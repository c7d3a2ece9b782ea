package com.hometech.edf.training.evaluation;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.training.evaluation.Evaluation.BuildingScore;
import com.hometech.edf.training.evaluation.Evaluation.Group;
import com.hometech.edf.training.evaluation.Evaluation.LeadScore;
import com.hometech.edf.training.evaluation.Evaluation.Position;
import com.hometech.edf.training.evaluation.EvaluationReport.BuildingScores;
import com.hometech.edf.training.evaluation.EvaluationReport.DataFacts;
import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import com.hometech.edf.training.evaluation.EvaluationReport.ModelFacts;
import com.hometech.edf.training.evaluation.EvaluationReport.PositionScores;
import com.hometech.edf.training.evaluation.EvaluationReport.Verdict;
import com.hometech.edf.training.evaluation.PeriodScores.BuildingDay;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns scores into the report that is kept. */
final class ReportBuilder {
    private static final int WORST = 10;

    private ReportBuilder() {}

    static EvaluationReport build(
            Evaluation evaluation, Verdict verdict, ModelFacts model, DataFacts data, SumScores sums) {
        return new EvaluationReport(
                verdict,
                model,
                data,
                groups(evaluation.overall()),
                overAllLeads(evaluation.byUseType()),
                evaluation.byLead().stream().map(ReportBuilder::position).toList(),
                evaluation.byHourOfDay().stream().map(ReportBuilder::position).toList(),
                evaluation.reliability().quantiles(),
                evaluation.reliability().intervals(),
                evaluation.buildings().stream().map(ReportBuilder::building).toList(),
                worst(evaluation),
                sums,
                null);
    }

    static PeriodScores scores(Evaluation evaluation, IntervalLevels levels) {
        Scores scores = new Scores(
                levels,
                evaluation.bestBaseline().map(Candidate::key).orElse(null),
                groups(evaluation.overall()),
                overAllLeads(evaluation.byUseType()),
                evaluation.byLead().stream().map(ReportBuilder::position).toList(),
                evaluation.byHourOfDay().stream().map(ReportBuilder::position).toList(),
                evaluation.reliability(),
                evaluation.buildings().stream().map(ReportBuilder::building).toList(),
                worst(evaluation));
        return new PeriodScores(
                evaluation.counts(),
                scores,
                groups(evaluation.byUseType()),
                groups(evaluation.bySite()),
                evaluation.buildings().stream().flatMap(ReportBuilder::days).toList(),
                evaluation.unscored());
    }

    private static List<GroupScores> groups(List<Group> groups) {
        return groups.stream().map(ReportBuilder::group).toList();
    }

    private static List<GroupScores> overAllLeads(List<Group> groups) {
        return groups.stream()
                .filter(group -> group.leads().equals(EvaluationReport.ALL))
                .map(ReportBuilder::group)
                .toList();
    }

    private static Stream<BuildingDay> days(BuildingScore building) {
        LeadScore all = new LeadScore(EvaluationReport.ALL, building.rows(), building.card());
        return Stream.concat(Stream.of(all), building.byDay().stream())
                .map(day -> new BuildingDay(building.building(), day.leads(), day.rows(), scores(day.card())));
    }

    private static GroupScores group(Group group) {
        return new GroupScores(
                group.name(),
                group.leads(),
                group.buildings(),
                group.rows(),
                scores(group.median()),
                scores(group.mean()),
                scores(group.pooled()));
    }

    private static PositionScores position(Position position) {
        return new PositionScores(position.position(), position.rows(), scores(position.median()));
    }

    private static BuildingScores building(BuildingScore building) {
        return new BuildingScores(
                building.building(),
                building.facts().useType(),
                building.rows(),
                EvaluationReport.nullable(building.facts().scale().meanKwh()),
                scores(building.card()));
    }

    private static Map<String, Map<String, Double>> scores(Scorecard card) {
        Map<String, Map<String, Double>> byCandidate = new TreeMap<>();
        for (Candidate candidate : Candidate.values()) {
            Map<String, Double> byMetric = new TreeMap<>();
            for (Metric metric : Metric.values()) {
                double value = card.get(candidate, metric);
                if (Double.isFinite(value)) {
                    byMetric.put(metric.key(), value);
                }
            }
            if (!byMetric.isEmpty()) {
                byCandidate.put(candidate.key(), byMetric);
            }
        }
        return byCandidate;
    }

    private static List<String> worst(Evaluation evaluation) {
        return evaluation.buildings().stream()
                .filter(building -> Double.isFinite(building.wape(Candidate.MODEL)))
                .sorted(Comparator.comparingDouble((BuildingScore building) -> building.wape(Candidate.MODEL))
                        .reversed()
                        .thenComparing(BuildingScore::building))
                .limit(WORST)
                .map(BuildingScore::building)
                .toList();
    }
}
