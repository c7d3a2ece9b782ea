package com.hometech.edf.data.table;

import com.hometech.edf.data.parquet.ParquetColumn;
import java.util.Arrays;
import java.util.List;

/** A column of one of our tables. */
public interface TableColumn {
    /** Its name and type in Parquet. */
    ParquetColumn column();

    /** The Parquet columns of these, in this order: {@code TableColumn.of(ConsumptionColumn.values())} is a table's schema. */
    static List<ParquetColumn> of(TableColumn... columns) {
        return Arrays.stream(columns).map(TableColumn::column).toList();
    }
}
