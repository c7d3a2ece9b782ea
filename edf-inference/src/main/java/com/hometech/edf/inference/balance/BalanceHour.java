package com.hometech.edf.inference.balance;

import com.hometech.edf.common.domain.ForecastRecord;
import java.time.Instant;

/**
 * The balance of one interval.
 *
 * @param use what the building is expected to use
 * @param solar what its plant is expected to generate
 */
public record BalanceHour(ForecastRecord use, ForecastRecord solar) {
    /** Start of the interval. */
    public Instant time() {
        return use.targetTime();
    }

    /** Use less generation [kWh]: positive is taken from the grid, negative is left over. */
    public double netKwh() {
        return use.yhat() - solar.yhat();
    }

    /** Least use less most generation [kWh]. */
    public double netLowerKwh() {
        return use.yhatLower() - solar.yhatUpper();
    }

    /** Most use less least generation [kWh]. */
    public double netUpperKwh() {
        return use.yhatUpper() - solar.yhatLower();
    }

    /** Whether more is expected to be generated than used. */
    public boolean isSurplus() {
        return netKwh() < 0;
    }

    /** Whether the whole interval of the net lies below zero. */
    public boolean isSureSurplus() {
        return netUpperKwh() < 0;
    }
}
