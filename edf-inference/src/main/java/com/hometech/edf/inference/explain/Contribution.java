package com.hometech.edf.inference.explain;

/**
 * What one thing adds to a forecast, or takes from it where negative.
 *
 * @param name of the feature, or what else contributes
 * @param kind what it comes from
 * @param value of the feature in its own unit; NaN where it is missing or nothing has one value
 * @param kwh how far it moves the forecast [kWh]
 */
public record Contribution(String name, ContributionKind kind, double value, double kwh) {
    Contribution times(double weight) {
        return new Contribution(name, kind, value, weight * kwh);
    }

    Contribution plus(double more) {
        return new Contribution(name, kind, value, kwh + more);
    }
}
