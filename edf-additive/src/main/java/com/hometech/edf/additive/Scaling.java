package com.hometech.edf.additive;

/** What a series is divided by before the fit. */
public enum Scaling {
    /** The largest absolute value. */
    ABSMAX,
    /** Largest less smallest value, after the smallest was taken away. */
    MINMAX
}
