package com.hometech.edf.training.evaluation;

/** Collects the errors of all candidates over one set of rows. */
final class ScoreSheet {
    private static final Candidate[] CANDIDATES = Candidate.values();

    private final PointErrors[] points = new PointErrors[CANDIDATES.length];
    private final IntervalErrors interval;

    ScoreSheet(IntervalLevels levels) {
        interval = new IntervalErrors(levels.lower(), levels.upper());
        for (Candidate candidate : CANDIDATES) {
            points[candidate.ordinal()] = new PointErrors();
        }
    }

    void add(Outcomes outcomes, int row, BuildingScale scale) {
        double actual = outcomes.actualKwh(row);
        for (Candidate candidate : CANDIDATES) {
            points[candidate.ordinal()].add(actual, outcomes.forecastKwh(candidate, row), scale);
        }
        interval.add(
                actual,
                outcomes.forecastKwh(Candidate.MODEL, row),
                outcomes.lowerKwh(row),
                outcomes.upperKwh(row),
                scale);
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
