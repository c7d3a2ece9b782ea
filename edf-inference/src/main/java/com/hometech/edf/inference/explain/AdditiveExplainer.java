package com.hometech.edf.inference.explain;

import com.hometech.edf.additive.Forecast;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.additive.AdditiveRowModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Explains forecasts of additive models: they are the trend and what each component adds to it. */
final class AdditiveExplainer implements Explainer {
    /** Names that stand for several components together. */
    private static final Set<String> SUMS = Set.of(
            "additive_terms",
            "multiplicative_terms",
            "extra_regressors_additive",
            "extra_regressors_multiplicative",
            "holidays");

    private final AdditiveRowModel models;
    private final AdditiveRowModel.Workspace workspace;

    AdditiveExplainer(AdditiveRowModel models) {
        this.models = models;
        this.workspace = models.workspace();
    }

    @Override
    public Explanation explain(FeatureTable table, int row) {
        Forecast forecast = workspace.components(table, row);
        List<Contribution> contributions = new ArrayList<>();
        contributions.add(new Contribution("trend", ContributionKind.COMPONENT, Double.NaN, forecast.trend()[0]));
        for (String name : forecast.components()) {
            double kwh = forecast.component(name)[0];
            if (models.regressors().contains(name)) {
                float value = table.feature(row, table.schema().indexOf(name));
                contributions.add(new Contribution(name, ContributionKind.WEATHER, value, kwh));
            } else if (!SUMS.contains(name) && kwh != 0) {
                // a component that is off, such as a holiday on other days, contributes nothing
                contributions.add(new Contribution(name, ContributionKind.COMPONENT, Double.NaN, kwh));
            }
        }
        return new Explanation(0, contributions);
    }
}
