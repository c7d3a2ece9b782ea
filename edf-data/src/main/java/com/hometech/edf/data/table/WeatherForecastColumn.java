package com.hometech.edf.data.table;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import java.util.EnumSet;
import java.util.List;

/** Archived weather forecasts, in {@code edf-inputs/weather-forecast}. */
public enum WeatherForecastColumn implements TableColumn {
    SITE_ID(ParquetColumn.required("site_id", ParquetKind.STRING)),
    /** When it became available. */
    ISSUED_AT(ParquetColumn.required("issued_at", ParquetKind.TIMESTAMP)),
    /** Start of the interval that it is for. */
    TIMESTAMP_HOUR(ParquetColumn.required("timestamp_hour", ParquetKind.TIMESTAMP)),
    /** [°C] */
    TEMPERATURE_C(ParquetColumn.optional("temperature_c", ParquetKind.DOUBLE)),
    /** Relative [%]. */
    HUMIDITY(ParquetColumn.optional("humidity", ParquetKind.DOUBLE)),
    /** [°C] */
    DEW_POINT_C(ParquetColumn.optional("dew_point_c", ParquetKind.DOUBLE)),
    /** Global horizontal irradiance, mean of the interval [W/m²]. */
    SOLAR_IRRADIANCE_GHI(ParquetColumn.optional("solar_irradiance_ghi", ParquetKind.DOUBLE)),
    /** [%] */
    CLOUD_COVER(ParquetColumn.optional("cloud_cover", ParquetKind.DOUBLE)),
    /** [m/s] */
    WIND_SPEED(ParquetColumn.optional("wind_speed", ParquetKind.DOUBLE)),
    /** Where it comes from [degrees]. */
    WIND_DIRECTION(ParquetColumn.optional("wind_direction", ParquetKind.DOUBLE)),
    /** [hPa] */
    PRESSURE_HPA(ParquetColumn.optional("pressure_hpa", ParquetKind.DOUBLE)),
    /** [mm] */
    PRECIPITATION_MM(ParquetColumn.optional("precipitation_mm", ParquetKind.DOUBLE));

    /** All columns in order. */
    public static final List<ParquetColumn> SCHEMA = TableColumn.of(values());

    /** The columns that are weather: from {@link #TEMPERATURE_C} to {@link #PRECIPITATION_MM}, in the same order everywhere. */
    public static final List<WeatherForecastColumn> VARIABLES =
            List.copyOf(EnumSet.range(TEMPERATURE_C, PRECIPITATION_MM));

    private final ParquetColumn column;

    WeatherForecastColumn(ParquetColumn column) {
        this.column = column;
    }

    @Override
    public ParquetColumn column() {
        return column;
    }
}
