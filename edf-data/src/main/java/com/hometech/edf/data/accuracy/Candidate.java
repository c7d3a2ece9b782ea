package com.hometech.edf.data.accuracy;

import java.util.List;

/** What is scored: the forecast of the model, and the plain forecasts that it must beat to be worth its trouble. */
public enum Candidate {
    MODEL("model", "model"),
    LAST_WEEK("last_week", "last week"),
    YESTERDAY("yesterday", "yesterday"),
    FOUR_WEEK_MEAN("four_week_mean", "four-week mean");

    /** The plain forecasts. */
    public static final List<Candidate> BASELINES = List.of(LAST_WEEK, YESTERDAY, FOUR_WEEK_MEAN);

    private final String key;
    private final String label;

    Candidate(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** The name in files. */
    public String key() {
        return key;
    }

    /** The name for people. */
    public String label() {
        return label;
    }
}
