package com.hometech.edf.features.table;

/** The best grade that a row can be forecast with, known at its origin. */
public enum Readiness {
    /** History and recent readings suffice for the model. */
    MODEL,
    /** Too little history: day before and the use type's profile. Never in training. */
    COLD_START,
    /** Too many readings of the lookback are missing, or the meter stands still: a plain forecast. Never in training. */
    FALLBACK
}
