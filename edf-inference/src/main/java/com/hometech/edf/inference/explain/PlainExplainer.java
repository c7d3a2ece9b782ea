package com.hometech.edf.inference.explain;

import com.hometech.edf.features.table.FeatureTable;
import java.util.List;

/**
 * Explains a plain forecast: it is what it is, from 0 on.
 *
 * @param name what it repeats
 * @param forecast makes it
 */
public record PlainExplainer(String name, Forecast forecast) implements Explainer {
    /** A plain forecast that features hold. */
    @FunctionalInterface
    public interface Forecast {
        /** The forecast of a row [kWh]. */
        double kwh(FeatureTable table, int row);
    }

    @Override
    public Explanation explain(FeatureTable table, int row) {
        double kwh = forecast.kwh(table, row);
        return new Explanation(0, List.of(new Contribution(name, ContributionKind.PLAIN_FORECAST, kwh, kwh)));
    }
}
