package com.hometech.edf.training.evaluation;

import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import java.util.List;
import java.util.Map;

/**
 * All scores of a forecast over a period, down to each building and day ahead.
 *
 * @param counts rows scored and left out
 * @param scores what pages show
 * @param useTypes of each use: first all leads, then each day ahead
 * @param sites of each site: first all leads, then each day ahead
 * @param buildingDays each building over all leads and over each day ahead, by id
 * @param unscored ids of the buildings without a scored row
 */
public record PeriodScores(
        RowCounts counts,
        Scores scores,
        List<GroupScores> useTypes,
        List<GroupScores> sites,
        List<BuildingDay> buildingDays,
        List<String> unscored) {
    /**
     * One building over some leads.
     *
     * @param buildingId its id
     * @param leads hours of the forecast such as {@code 25-48}, or {@code all}
     * @param rows how many were scored
     * @param scores by candidate and metric
     */
    public record BuildingDay(String buildingId, String leads, long rows, Map<String, Map<String, Double>> scores) {}

    public PeriodScores {
        useTypes = List.copyOf(useTypes);
        sites = List.copyOf(sites);
        buildingDays = List.copyOf(buildingDays);
        unscored = List.copyOf(unscored);
    }
}
