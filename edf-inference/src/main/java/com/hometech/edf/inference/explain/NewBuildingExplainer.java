package com.hometech.edf.inference.explain;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.newbuilding.NewBuildingModel;
import java.util.List;

/**
 * Explains forecasts of buildings with little or no history.
 *
 * @param median explains the trees, in multiples of the row's level
 * @param model says what the forecast is a multiple of
 */
record NewBuildingExplainer(Explainer median, NewBuildingModel model) implements Explainer {
    @Override
    public Explanation explain(FeatureTable table, int row) {
        double scale = model.levelKwh(table, row) / table.levelKwh(row);
        return new BlendExplainer(List.of(new BlendExplainer.Member(median, scale))).explain(table, row);
    }
}
