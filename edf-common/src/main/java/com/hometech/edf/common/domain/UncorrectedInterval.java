package com.hometech.edf.common.domain;

/**
 * The interval of a forecast before it was corrected. Kept instead of what was added, so that going back is exact: a difference
 * of two numbers of floating point, added again, need not give the number.
 *
 * @param lowerKwh its lower end [kWh]
 * @param upperKwh its upper end [kWh]
 */
public record UncorrectedInterval(double lowerKwh, double upperKwh) {
    /** Whether a forecast lies inside. */
    boolean holds(double yhat) {
        return lowerKwh <= yhat && yhat <= upperKwh;
    }
}
