package com.hometech.edf.inference;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the vector that a model reads from a row of a feature table: the chosen columns in order, loads as multiples of
 * the building's own level, so that buildings of every size look alike. Training and serving both come through here; it is
 * the only place that scales.
 */
public final class ModelInput {
    private final List<String> columns;
    private final int[] sources;
    private final boolean[] scaled;

    /**
     * Chooses columns of a schema.
     *
     * @throws ModelUnusableException when the schema lacks one
     */
    public ModelInput(FeatureSchema schema, List<String> columns) {
        this.columns = List.copyOf(columns);
        this.sources = new int[columns.size()];
        this.scaled = new boolean[columns.size()];
        List<String> names = schema.features().stream().map(Feature::name).toList();
        for (int i = 0; i < sources.length; i++) {
            sources[i] = names.indexOf(columns.get(i));
            if (sources[i] < 0) {
                throw new ModelUnusableException("The model reads the feature " + columns.get(i)
                        + ", which the schema does not have; it has " + names);
            }
            scaled[i] = schema.features().get(sources[i]).kind() == FeatureKind.LOAD;
        }
    }

    /** Names of the columns without those of a kind. */
    public static List<String> without(FeatureKind kind, FeatureSchema schema, List<String> columns) {
        List<String> kept = new ArrayList<>(columns);
        schema.features().stream()
                .filter(feature -> feature.kind() == kind)
                .forEach(feature -> kept.remove(feature.name()));
        return kept;
    }

    /** The chosen columns, in order. */
    public List<String> columns() {
        return columns;
    }

    /** How many values a vector has. */
    public int size() {
        return sources.length;
    }

    /** Writes the vector of a row to {@code target} from {@code offset} on; NaN where a value is missing. */
    public void copy(FeatureTable table, int row, float[] target, int offset) {
        double level = table.levelKwh(row);
        for (int i = 0; i < sources.length; i++) {
            float value = table.feature(row, sources[i]);
            target[offset + i] = scaled[i] ? (float) (value / level) : value;
        }
    }
}
