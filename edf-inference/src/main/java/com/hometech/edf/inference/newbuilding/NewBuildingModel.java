package com.hometech.edf.inference.newbuilding;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ModelInput;
import com.hometech.edf.inference.artifact.QuantileTrees;
import com.hometech.edf.inference.booster.TreeEnsemble;
import com.hometech.edf.inference.interval.Spread;
import java.util.Arrays;
import java.util.List;

/**
 * Forecasts buildings with little or no history: the median of trees that were grown on buildings looked at as if they were
 * new, times the building's own level, or times what is typical of its use and floor area as long as no reading is known.
 */
public final class NewBuildingModel {
    private final QuantileTrees trees;
    private final NewBuildings knowledge;
    private final ModelInput input;
    private final BuildingRow building;
    private final int[] served;

    /** The model for tables with this schema, with quantiles at these levels, which the trees have. */
    public NewBuildingModel(QuantileTrees trees, NewBuildings knowledge, FeatureSchema schema, List<Double> levels) {
        this.trees = trees;
        this.knowledge = knowledge;
        this.input = new ModelInput(schema, trees.median().featureNames());
        this.building = new BuildingRow(schema);
        this.served = levels.stream().mapToInt(trees.levels()::indexOf).toArray();
        if (Arrays.stream(served).anyMatch(position -> position < 0)) {
            throw new ModelUnusableException("The booster of new buildings has the levels " + trees.levels()
                    + "; its calibration wants " + levels);
        }
    }

    /** What the forecast of a row is a multiple of [kWh]. */
    public double levelKwh(FeatureTable table, int row) {
        return building.historyDays(table, row) > 0
                ? table.levelKwh(row)
                : knowledge.of(building.useType(table, row)).levelKwh(building.floorAreaM2(table, row));
    }

    /** How forecasts with the history of a row err. */
    public HistoryClass historyClass(FeatureTable table, int row) {
        return knowledge.classOf(building.historyDays(table, row));
    }

    /** What stands in where the trees fail: typical load where no reading is known, else the fallback of the row [kWh]. */
    public double fallbackKwh(FeatureTable table, int row) {
        if (building.historyDays(table, row) > 0) {
            return table.fallbackKwh(row);
        }
        double multiple = knowledge.of(building.useType(table, row)).profile().get(building.hourOfWeek(table, row));
        return multiple * levelKwh(table, row);
    }

    /** Working space for one thread. */
    public Workspace workspace() {
        return new Workspace();
    }

    /** Forecasts row after row. */
    public final class Workspace {
        private final float[] vector = new float[input.size()];
        private final double[] sorted = new double[trees.levels().size()];
        private final double[] chosen = new double[served.length];

        private Workspace() {}

        /**
         * The forecast of a row [kWh].
         *
         * @param spread takes what the model says of its errors, as multiples of {@link #levelKwh}
         */
        public double yhatKwh(FeatureTable table, int row, Spread spread) {
            input.copy(table, row, vector, 0);
            double center = 0;
            for (int level = 0; level < sorted.length; level++) {
                TreeEnsemble output = trees.trees().get(level);
                sorted[level] = output.predict(vector);
                center = output == trees.median() ? sorted[level] : center;
            }
            // outputs are grown apart from each other and may cross: sorted, they are quantiles again
            Arrays.sort(sorted);
            for (int level = 0; level < chosen.length; level++) {
                chosen[level] = sorted[served[level]];
            }
            spread.setQuantiles(chosen, center);
            return center * levelKwh(table, row);
        }
    }
}
