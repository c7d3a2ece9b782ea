package com.hometech.edf.data.parquet;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Turns our columns into Parquet's schema. */
final class ParquetSchemas {
    private ParquetSchemas() {}

    static MessageType of(List<ParquetColumn> columns) {
        if (columns.isEmpty()) {
            throw new InvalidInputException("A Parquet table needs at least one column");
        }
        List<Type> types = columns.stream()
                .map(column -> (Type) column.kind().type(column.name(), column.required()))
                .toList();
        // the name that Spark writes, so that files of both look alike
        return new MessageType("spark_schema", types);
    }
}
