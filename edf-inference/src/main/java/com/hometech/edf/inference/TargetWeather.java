package com.hometech.edf.inference;

import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells whether the weather of a row's target is known. Single gaps are what trees handle; a row counts as not covered
 * when its temperature is missing, or, where temperature is no feature, every weather variable of the target.
 */
public final class TargetWeather {
    private final int[] columns;

    /** Finds the weather variables of the target among the features. */
    public TargetWeather(FeatureSchema schema) {
        List<Feature> features = schema.features();
        String temperature = WeatherColumn.TEMPERATURE_C.column().name();
        int[] variables = IntStream.range(0, features.size())
                .filter(i -> features.get(i).kind() == FeatureKind.WEATHER
                        && isVariable(features.get(i).name()))
                .toArray();
        int[] ofTemperature = Arrays.stream(variables)
                .filter(i -> features.get(i).name().equals(temperature))
                .toArray();
        this.columns = ofTemperature.length > 0 ? ofTemperature : variables;
    }

    private static boolean isVariable(String feature) {
        return WeatherColumn.SCHEMA.stream().anyMatch(column -> column.name().equals(feature));
    }

    /** Whether the weather at the target of the row is known. */
    public boolean isKnown(FeatureTable table, int row) {
        for (int column : columns) {
            if (!Float.isNaN(table.feature(row, column))) {
                return true;
            }
        }
        return false;
    }
}
