package com.hometech.edf.features.series;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import java.util.ArrayList;
import java.util.List;

/** The Parquet columns of series: those of each reading first, then the weather. */
final class SeriesColumns {
    static final int BUILDING_ID = 0;
    static final int TIMESTAMP_HOUR = 1;
    static final int KWH = 2;
    static final int FIRST_WEATHER = 3;

    static final ParquetColumn BUILDING = ParquetColumn.required("building_id", ParquetKind.STRING);
    private static final List<ParquetColumn> OF_READINGS = List.of(
            BUILDING,
            ParquetColumn.required("timestamp_hour", ParquetKind.TIMESTAMP),
            ParquetColumn.optional("kwh", ParquetKind.DOUBLE));

    private SeriesColumns() {}

    static List<ParquetColumn> with(List<String> weatherColumns) {
        List<ParquetColumn> columns = new ArrayList<>(OF_READINGS);
        weatherColumns.forEach(name -> columns.add(ParquetColumn.optional(name, ParquetKind.FLOAT)));
        return columns;
    }

    /** Which columns of a file hold weather: all but those of the readings. */
    static List<String> weatherAmong(List<String> names) {
        List<String> ofReadings = OF_READINGS.stream().map(ParquetColumn::name).toList();
        return names.stream().filter(name -> !ofReadings.contains(name)).toList();
    }
}
