package com.hometech.edf.data.parquet;

import com.hometech.edf.common.error.InvalidInputException;

/**
 * A column of a Parquet table.
 *
 * @param name in the file
 * @param kind what it holds
 * @param required whether every row has a value; reading a file without a required column fails, without an optional one
 *     gives missing values
 */
public record ParquetColumn(String name, ParquetKind kind, boolean required) {
    public ParquetColumn {
        if (name.isBlank()) {
            throw new InvalidInputException("A Parquet column needs a name");
        }
    }

    /** A column that has a value in every row. */
    public static ParquetColumn required(String name, ParquetKind kind) {
        return new ParquetColumn(name, kind, true);
    }

    /** A column where values may be missing. */
    public static ParquetColumn optional(String name, ParquetKind kind) {
        return new ParquetColumn(name, kind, false);
    }
}
