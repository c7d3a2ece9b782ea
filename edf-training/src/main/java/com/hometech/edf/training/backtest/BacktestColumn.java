package com.hometech.edf.training.backtest;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.table.TableColumn;

/** The fixed columns of {@code forecasts.parquet}; one for each quantile follows, see {@link BacktestTable}. */
enum BacktestColumn implements TableColumn {
    STRATEGY(ParquetColumn.required("strategy", ParquetKind.STRING)),
    BUILDING_ID(ParquetColumn.required("building_id", ParquetKind.STRING)),
    /** Nominal time of the forecast. */
    ISSUED_AT(ParquetColumn.required("issued_at", ParquetKind.TIMESTAMP)),
    /** Start of the last interval whose reading is known. */
    ORIGIN(ParquetColumn.required("origin", ParquetKind.TIMESTAMP)),
    /** Start of the interval that it is for. */
    TIMESTAMP(ParquetColumn.required("timestamp", ParquetKind.TIMESTAMP)),
    /** From the origin to the target [h]. */
    LEAD_HOURS(ParquetColumn.required("lead_hours", ParquetKind.DOUBLE)),
    /** Reading [kWh]; missing where there is none that can be trusted. */
    ACTUAL_KWH(ParquetColumn.optional("actual_kwh", ParquetKind.DOUBLE)),
    /** Forecast [kWh]. */
    YHAT_KWH(ParquetColumn.required("yhat_kwh", ParquetKind.DOUBLE)),
    /** Name of a {@code ForecastQuality}. */
    QUALITY(ParquetColumn.required("quality", ParquetKind.STRING)),
    /** Plain forecast [kWh]: the hour a week ago; missing where it has no value of its own, like the next two. */
    LAST_WEEK_KWH(ParquetColumn.optional("last_week_kwh", ParquetKind.DOUBLE)),
    YESTERDAY_KWH(ParquetColumn.optional("yesterday_kwh", ParquetKind.DOUBLE)),
    FOUR_WEEK_MEAN_KWH(ParquetColumn.optional("four_week_mean_kwh", ParquetKind.DOUBLE)),
    /** What stands in where a plain forecast has no value [kWh]. */
    FALLBACK_KWH(ParquetColumn.required("fallback_kwh", ParquetKind.DOUBLE));

    private final ParquetColumn column;

    BacktestColumn(ParquetColumn column) {
        this.column = column;
    }

    @Override
    public ParquetColumn column() {
        return column;
    }
}
