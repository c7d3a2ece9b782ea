package com.hometech.edf.data.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Parquet's column reader demands converters to records; we take values from the columns and never make records. */
final class NoRecords extends GroupConverter {
    static final NoRecords GROUP = new NoRecords();
    private static final Converter FIELD = new PrimitiveConverter() {};

    private NoRecords() {}

    @Override
    public Converter getConverter(int fieldIndex) {
        return FIELD;
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("records are never assembled");
    }

    @Override
    public void end() {
        throw new UnsupportedOperationException("records are never assembled");
    }
}
