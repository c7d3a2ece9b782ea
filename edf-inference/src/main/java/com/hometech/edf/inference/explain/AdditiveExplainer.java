package com.hometech.edf.inference.explain;

import com.hometech.edf.additive.Forecast;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.additive.AdditiveRowModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Explains forecasts of additive models: the trend is what they start from, each component adds to it. */
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
        for (String name : forecast.components()) {
            if (!SUMS.contains(name)) {
                boolean weather = models.regressors().contains(name);
                contributions.add(new Contribution(
                        name,
                        weather ? ContributionKind.WEATHER : ContributionKind.CALENDAR,
                        weather ? table.feature(row, table.schema().indexOf(name)) : Double.NaN,
                        forecast.component(name)[0]));
            }
        }
        return new Explanation(forecast.trend()[0], contributions);
    }
}
