package com.hometech.edf.training.backtest;

import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Prediction;
import java.io.IOException;
import java.nio.file.Path;

/** Writes forecasts of strategies as one Parquet file, which appears with {@link #finish()}. */
final class StrategyRowsWriter implements AutoCloseable {
    private final BacktestTable shape;
    private final ParquetRowWriter writer;
    private final double[] quantilesKwh;

    StrategyRowsWriter(Path file, BacktestTable shape) throws IOException {
        this.shape = shape;
        this.quantilesKwh = new double[shape.levels().all().size()];
        this.writer = new ParquetRowWriter(file, shape.columns());
    }

    void append(String strategy, FeatureTable table, Prediction prediction) throws IOException {
        shape.levels().require(prediction);
        for (int row = 0; row < table.rows(); row++) {
            setKeys(strategy, table, row);
            set(BacktestColumn.ACTUAL_KWH, table.targetKwh(row));
            set(BacktestColumn.YHAT_KWH, prediction.yhat()[row]);
            writer.setString(BacktestColumn.QUALITY.ordinal(), prediction.quality()[row].name());
            set(BacktestColumn.LAST_WEEK_KWH, table.lastWeekKwh(row));
            set(BacktestColumn.YESTERDAY_KWH, table.yesterdayKwh(row));
            set(BacktestColumn.FOUR_WEEK_MEAN_KWH, table.fourWeekMeanKwh(row));
            set(BacktestColumn.FALLBACK_KWH, table.fallbackKwh(row));
            shape.levels().fill(prediction, row, quantilesKwh);
            for (int level = 0; level < quantilesKwh.length; level++) {
                writer.setDouble(shape.columnOf(level), quantilesKwh[level]);
            }
            writer.endRow();
        }
    }

    private void setKeys(String strategy, FeatureTable table, int row) {
        long origin = table.originEpochSecond(row);
        writer.setString(BacktestColumn.STRATEGY.ordinal(), strategy);
        writer.setString(BacktestColumn.BUILDING_ID.ordinal(), table.building(row));
        writer.setEpochSecond(
                BacktestColumn.ISSUED_AT.ordinal(), origin + shape.untilIssue().toSeconds());
        writer.setEpochSecond(BacktestColumn.ORIGIN.ordinal(), origin);
        writer.setEpochSecond(BacktestColumn.TIMESTAMP.ordinal(), table.targetEpochSecond(row));
        set(BacktestColumn.LEAD_HOURS, table.leadHours(row));
    }

    private void set(BacktestColumn column, double value) {
        writer.setDouble(column.ordinal(), value);
    }

    /** Completes the file and gives it its name. */
    void finish() throws IOException {
        writer.finish();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
