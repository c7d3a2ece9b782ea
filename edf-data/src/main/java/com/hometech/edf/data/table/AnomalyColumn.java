package com.hometech.edf.data.table;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import java.util.List;

/** Anomalies of readings: a row for each period, in the month of its start. */
public enum AnomalyColumn implements TableColumn {
    /** Follows from building, quantity, kind and start. */
    ID(ParquetColumn.required("id", ParquetKind.STRING)),
    BUILDING_ID(ParquetColumn.required("building_id", ParquetKind.STRING)),
    /** Code of a {@code Quantity}. */
    QUANTITY(ParquetColumn.required("quantity", ParquetKind.STRING)),
    /** {@code spike}, {@code dip}, {@code flat} or {@code missing}. */
    KIND(ParquetColumn.required("kind", ParquetKind.STRING)),
    /** {@code low}, {@code medium} or {@code high}. */
    SEVERITY(ParquetColumn.required("severity", ParquetKind.STRING)),
    /** What found it: code of an {@code AnomalyRule}. */
    RULE(ParquetColumn.required("rule", ParquetKind.STRING)),
    /** Start of the first interval. */
    START_TIME(ParquetColumn.required("start_time", ParquetKind.TIMESTAMP)),
    /** End of the last interval. */
    END_TIME(ParquetColumn.required("end_time", ParquetKind.TIMESTAMP)),
    /** Length of the intervals that are out of the ordinary [h]; an hour between them that is not does not count. */
    HOURS(ParquetColumn.required("hours", ParquetKind.DOUBLE)),
    /** Sum of the readings [kWh]; null where there are none. */
    ACTUAL_KWH(ParquetColumn.optional("actual_kwh", ParquetKind.DOUBLE)),
    /** Sum of what was expected of the same intervals [kWh]; null where nothing was. */
    EXPECTED_KWH(ParquetColumn.optional("expected_kwh", ParquetKind.DOUBLE)),
    /** Sum of the lower ends of their intervals [kWh]. */
    LOWER_KWH(ParquetColumn.optional("lower_kwh", ParquetKind.DOUBLE)),
    /** Sum of the upper ends of their intervals [kWh]. */
    UPPER_KWH(ParquetColumn.optional("upper_kwh", ParquetKind.DOUBLE)),
    /** Actual less expected [kWh]; of missing readings null. */
    DIFFERENCE_KWH(ParquetColumn.optional("difference_kwh", ParquetKind.DOUBLE)),
    /** The difference in mean days of the building's energy. */
    DIFFERENCE_DAYS(ParquetColumn.optional("difference_days", ParquetKind.DOUBLE)),
    /** How far the farthest reading lies outside: in widths of its interval, or, found by {@code z_score}, in standard deviations. */
    DISTANCE(ParquetColumn.optional("distance", ParquetKind.DOUBLE));

    /** All columns in order. */
    public static final List<ParquetColumn> SCHEMA = TableColumn.of(values());

    private final ParquetColumn column;

    AnomalyColumn(ParquetColumn column) {
        this.column = column;
    }

    @Override
    public ParquetColumn column() {
        return column;
    }
}
