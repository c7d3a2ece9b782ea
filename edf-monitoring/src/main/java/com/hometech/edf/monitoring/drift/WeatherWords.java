package com.hometech.edf.monitoring.drift;

import com.hometech.edf.data.table.WeatherColumn;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Variables of weather as people call them. */
final class WeatherWords {
    /** Name and unit, by the column of {@link WeatherColumn}. */
    private static final Map<String, Words> WORDS = Map.of(
            "temperature_c", new Words("temperature", "°C"),
            "humidity", new Words("humidity", "%"),
            "dew_point_c", new Words("dew point", "°C"),
            "solar_irradiance_ghi", new Words("solar irradiance", "W/m²"),
            "cloud_cover", new Words("cloud cover", "%"),
            "wind_speed", new Words("wind speed", "m/s"),
            "wind_direction", new Words("wind direction", "degrees"),
            "pressure_hpa", new Words("air pressure", "hPa"),
            "precipitation_mm", new Words("precipitation", "mm"));

    private record Words(String name, String unit) {}

    private WeatherWords() {}

    /** {@code dew point}. */
    static String name(String column) {
        return Optional.ofNullable(WORDS.get(column)).map(Words::name).orElseGet(() -> column.toLowerCase(Locale.ROOT)
                .replace('_', ' '));
    }

    /** {@code dew point [°C]}. */
    static String withUnit(String column) {
        Words words = WORDS.get(column);
        return words == null ? name(column) : words.name() + " [" + words.unit() + "]";
    }
}
