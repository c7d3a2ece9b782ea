package com.hometech.edf.features.table;

/** The best grade that a row can be forecast with, known at its origin. */
public enum Readiness {
    /** History and recent readings suffice for the model. */
    MODEL,
    /** Too little history: only trees for new buildings can help. In training only buildings looked at as if they were new. */
    COLD_START,
    /** Too many readings of the lookback are missing, or the meter stands still: a plain forecast. Never in training. */
    FALLBACK
}
