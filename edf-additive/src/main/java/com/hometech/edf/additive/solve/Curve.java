package com.hometech.edf.additive.solve;

/** How the trend follows from the line {@code k t + m} with its hinges. */
public enum Curve {
    /** The line itself. */
    LINE,
    /**
     * The capacity times the logistic function of {@code k (t - m)} with its hinges. This is Prophet's trend: its offsets
     * gamma are just what makes the exponent continuous, so here a segment with rate 0 is no special case.
     */
    LOGISTIC,
    /** The offset m alone. */
    FLAT
}
