package com.hometech.edf.data.page;

import java.util.Locale;

/** How numbers are written for people: grouped, with a decimal point, with no more digits than they deserve. */
public final class Numbers {
    /** Stands for a number that does not exist. */
    public static final String MISSING = "–";

    private static final double LARGEST_EXACT = 1e15;

    private Numbers() {}

    /** A whole number: {@code 1,234,567}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** With a fixed number of decimals: {@code 1,234.50}; {@link #MISSING} where the value is not finite. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return MISSING;
        }
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return isNegativeZero(text) ? text.substring(1) : text;
    }

    /** A share as a percentage: 0.1234 is {@code 12.3 %} with one decimal. */
    public static String percent(double share, int decimals) {
        return Double.isFinite(share) ? fixed(share * 100, decimals) + " %" : MISSING;
    }

    /** With about three significant digits, whatever the size: {@code 0.0123}, {@code 4.57}, {@code 12,346}. */
    public static String significant(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : MISSING;
        }
        double size = Math.abs(value);
        if (size < 1e-4 || size >= LARGEST_EXACT) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int digitsBeforePoint = (int) Math.floor(Math.log10(size)) + 1;
        return fixed(value, Math.max(0, 3 - digitsBeforePoint));
    }

    private static boolean isNegativeZero(String text) {
        return text.startsWith("-") && text.chars().allMatch(c -> "-0.,".indexOf(c) >= 0);
    }
}
