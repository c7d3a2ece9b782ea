package com.hometech.edf.training.evaluation;

import com.hometech.edf.data.accuracy.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All scores of one period.
 *
 * @param counts rows scored and left out
 * @param overall over all buildings: first all leads, then each day ahead
 * @param byUseType over the buildings of each use type: first all leads, then each day ahead
 * @param bySite over the buildings of each site: first all leads, then each day ahead
 * @param byLead for each hour of the forecast
 * @param byHourOfDay for each local hour of the day
 * @param reliability of the model's quantiles
 * @param buildings those with at least one scored row, by id
 * @param unscored ids of the buildings without one
 */
record Evaluation(
        RowCounts counts,
        List<Group> overall,
        List<Group> byUseType,
        List<Group> bySite,
        List<Position> byLead,
        List<Position> byHourOfDay,
        Reliability reliability,
        List<BuildingScore> buildings,
        List<String> unscored) {

    /** Scores of a group of buildings over some leads: of all rows together, and over the buildings. */
    record Group(
            String name, String leads, int buildings, long rows, Scorecard pooled, Scorecard median, Scorecard mean) {}

    /** Median over buildings at one position of a profile. */
    record Position(int position, long rows, Scorecard median) {}

    /** One building over some leads. */
    record LeadScore(String leads, long rows, Scorecard card) {}

    /** One building: over all leads, and over each day ahead that has rows. */
    record BuildingScore(String building, BuildingFacts facts, long rows, Scorecard card, List<LeadScore> byDay) {
        double wape(Candidate candidate) {
            return card.get(candidate, Metric.WAPE);
        }
    }

    /** All buildings, all leads. */
    Group all() {
        return overall.get(0);
    }

    /** The baseline with the lowest median WAPE; empty where none could be scored. */
    Optional<Candidate> bestBaseline() {
        return Candidate.BASELINES.stream()
                .filter(baseline -> Double.isFinite(medianWape(baseline)))
                .min(Comparator.comparingDouble(this::medianWape));
    }

    /** Median WAPE over the buildings [%]. */
    double medianWape(Candidate candidate) {
        return all().median().get(candidate, Metric.WAPE);
    }
}
