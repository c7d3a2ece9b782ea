package com.hometech.edf.inference.explain;

import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ScaledBooster;
import com.hometech.edf.inference.booster.TreeShap;
import java.util.ArrayList;
import java.util.List;

/**
 * Explains forecasts of a booster: its contributions are multiples of the building's level, as its forecasts are.
 */
public final class BoosterExplainer implements Explainer {
    private final ScaledBooster booster;
    private final TreeShap shap;
    private final int[] columns;
    private final List<Feature> features;
    private final float[] vector;
    private final double[] multiples;

    /**
     * An explainer of a booster.
     *
     * @param schema of the tables that it will see, which has all columns of the booster
     */
    public BoosterExplainer(ScaledBooster booster, FeatureSchema schema) {
        this.booster = booster;
        this.shap = new TreeShap(booster.booster());
        this.columns =
                booster.input().columns().stream().mapToInt(schema::indexOf).toArray();
        this.features = booster.input().columns().stream()
                .map(name -> schema.features().get(schema.indexOf(name)))
                .toList();
        this.vector = booster.vector();
        this.multiples = new double[columns.length];
    }

    @Override
    public Explanation explain(FeatureTable table, int row) {
        booster.input().copy(table, row, vector, 0);
        shap.explain(vector, 0, multiples);
        double level = table.levelKwh(row);
        List<Contribution> contributions = new ArrayList<>(columns.length);
        for (int i = 0; i < columns.length; i++) {
            Feature feature = features.get(i);
            contributions.add(new Contribution(
                    feature.name(),
                    ContributionKind.of(feature.kind()),
                    table.feature(row, columns[i]),
                    multiples[i] * level));
        }
        return new Explanation(shap.base() * level, contributions);
    }
}
