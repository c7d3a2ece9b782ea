package com.hometech.edf.additive;

import com.hometech.edf.additive.solve.DesignMatrix;
import java.util.HashSet;
import java.util.List;
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
        Terms terms = terms(rows);
        Optional<Intervals> intervals =
                preparation.model().uncertaintySamples() == 0 ? Optional.empty() : Optional.of(intervals(rows, terms));
        Set<String> additiveNames = new HashSet<>(preparation.componentModes().getOrDefault(Mode.ADDITIVE, List.of()));
        return new Forecast(
                rows,
                new Forecast.Parts(terms.trend, terms.additive, terms.multiplicative, terms.yhat, intervals),
                terms.features,
                fitted.parameters().coefficients(),
                preparation.componentColumns(),
                additiveNames,
                preparation.yScale());
    }

    /** @param rows in order of time, with everything that the model asks for */
    double[] yhat(Frame rows) {
        return terms(rows).yhat;
    }

    /** What a forecast is the sum of, by row. */
    private record Terms(
            DesignMatrix features, double[] trend, double[] additive, double[] multiplicative, double[] yhat) {}

    private Terms terms(Frame rows) {
        DesignMatrix features = fitted.features(rows);
        double[] coefficients = fitted.parameters().coefficients();
        double yScale = preparation.yScale();
        double[] additive = features.times(ofMode(coefficients, Mode.ADDITIVE, yScale));
        double[] multiplicative = features.times(ofMode(coefficients, Mode.MULTIPLICATIVE, 1));
        double[] trend = fitted.scaledTrend(preparation.times(rows.micros()), preparation.scaledCapacities(rows));
        double[] floors = preparation.floors(rows);
        double[] yhat = new double[trend.length];
        for (int row = 0; row < trend.length; row++) {
            trend[row] = trend[row] * yScale + floors[row];
            yhat[row] = trend[row] * (1 + multiplicative[row]) + additive[row];
        }
        return new Terms(features, trend, additive, multiplicative, yhat);
    }

    private double[] ofMode(double[] coefficients, Mode mode, double unit) {
        List<FeatureColumn> columns = preparation.columns();
        double[] some = new double[coefficients.length];
        for (int column = 0; column < some.length; column++) {
            some[column] = columns.get(column).mode() == mode ? coefficients[column] * unit : 0;
        }
        return some;
    }

    private Intervals intervals(Frame rows, Terms terms) {
        double[] times = preparation.times(rows.micros());
        double[] yhat = terms.yhat;
        double upper = 0.5 + preparation.model().intervalWidth() / 2;
        double noise = fitted.parameters().noise() * preparation.yScale();
        double[] yhatLower = yhat.clone();
        double[] yhatUpper = yhat.clone();
        for (int row = 0; row < yhat.length; row++) {
            yhatLower[row] -= NormalQuantile.at(upper) * noise;
            yhatUpper[row] += NormalQuantile.at(upper) * noise;
        }
        Intervals intervals = new Intervals(yhatLower, yhatUpper, terms.trend, terms.trend);
        int future = 0;
        double last = fitted.lastTime();
        while (future < times.length && times[future] <= last) {
            future++;
        }
        if (future < times.length && preparation.model().growth() != Growth.FLAT) {
            return new FutureIntervals(fitted, times, preparation.scaledCapacities(rows), future)
                    .intervals(intervals, terms.multiplicative);
        }
        return intervals;
    }
}
