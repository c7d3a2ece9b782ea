package com.hometech.edf.training.backtest;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureColumns;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of one strategy with what happened, sorted by building, origin and lead.
 *
 * @param table keys, readings and plain forecasts, without features
 * @param prediction the forecasts, by row
 */
record StrategyRows(FeatureTable table, Prediction prediction) {

    /** Reads what {@link StrategyRowsWriter} wrote. */
    static StrategyRows read(Path file, BacktestTable shape) throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(file, shape.columns())) {
            Filling filling = new Filling(Math.toIntExact(reader.rows()), shape);
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                filling.addAll(group);
            }
            return filling.finish();
        }
    }

    /**
     * The same buildings at different origins as one.
     *
     * @param buildings ids of all buildings, in their order
     * @param parts ascending by origin, each with some of the buildings in the same order
     */
    static StrategyRows joined(List<String> buildings, List<StrategyRows> parts, BacktestTable shape) {
        Filling filling =
                new Filling(parts.stream().mapToInt(part -> part.table.rows()).sum(), shape);
        int[] next = new int[parts.size()];
        for (String building : buildings) {
            for (int part = 0; part < next.length; part++) {
                StrategyRows rows = parts.get(part);
                while (next[part] < rows.table.rows()
                        && rows.table.building(next[part]).equals(building)) {
                    filling.add(rows, next[part]++);
                }
            }
        }
        return filling.finish();
    }

    /** The rows whose plain forecasts are complete: where one has no value of its own, the fallback stands in. */
    StrategyRows withFallbacks() {
        FeatureColumns own = table.columns();
        FeatureColumns filled = new FeatureColumns(
                own.buildingIndex(),
                own.originEpochSecond(),
                own.leadHours(),
                own.targetKwh(),
                own.levelKwh(),
                orElse(own.lastWeekKwh(), own.fallbackKwh()),
                orElse(own.yesterdayKwh(), own.fallbackKwh()),
                orElse(own.fourWeekMeanKwh(), own.fallbackKwh()),
                own.fallbackKwh(),
                own.ceilingKwh(),
                own.readiness(),
                own.features());
        return new StrategyRows(new FeatureTable(table.schema(), table.buildings(), filled), prediction);
    }

    private static double[] orElse(double[] values, double[] others) {
        double[] filled = values.clone();
        for (int row = 0; row < filled.length; row++) {
            filled[row] = Double.isNaN(filled[row]) ? others[row] : filled[row];
        }
        return filled;
    }

    /** Rows that come one after the other. */
    private static final class Filling {
        private final BacktestTable shape;
        private final FeatureColumns columns;
        private final Prediction prediction;
        private final List<String> buildings = new ArrayList<>();
        private int rows;

        Filling(int rows, BacktestTable shape) {
            this.shape = shape;
            columns = FeatureColumns.allocate(rows, 0);
            prediction = Prediction.empty(rows, shape.levels().quantiles().size());
        }

        void addAll(RowGroup group) {
            @Nullable String[] ids = group.strings(BacktestColumn.BUILDING_ID.ordinal());
            @Nullable String[] qualities = group.strings(BacktestColumn.QUALITY.ordinal());
            double[] leads = group.doubles(BacktestColumn.LEAD_HOURS.ordinal());
            long[] origins = group.epochSeconds(BacktestColumn.ORIGIN.ordinal());
            System.arraycopy(origins, 0, columns.originEpochSecond(), rows, origins.length);
            copy(group, BacktestColumn.ACTUAL_KWH, columns.targetKwh());
            copy(group, BacktestColumn.LAST_WEEK_KWH, columns.lastWeekKwh());
            copy(group, BacktestColumn.YESTERDAY_KWH, columns.yesterdayKwh());
            copy(group, BacktestColumn.FOUR_WEEK_MEAN_KWH, columns.fourWeekMeanKwh());
            copy(group, BacktestColumn.FALLBACK_KWH, columns.fallbackKwh());
            copy(group, BacktestColumn.YHAT_KWH, prediction.yhat());
            for (int quantile = 0; quantile < prediction.quantiles().length; quantile++) {
                copy(group.doubles(shape.columnOfQuantile(quantile)), prediction.quantiles()[quantile]);
            }
            for (int row = 0; row < group.rows(); row++) {
                columns.buildingIndex()[rows] = indexOf(String.valueOf(ids[row]));
                columns.leadHours()[rows] = (float) leads[row];
                prediction.quality()[rows] = ForecastQuality.valueOf(String.valueOf(qualities[row]));
                rows++;
            }
        }

        private void copy(RowGroup group, BacktestColumn column, double[] target) {
            copy(group.doubles(column.ordinal()), target);
        }

        private void copy(double[] values, double[] target) {
            System.arraycopy(values, 0, target, rows, values.length);
        }

        void add(StrategyRows other, int row) {
            FeatureColumns from = other.table.columns();
            columns.buildingIndex()[rows] = indexOf(other.table.building(row));
            columns.originEpochSecond()[rows] = from.originEpochSecond()[row];
            columns.leadHours()[rows] = from.leadHours()[row];
            columns.targetKwh()[rows] = from.targetKwh()[row];
            columns.lastWeekKwh()[rows] = from.lastWeekKwh()[row];
            columns.yesterdayKwh()[rows] = from.yesterdayKwh()[row];
            columns.fourWeekMeanKwh()[rows] = from.fourWeekMeanKwh()[row];
            columns.fallbackKwh()[rows] = from.fallbackKwh()[row];
            columns.ceilingKwh()[rows] = from.ceilingKwh()[row];
            prediction.yhat()[rows] = other.prediction.yhat()[row];
            for (int quantile = 0; quantile < prediction.quantiles().length; quantile++) {
                prediction.quantiles()[quantile][rows] = other.prediction.quantiles()[quantile][row];
            }
            prediction.quality()[rows] = other.prediction.quality()[row];
            rows++;
        }

        /** Rows come by building. */
        private int indexOf(String building) {
            if (buildings.isEmpty() || !buildings.get(buildings.size() - 1).equals(building)) {
                buildings.add(building);
            }
            return buildings.size() - 1;
        }

        StrategyRows finish() {
            FeatureSchema noFeatures = new FeatureSchema(shape.step(), List.of());
            return new StrategyRows(new FeatureTable(noFeatures, buildings, columns), prediction);
        }
    }
}
