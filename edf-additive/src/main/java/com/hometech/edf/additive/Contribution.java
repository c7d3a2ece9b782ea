package com.hometech.edf.additive;

/**
 * What a component is worth in the history, all in the unit of the series: multiplicative components are multiplied by the
 * trend.
 *
 * @param name of the component
 * @param kind what it is; the holidays are one component
 * @param mode how it enters the forecast
 * @param least value
 * @param greatest value
 * @param deviation standard deviation of its values
 * @param share of the variance of the series that it explains: the covariance of its values and the series over the variance
 *     of the series. Shares, that of the noise included, add up to 1; one is negative where a component works against the
 *     others. NaN where the series never changes
 */
public record Contribution(
        String name, Kind kind, Mode mode, double least, double greatest, double deviation, double share) {
    /** What a component is. */
    public enum Kind {
        TREND,
        SEASONALITY,
        HOLIDAYS,
        REGRESSOR,
        /** What the components leave. */
        NOISE
    }
}
