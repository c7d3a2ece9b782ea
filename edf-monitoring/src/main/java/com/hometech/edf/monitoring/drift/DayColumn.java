package com.hometech.edf.monitoring.drift;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The two tables that the watch keeps for itself, so that old readings are not read again: a row for each building and day. */
final class DayColumn {
    static final int HOURS = 24;

    private DayColumn() {}

    /** Profiles: the energy of each hour of a day in UTC [kWh]; missing where there is no reading that can be believed. */
    static List<ParquetColumn> profiles() {
        List<ParquetColumn> columns = keys();
        for (int hour = 0; hour < HOURS; hour++) {
            columns.add(ParquetColumn.optional(String.format(Locale.ROOT, "hour_%02d_kwh", hour), ParquetKind.FLOAT));
        }
        return columns;
    }

    /** Signals: what a local day says about the building; {@link Signal} names them. */
    static List<ParquetColumn> signals() {
        List<ParquetColumn> columns = keys();
        for (Signal signal : Signal.values()) {
            columns.add(ParquetColumn.optional(signal.name().toLowerCase(Locale.ROOT), ParquetKind.FLOAT));
        }
        return columns;
    }

    private static List<ParquetColumn> keys() {
        List<ParquetColumn> columns = new ArrayList<>();
        columns.add(ParquetColumn.required("building_id", ParquetKind.STRING));
        columns.add(ParquetColumn.required("day", ParquetKind.TIMESTAMP));
        return columns;
    }
}
