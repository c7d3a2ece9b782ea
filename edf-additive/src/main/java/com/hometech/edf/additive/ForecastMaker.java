package com.hometech.edf.additive;

import com.hometech.edf.additive.solve.DesignMatrix;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes forecasts. Intervals are exact for the history and for flat growth (noise alone), and for linear growth
 * ({@link ChangedTrendQuantiles}); bounds of a trend that may change, and all of logistic growth, are those of samples.
 */
final class ForecastMaker {
    private final FittedModel fitted;
    private final Preparation preparation;

    ForecastMaker(FittedModel fitted) {
        this.fitted = fitted;
        this.preparation = fitted.preparation();
    }

    /** @param rows in order of time, with everything that the model asks for */
    Forecast forecast(Frame rows) {
        Map<String, boolean[]> components = preparation.componentColumns();
        DesignMatrix features = fitted.features(rows);
        double[] coefficients = fitted.parameters().coefficients();
        double yScale = preparation.yScale();
        double[] additive = features.times(ofMode(coefficients, Mode.ADDITIVE, yScale));
        double[] multiplicative = features.times(ofMode(coefficients, Mode.MULTIPLICATIVE, 1));
        double[] times = preparation.times(rows.micros());
        double[] capacities = preparation.scaledCapacities(rows);
        double[] trend = fitted.scaledTrend(times, capacities);
        double[] floors = preparation.floors(rows);
        double[] yhat = new double[trend.length];
        for (int row = 0; row < trend.length; row++) {
            trend[row] = trend[row] * yScale + floors[row];
            yhat[row] = trend[row] * (1 + multiplicative[row]) + additive[row];
        }
        Optional<Intervals> intervals = preparation.model().uncertaintySamples() == 0
                ? Optional.empty()
                : Optional.of(intervals(times, capacities, trend, multiplicative, yhat));
        Set<String> additiveNames = new HashSet<>(preparation.componentModes().getOrDefault(Mode.ADDITIVE, List.of()));
        return new Forecast(
                rows,
                new Forecast.Parts(trend, additive, multiplicative, yhat, intervals),
                features,
                coefficients,
                components,
                additiveNames,
                yScale);
    }

    private double[] ofMode(double[] coefficients, Mode mode, double unit) {
        List<FeatureColumn> columns = preparation.columns();
        double[] some = new double[coefficients.length];
        for (int column = 0; column < some.length; column++) {
            some[column] = columns.get(column).mode() == mode ? coefficients[column] * unit : 0;
        }
        return some;
    }

    private Intervals intervals(
            double[] times, double[] capacities, double[] trend, double[] multiplicative, double[] yhat) {
        double upper = 0.5 + preparation.model().intervalWidth() / 2;
        double noise = fitted.parameters().noise() * preparation.yScale();
        double[] yhatLower = yhat.clone();
        double[] yhatUpper = yhat.clone();
        for (int row = 0; row < yhat.length; row++) {
            yhatLower[row] -= NormalQuantile.at(upper) * noise;
            yhatUpper[row] += NormalQuantile.at(upper) * noise;
        }
        Intervals intervals = new Intervals(yhatLower, yhatUpper, trend, trend);
        int future = 0;
        while (future < times.length && times[future] <= 1) {
            future++;
        }
        if (future < times.length && preparation.model().growth() != Growth.FLAT) {
            return new FutureIntervals(fitted, times, capacities, future).intervals(intervals, multiplicative);
        }
        return intervals;
    }
}
