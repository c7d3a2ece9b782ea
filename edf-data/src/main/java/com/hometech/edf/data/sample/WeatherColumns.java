package com.hometech.edf.data.sample;

import static com.hometech.edf.data.sample.CsvFile.number;

import com.hometech.edf.data.table.WeatherColumn;
import java.util.stream.Stream;

/** How weather is written: columns and the precision that stations give. */
final class WeatherColumns {
    private static final String[] VARIABLES = WeatherColumn.VARIABLES.stream()
            .map(variable -> variable.column().name())
            .toArray(String[]::new);

    static final String[] OBSERVED = with(VARIABLES, "site_id", "timestamp_utc");
    static final String[] FORECAST = with(VARIABLES, "site_id", "issued_at", "timestamp_utc");

    private WeatherColumns() {}

    /** The row of an hour, with its keys in front. */
    static String[] row(WeatherHour weather, String... keys) {
        String[] values = {
            number(weather.temperatureC(), 1),
            number(weather.humidity(), 0),
            number(weather.dewPointC(), 1),
            number(weather.ghi(), 1),
            number(weather.cloudCover(), 0),
            number(weather.windSpeedMs(), 1),
            number(10 * Math.rint(weather.windDirectionDegrees() / 10), 0),
            number(weather.pressureHpa(), 1),
            number(weather.precipitationMm(), 1)
        };
        return with(values, keys);
    }

    private static String[] with(String[] values, String... keys) {
        return Stream.concat(Stream.of(keys), Stream.of(values)).toArray(String[]::new);
    }
}
