package com.hometech.edf.data.table;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import java.util.List;

/** Readings of energy used, in {@code processed_edf_data/consumption}. */
public enum ConsumptionColumn implements TableColumn {
    BUILDING_ID(ParquetColumn.required("building_id", ParquetKind.STRING)),
    /** Start of the interval. */
    TIMESTAMP_HOUR(ParquetColumn.required("timestamp_hour", ParquetKind.TIMESTAMP)),
    /** Energy of the interval [kWh]. */
    CONSUMPTION_KWH(ParquetColumn.optional("consumption_kwh", ParquetKind.DOUBLE)),
    /** Ingestion sequence: for the same key the greatest wins, earlier ones are the audit trail. */
    VERSION(ParquetColumn.required("version", ParquetKind.LONG)),
    /** Code of a {@link ReadingFlag}. */
    FLAG(ParquetColumn.required("flag", ParquetKind.STRING));

    /** All columns in order. */
    public static final List<ParquetColumn> SCHEMA = TableColumn.of(values());

    private final ParquetColumn column;

    ConsumptionColumn(ParquetColumn column) {
        this.column = column;
    }

    @Override
    public ParquetColumn column() {
        return column;
    }
}
