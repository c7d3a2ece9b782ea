package com.hometech.edf.additive;

/** Whether a regressor is put on mean 0 and standard deviation 1. One that never changes is always left alone. */
public enum Standardize {
    /** Unless it has the values 0 and 1 and no others. */
    AUTO,
    ALWAYS,
    NEVER
}
