package com.hometech.edf.additive;

/** What the trend does between changepoints. */
public enum Growth {
    /** A straight line. */
    LINEAR,
    /** Saturates at the columns {@code cap} and {@code floor}. */
    LOGISTIC,
    /** One level; changepoints play no part. */
    FLAT
}
