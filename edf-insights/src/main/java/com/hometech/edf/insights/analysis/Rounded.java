package com.hometech.edf.insights.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as they are kept in files: with no more decimals than anybody reads. */
public final class Rounded {
    private static final int ENERGY_DECIMALS = 4;
    private static final int SHARE_DECIMALS = 4;
    private static final int MONEY_DECIMALS = 2;

    private Rounded() {}

    /** Energy [kWh]. */
    public static double kwh(double value) {
        return to(value, ENERGY_DECIMALS);
    }

    /** A share, 0 to 1. */
    public static double share(double value) {
        return to(value, SHARE_DECIMALS);
    }

    /** An amount of money. */
    public static double money(double value) {
        return to(value, MONEY_DECIMALS);
    }

    /** With so many decimals. */
    public static double to(double value, int decimals) {
        return BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .doubleValue()
                + 0.0;
    }
}
