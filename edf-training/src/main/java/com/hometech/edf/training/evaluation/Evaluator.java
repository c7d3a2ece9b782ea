package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.training.evaluation.Evaluation.BuildingScore;
import com.hometech.edf.training.evaluation.Evaluation.Group;
import com.hometech.edf.training.evaluation.Evaluation.LeadScore;
import com.hometech.edf.training.evaluation.Evaluation.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Scores forecasts in one pass. Tables may come in parts, each with whole buildings; what is kept is a few kilobytes for a
 * building, whatever the number of rows.
 */
public final class Evaluator {
    private static final int HOURS_OF_DAY = 24;

    private final ScoredLevels levels;
    private final LeadBuckets days;
    private final Map<String, BuildingFacts> factsById;
    private final Profile byLead;
    private final Profile byHourOfDay;
    private final ReliabilityTally reliability;
    private final GroupScoring overall;
    private final Map<String, GroupScoring> byUseType = new TreeMap<>();
    private final Map<String, GroupScoring> bySite = new TreeMap<>();
    private final List<BuildingScore> buildings = new ArrayList<>();
    private final List<String> unscored = new ArrayList<>();
    private final Map<ForecastQuality, Long> scoredByQuality = new EnumMap<>(ForecastQuality.class);
    private long rows;
    private long withoutReading;
    private long withoutBaseline;
    private long withoutForecast;

    /**
     * @param levels of the quantiles
     * @param days ahead, by lead
     * @param factsById of every building that tables will hold
     */
    public Evaluator(ScoredLevels levels, LeadBuckets days, Map<String, BuildingFacts> factsById) {
        this.levels = levels;
        this.days = days;
        this.factsById = new TreeMap<>(factsById);
        byLead = new Profile(days.count() * HOURS_OF_DAY, levels);
        byHourOfDay = new Profile(HOURS_OF_DAY, levels);
        reliability = new ReliabilityTally(levels, days);
        overall = emptyGroup();
    }

    private GroupScoring emptyGroup() {
        return new GroupScoring(levels, days.count());
    }

    /** Scores the rows of a table, which holds all rows of each of its buildings. */
    public void add(FeatureTable table, Prediction prediction) {
        levels.require(prediction);
        Outcomes outcomes = new Outcomes(table, prediction);
        int from = 0;
        while (from < table.rows()) {
            int to = from + 1;
            while (to < table.rows() && table.buildingIndex(to) == table.buildingIndex(from)) {
                to++;
            }
            addBuilding(outcomes, from, to);
            from = to;
        }
    }

    private void addBuilding(Outcomes outcomes, int from, int to) {
        String building = outcomes.table().building(from);
        BuildingFacts facts = factsById.get(building);
        if (facts == null) {
            throw new InvalidInputException("Building " + building + " has rows but is not in the feature summary;"
                    + " make the features again");
        }
        List<ScoreSheet> sheets = IntStream.rangeClosed(0, days.count())
                .mapToObj(position -> new ScoreSheet(levels))
                .toList();
        for (int row = from; row < to; row++) {
            if (isScored(outcomes, row)) {
                score(outcomes, row, facts, sheets);
            }
        }
        finish(building, facts, sheets);
    }

    private boolean isScored(Outcomes outcomes, int row) {
        rows++;
        if (!Double.isFinite(outcomes.actualKwh(row))) {
            withoutReading++;
            return false;
        }
        if (!outcomes.hasForecast(row)) {
            withoutForecast++;
            return false;
        }
        if (!outcomes.hasEveryBaseline(row)) {
            withoutBaseline++;
            return false;
        }
        scoredByQuality.merge(outcomes.prediction().quality()[row], 1L, Long::sum);
        return true;
    }

    private void score(Outcomes outcomes, int row, BuildingFacts facts, List<ScoreSheet> sheets) {
        double lead = outcomes.table().leadHours(row);
        sheets.get(0).add(outcomes, row, facts.scale());
        sheets.get(days.of(lead) + 1).add(outcomes, row, facts.scale());
        int hourAhead = (int) Math.floor(lead - days.firstLeadHours());
        byLead.add(Math.max(0, Math.min(days.count() * HOURS_OF_DAY - 1, hourAhead)), outcomes, row, facts.scale());
        reliability.add(outcomes, row);
        Instant target = Instant.ofEpochSecond(outcomes.table().targetEpochSecond(row));
        byHourOfDay.add(target.atZone(facts.zone()).getHour(), outcomes, row, facts.scale());
    }

    private void finish(String building, BuildingFacts facts, List<ScoreSheet> sheets) {
        ScoreSheet all = sheets.get(0);
        if (all.rows() == 0) {
            unscored.add(building);
            return;
        }
        List<Scorecard> cards = sheets.stream().map(ScoreSheet::card).toList();
        overall.add(sheets, cards);
        group(byUseType, facts.useType()).add(sheets, cards);
        group(bySite, facts.site()).add(sheets, cards);
        List<LeadScore> byDay = IntStream.range(1, sheets.size())
                .filter(position -> sheets.get(position).rows() > 0)
                .mapToObj(position -> new LeadScore(
                        GroupScoring.nameOf(position), sheets.get(position).rows(), cards.get(position)))
                .toList();
        buildings.add(new BuildingScore(building, facts, all.rows(), cards.get(0), byDay));
        byLead.finishBuilding();
        byHourOfDay.finishBuilding();
    }

    private GroupScoring group(Map<String, GroupScoring> groups, String name) {
        return groups.computeIfAbsent(name, absent -> emptyGroup());
    }

    /** All scores of what was added, in the form of files. */
    public PeriodScores scores() {
        return ReportBuilder.scores(finish(), levels.interval());
    }

    /** All scores of what was added. */
    Evaluation finish() {
        return new Evaluation(
                new RowCounts(rows, overall.rows(), withoutReading, withoutBaseline, withoutForecast, scoredByQuality),
                overall.groups(EvaluationReport.ALL),
                groups(byUseType),
                groups(bySite),
                positions(byLead, 1),
                positions(byHourOfDay, 0),
                reliability.values(),
                List.copyOf(buildings),
                List.copyOf(unscored));
    }

    private static List<Group> groups(Map<String, GroupScoring> groups) {
        return groups.entrySet().stream()
                .flatMap(entry -> entry.getValue().groups(entry.getKey()).stream())
                .toList();
    }

    private static List<Position> positions(Profile profile, int first) {
        return IntStream.range(0, profile.positions())
                .mapToObj(index -> new Position(first + index, profile.rows(index), profile.median(index)))
                .toList();
    }
}
