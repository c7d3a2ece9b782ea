package com.hometech.edf.insights.report;

import java.util.List;

/**
 * Something worth doing.
 *
 * @param kind what sort of thing it is
 * @param appliance what it is about
 * @param text what to do, in sentences
 * @param kwhPerYear energy that it saves in a year; 0 where use is only moved
 * @param moneyPerYear money that it saves in a year
 * @param co2KgPerYear emissions that it saves in a year [kg]
 * @param assumptions what the estimate follows from, in sentences with the numbers
 */
public record Recommendation(
        Kind kind,
        String appliance,
        String text,
        double kwhPerYear,
        double moneyPerYear,
        double co2KgPerYear,
        List<String> assumptions) {

    /** What sort of thing it is. */
    public enum Kind {
        /** Switch off what nobody uses. */
        STANDBY,
        /** Run at another hour. */
        SHIFT,
        /** Another setting. */
        COMFORT,
        /** Another appliance. */
        REPLACE
    }

    public Recommendation {
        assumptions = List.copyOf(assumptions);
    }
}
