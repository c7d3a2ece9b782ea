package com.hometech.edf.data.table;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import java.util.List;

/** Issued forecasts, in {@code forecast-output}. */
public enum ForecastColumn implements TableColumn {
    BUILDING_ID(ParquetColumn.required("building_id", ParquetKind.STRING)),
    /** Start of the interval that it is for. */
    TIMESTAMP(ParquetColumn.required("timestamp", ParquetKind.TIMESTAMP)),
    /** Nominal time of the run. */
    ISSUED_AT(ParquetColumn.required("issued_at", ParquetKind.TIMESTAMP)),
    /** From the last known reading to the target [h]. */
    LEAD_HOURS(ParquetColumn.required("lead_hours", ParquetKind.DOUBLE)),
    /** Expected energy [kWh]. */
    YHAT(ParquetColumn.required("yhat", ParquetKind.DOUBLE)),
    /** Lower end of the interval [kWh]. */
    YHAT_LOWER(ParquetColumn.required("yhat_lower", ParquetKind.DOUBLE)),
    /** Upper end of the interval [kWh]. */
    YHAT_UPPER(ParquetColumn.required("yhat_upper", ParquetKind.DOUBLE)),
    /** Group and version of the model, or {@code none}. */
    MODEL_VERSION(ParquetColumn.required("model_version", ParquetKind.STRING)),
    /** Name of a {@code ForecastQuality}. */
    QUALITY(ParquetColumn.required("quality", ParquetKind.STRING)),
    /** Code of a {@code Quantity}; missing in files from before there were two: consumption. */
    QUANTITY(ParquetColumn.optional("quantity", ParquetKind.STRING)),
    /** Lower end before the interval was corrected [kWh]; the column is not there in a file without corrections. */
    YHAT_LOWER_UNCORRECTED(ParquetColumn.optional("yhat_lower_uncorrected", ParquetKind.DOUBLE)),
    /** Upper end before the interval was corrected [kWh]; not there either. */
    YHAT_UPPER_UNCORRECTED(ParquetColumn.optional("yhat_upper_uncorrected", ParquetKind.DOUBLE));

    /** Every column in order. */
    public static final List<ParquetColumn> ALL = TableColumn.of(values());

    /** Those that only files with corrected intervals have; there they come last, behind the quantiles. */
    public static final List<ParquetColumn> OF_CORRECTIONS =
            TableColumn.of(YHAT_LOWER_UNCORRECTED, YHAT_UPPER_UNCORRECTED);

    /** Those that every file has, in order. */
    public static final List<ParquetColumn> SCHEMA = ALL.subList(0, ALL.size() - OF_CORRECTIONS.size());

    private final ParquetColumn column;

    ForecastColumn(ParquetColumn column) {
        this.column = column;
    }

    @Override
    public ParquetColumn column() {
        return column;
    }
}
