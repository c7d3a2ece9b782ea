package com.hometech.edf.additive;

import com.hometech.edf.additive.solve.DesignMatrix;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A forecast by row, in order of time: {@code yhat = trend (1 + multiplicative terms) + additive terms}, all in the unit of
 * the series except multiplicative components, which are parts of the trend. Components have no uncertainty of their own.
 */
public final class Forecast {
    private final Frame rows;
    private final Parts parts;
    private final DesignMatrix features;
    private final double[] coefficients;
    private final Map<String, boolean[]> components;
    private final Set<String> additiveComponents;
    private final double yScale;

    /** Columns of every forecast; intervals are absent where the model draws no samples. */
    record Parts(
            double[] trend,
            double[] additiveTerms,
            double[] multiplicativeTerms,
            double[] yhat,
            Optional<Intervals> intervals) {}

    Forecast(
            Frame rows,
            Parts parts,
            DesignMatrix features,
            double[] coefficients,
            Map<String, boolean[]> components,
            Set<String> additiveComponents,
            double yScale) {
        this.rows = rows;
        this.parts = parts;
        this.features = features;
        this.coefficients = coefficients;
        this.components = components;
        this.additiveComponents = additiveComponents;
        this.yScale = yScale;
    }

    /** The rows, in order of time. */
    public Frame rows() {
        return rows;
    }

    /** Number of rows. */
    public int size() {
        return rows.size();
    }

    /** The forecast. */
    public double[] yhat() {
        return parts.yhat().clone();
    }

    /** The trend. */
    public double[] trend() {
        return parts.trend().clone();
    }

    /** Sum of the additive components. */
    public double[] additiveTerms() {
        return parts.additiveTerms().clone();
    }

    /** Sum of the multiplicative components, as a part of the trend. */
    public double[] multiplicativeTerms() {
        return parts.multiplicativeTerms().clone();
    }

    /** Names of components (seasonalities, holidays, regressors) and of their groups. */
    public Set<String> components() {
        return Collections.unmodifiableSet(components.keySet());
    }

    /** A component or group of components. */
    public double[] component(String name) {
        boolean[] columns = components.get(name);
        if (columns == null) {
            throw new AdditiveInputException("There is no component '" + name + "'; there are " + components.keySet());
        }
        double[] some = new double[coefficients.length];
        double unit = additiveComponents.contains(name) ? yScale : 1;
        for (int column = 0; column < some.length; column++) {
            some[column] = columns[column] ? coefficients[column] * unit : 0;
        }
        return features.times(some);
    }

    /** Intervals of the forecast and the trend; absent where the model draws no samples. */
    public Optional<Intervals> intervals() {
        return parts.intervals();
    }
}
