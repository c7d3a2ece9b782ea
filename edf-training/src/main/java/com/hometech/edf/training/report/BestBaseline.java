package com.hometech.edf.training.report;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.training.evaluation.Scores;

/** The plain forecast that the model is held against. */
final class BestBaseline {
    private BestBaseline() {}

    /** The best one; where none could be scored, last week. */
    static Candidate of(Scores scores) {
        return Candidate.BASELINES.stream()
                .filter(baseline -> baseline.key().equals(scores.bestBaseline()))
                .findFirst()
                .orElse(Candidate.LAST_WEEK);
    }
}
