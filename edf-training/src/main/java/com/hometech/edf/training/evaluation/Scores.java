package com.hometech.edf.training.evaluation;

import com.hometech.edf.training.evaluation.EvaluationReport.BuildingScores;
import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import com.hometech.edf.training.evaluation.EvaluationReport.PositionScores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good a forecast was beside the plain forecasts: what pages show.
 *
 * @param levels of its interval
 * @param bestBaseline key of the baseline with the lowest median WAPE; null where none could be scored
 * @param overall all buildings: first all leads, then each day ahead
 * @param byUseType buildings of one use, all leads
 * @param byLead for each hour of the forecast, counted from its first
 * @param byHourOfDay for each local hour of the day
 * @param reliability of the quantiles
 * @param buildings each building, by id
 * @param worstBuildings ids with the greatest WAPE, worst first; at most ten
 */
public record Scores(
        IntervalLevels levels,
        @Nullable String bestBaseline,
        List<GroupScores> overall,
        List<GroupScores> byUseType,
        List<PositionScores> byLead,
        List<PositionScores> byHourOfDay,
        Reliability reliability,
        List<BuildingScores> buildings,
        List<String> worstBuildings) {
    public Scores {
        overall = List.copyOf(overall);
        byUseType = List.copyOf(byUseType);
        byLead = List.copyOf(byLead);
        byHourOfDay = List.copyOf(byHourOfDay);
        buildings = List.copyOf(buildings);
        worstBuildings = List.copyOf(worstBuildings);
    }
}
