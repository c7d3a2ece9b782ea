package com.hometech.edf.features.series;

import com.hometech.edf.common.config.FeatureConfig;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;

/** Checks which weather a series shall have. */
public final class WeatherColumns {
    private WeatherColumns() {}

    /**
     * The columns, each once, in the order of their names.
     *
     * @param columns some of {@link FeatureConfig#WEATHER_COLUMNS}
     * @param what names them, as the subject of an error message
     * @throws InvalidInputException when one of them is not known
     */
    public static List<String> checked(List<String> columns, String what) {
        for (String column : columns) {
            if (!FeatureConfig.WEATHER_COLUMNS.contains(column)) {
                throw new InvalidInputException(what + " has \"" + column + "\", which is no weather column; known are "
                        + String.join(", ", FeatureConfig.WEATHER_COLUMNS));
            }
        }
        return columns.stream().distinct().sorted().toList();
    }
}
