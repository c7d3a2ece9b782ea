package com.hometech.edf.inference.explain;

import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ModelInput;
import com.hometech.edf.inference.booster.TreeEnsemble;
import com.hometech.edf.inference.booster.TreeShap;
import java.util.ArrayList;
import java.util.List;

/**
 * Explains forecasts of a booster: its contributions are multiples of the building's level, as its forecasts are.
 */
public final class BoosterExplainer implements Explainer {
    private final ModelInput input;
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
    public BoosterExplainer(TreeEnsemble booster, FeatureSchema schema) {
        this.input = new ModelInput(schema, booster.featureNames());
        this.shap = new TreeShap(booster);
        this.columns = input.columns().stream().mapToInt(schema::indexOf).toArray();
        this.features = input.columns().stream()
                .map(name -> schema.features().get(schema.indexOf(name)))
                .toList();
        this.vector = new float[input.size()];
        this.multiples = new double[columns.length];
    }

    @Override
    public Explanation explain(FeatureTable table, int row) {
        input.copy(table, row, vector, 0);
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
