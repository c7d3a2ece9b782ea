package com.hometech.edf.training.evaluation;

import com.hometech.edf.data.accuracy.Candidate;

/** Collects the errors of all candidates over one set of rows. */
final class ScoreSheet {
    private static final Candidate[] CANDIDATES = Candidate.values();

    private final PointErrors[] points = new PointErrors[CANDIDATES.length];
    private final ScoredLevels levels;
    private final double[] quantilesKwh;
    private final IntervalErrors interval;

    ScoreSheet(ScoredLevels levels) {
        this.levels = levels;
        quantilesKwh = new double[levels.all().size()];
        interval = new IntervalErrors(levels.all());
        for (Candidate candidate : CANDIDATES) {
            points[candidate.ordinal()] = new PointErrors();
        }
    }

    void add(Outcomes outcomes, int row, BuildingScale scale) {
        double actual = outcomes.actualKwh(row);
        for (Candidate candidate : CANDIDATES) {
            points[candidate.ordinal()].add(actual, outcomes.forecastKwh(candidate, row), scale);
        }
        levels.fill(outcomes.prediction(), row, quantilesKwh);
        interval.add(actual, quantilesKwh, scale);
    }

    void add(ScoreSheet other) {
        for (int candidate = 0; candidate < points.length; candidate++) {
            points[candidate].add(other.points[candidate]);
        }
        interval.add(other.interval);
    }

    long rows() {
        return points[Candidate.MODEL.ordinal()].rows();
    }

    Scorecard card() {
        Scorecard card = new Scorecard();
        for (Candidate candidate : CANDIDATES) {
            points[candidate.ordinal()].writeTo(card, candidate);
        }
        interval.writeTo(card);
        return card;
    }
}
