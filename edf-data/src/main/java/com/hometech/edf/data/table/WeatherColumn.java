package com.hometech.edf.data.table;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import java.util.EnumSet;
import java.util.List;

/** Observed weather, in {@code processed_edf_data/weather}. */
public enum WeatherColumn implements TableColumn {
    SITE_ID(ParquetColumn.required("site_id", ParquetKind.STRING)),
    /** Start of the interval. */
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
    PRECIPITATION_MM(ParquetColumn.optional("precipitation_mm", ParquetKind.DOUBLE)),
    /** Ingestion sequence: for the same key the greatest wins, earlier ones are the audit trail. */
    VERSION(ParquetColumn.required("version", ParquetKind.LONG));

    /** All columns in order. */
    public static final List<ParquetColumn> SCHEMA = TableColumn.of(values());

    /** The columns that are weather: from {@link #TEMPERATURE_C} to {@link #PRECIPITATION_MM}, in the same order everywhere. */
    public static final List<WeatherColumn> VARIABLES = List.copyOf(EnumSet.range(TEMPERATURE_C, PRECIPITATION_MM));

    private final ParquetColumn column;

    WeatherColumn(ParquetColumn column) {
        this.column = column;
    }

    @Override
    public ParquetColumn column() {
        return column;
    }
}
