package com.hometech.edf.additive;

import com.hometech.edf.additive.Contribution.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a history into what its components are worth. */
final class Contributions {
    private final Preparation preparation;
    private final Forecast forecast;
    private final double[] y;

    /** @param forecast of the rows of the history */
    Contributions(Preparation preparation, Frame history, Forecast forecast) {
        this.preparation = preparation;
        this.forecast = forecast;
        this.y = history.values("y");
    }

    /** Trend, seasonalities, holidays, regressors, noise. */
    List<Contribution> all() {
        List<Contribution> all = new ArrayList<>();
        all.add(contribution("trend", Kind.TREND, Mode.ADDITIVE, forecast.trend()));
        for (Seasonality seasonality : preparation.seasonalities()) {
            all.add(component(seasonality.name(), Kind.SEASONALITY, seasonality.givenMode()));
        }
        if (!preparation.holidayNames().isEmpty()) {
            all.add(component(Names.HOLIDAYS, Kind.HOLIDAYS, preparation.model().holidaysMode()));
        }
        for (Regressor regressor : preparation.regressors().keySet()) {
            all.add(component(regressor.name(), Kind.REGRESSOR, regressor.givenMode()));
        }
        double[] noise = forecast.yhat();
        Arrays.setAll(noise, row -> y[row] - noise[row]);
        all.add(contribution("noise", Kind.NOISE, Mode.ADDITIVE, noise));
        return all;
    }

    private Contribution component(String name, Kind kind, @Nullable Mode mode) {
        double[] values = forecast.component(name);
        if (mode == Mode.MULTIPLICATIVE) {
            double[] trend = forecast.trend();
            Arrays.setAll(values, row -> values[row] * trend[row]);
            return contribution(name, kind, Mode.MULTIPLICATIVE, values);
        }
        return contribution(name, kind, Mode.ADDITIVE, values);
    }

    private Contribution contribution(String name, Kind kind, Mode mode, double[] values) {
        DoubleSummaryStatistics range = Arrays.stream(values).summaryStatistics();
        boolean changes = Arrays.stream(y).anyMatch(value -> value != y[0]);
        return new Contribution(
                name,
                kind,
                mode,
                range.getMin(),
                range.getMax(),
                Math.sqrt(covariance(values, values)),
                changes ? covariance(values, y) / covariance(y, y) : Double.NaN);
    }

    private static double covariance(double[] first, double[] second) {
        double firstMean = Arrays.stream(first).sum() / first.length;
        double secondMean = Arrays.stream(second).sum() / second.length;
        double sum = 0;
        for (int row = 0; row < first.length; row++) {
            sum += (first[row] - firstMean) * (second[row] - secondMean);
        }
        return sum / first.length;
    }
}
