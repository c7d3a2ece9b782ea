package com.hometech.edf.inference.interval;

/** Where the point forecast of a row comes from: each source errs in its own way and has intervals of its own. */
public enum PredictionSource {
    /** The model with all its features. */
    MODEL,
    /** The model that does without weather. */
    MODEL_WITHOUT_WEATHER,
    /** The plain forecast of the feature table. */
    FALLBACK
}
