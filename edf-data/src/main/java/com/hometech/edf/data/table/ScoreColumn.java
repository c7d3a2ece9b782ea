package com.hometech.edf.data.table;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import java.util.List;

/** What a row of an evaluation's scores is about, in {@code evaluation-scores}; a column for each metric follows. */
public enum ScoreColumn implements TableColumn {
    /** Checksum of the evaluated {@code model.tar.gz}. */
    MODEL_SHA256(ParquetColumn.required("model_sha256", ParquetKind.STRING)),
    /** When the model was fitted. */
    MODEL_CREATED_AT(ParquetColumn.required("model_created_at", ParquetKind.TIMESTAMP)),
    /** How it was fitted. */
    STRATEGY(ParquetColumn.required("strategy", ParquetKind.STRING)),
    /** Code of a {@code Quantity}. */
    QUANTITY(ParquetColumn.required("quantity", ParquetKind.STRING)),
    /** Whether the model passed. */
    PASSED(ParquetColumn.required("passed", ParquetKind.BOOLEAN)),
    /** {@code all} buildings, those of a {@code use_type}, or one {@code building}. */
    SCOPE(ParquetColumn.required("scope", ParquetKind.STRING)),
    /** Missing where all buildings are meant. */
    USE_TYPE(ParquetColumn.optional("use_type", ParquetKind.STRING)),
    /** Missing where several buildings are meant. */
    BUILDING_ID(ParquetColumn.optional("building_id", ParquetKind.STRING)),
    /** Hours of the forecast such as {@code 25-48}, or {@code all}. */
    LEADS(ParquetColumn.required("leads", ParquetKind.STRING)),
    /** {@code model}, or the key of a plain forecast. */
    CANDIDATE(ParquetColumn.required("candidate", ParquetKind.STRING)),
    /** How many buildings were scored. */
    BUILDINGS(ParquetColumn.required("buildings", ParquetKind.LONG)),
    /** How many rows were scored. */
    ROWS(ParquetColumn.required("rows", ParquetKind.LONG));

    /** These columns in order. */
    public static final List<ParquetColumn> SCHEMA = TableColumn.of(values());

    private final ParquetColumn column;

    ScoreColumn(ParquetColumn column) {
        this.column = column;
    }

    @Override
    public ParquetColumn column() {
        return column;
    }
}
