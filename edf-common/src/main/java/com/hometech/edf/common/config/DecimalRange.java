package com.hometech.edf.common.config;

/**
 * The finite numbers that a key may have.
 *
 * @param least smallest number, itself included unless {@code leastExcluded}
 * @param most greatest number, itself included
 */
record DecimalRange(double least, boolean leastExcluded, double most) {
    /** Every finite number. */
    static final DecimalRange FINITE = between(-Double.MAX_VALUE, Double.MAX_VALUE);

    static DecimalRange between(double least, double most) {
        return new DecimalRange(least, false, most);
    }

    static DecimalRange aboveUpTo(double least, double most) {
        return new DecimalRange(least, true, most);
    }

    boolean holds(double value) {
        return value <= most && (leastExcluded ? value > least : value >= least);
    }

    @Override
    public String toString() {
        if (equals(FINITE)) {
            return "any finite number";
        }
        return leastExcluded ? "above " + least + " up to " + most : least + " to " + most;
    }
}
