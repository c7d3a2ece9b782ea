package com.hometech.edf.data.table;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import java.util.List;

/** The history of data quality: what the readings of a building were like on a day. */
public enum QualityColumn implements TableColumn {
    BUILDING_ID(ParquetColumn.required("building_id", ParquetKind.STRING)),
    /** Code of a {@code Quantity}. */
    QUANTITY(ParquetColumn.required("quantity", ParquetKind.STRING)),
    /** Start of the day, in UTC. */
    DAY(ParquetColumn.required("day", ParquetKind.TIMESTAMP)),
    /** Hours of which a reading should be there: from the first reading on until the newest of all buildings [h]. */
    EXPECTED_HOURS(ParquetColumn.required("expected_hours", ParquetKind.DOUBLE)),
    /** Those that have one [h]. */
    PRESENT_HOURS(ParquetColumn.required("present_hours", ParquetKind.DOUBLE)),
    /** Those flagged {@code flat} [h]. */
    FLAT_HOURS(ParquetColumn.required("flat_hours", ParquetKind.DOUBLE)),
    /** Those flagged {@code spike} [h]. */
    SPIKE_HOURS(ParquetColumn.required("spike_hours", ParquetKind.DOUBLE)),
    /** Those flagged {@code unit_slip} [h]. */
    UNIT_SLIP_HOURS(ParquetColumn.required("unit_slip_hours", ParquetKind.DOUBLE)),
    /** Gaps that begin on the day. */
    GAPS(ParquetColumn.required("gaps", ParquetKind.LONG)),
    /** Longest stretch of the day without a reading [h]. */
    LONGEST_GAP_HOURS(ParquetColumn.required("longest_gap_hours", ParquetKind.DOUBLE));

    /** All columns in order. */
    public static final List<ParquetColumn> SCHEMA = TableColumn.of(values());

    private final ParquetColumn column;

    QualityColumn(ParquetColumn column) {
        this.column = column;
    }

    @Override
    public ParquetColumn column() {
        return column;
    }
}
