package com.hometech.edf.insights.report;

/**
 * A number that a text may name.
 *
 * @param what what it says
 * @param value as it was computed
 * @param unit what it is counted in
 * @param text as a text should write it, with its unit
 */
public record Fact(String what, double value, Unit unit, String text) {
    /** What numbers are counted in. */
    public enum Unit {
        KWH,
        WATT,
        PERCENT,
        MONEY,
        KILOGRAM,
        /** A time of day, 0 to 24. */
        CLOCK,
        DAYS,
        COUNT
    }
}
