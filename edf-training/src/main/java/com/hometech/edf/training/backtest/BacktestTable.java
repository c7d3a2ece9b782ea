package com.hometech.edf.training.backtest;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.table.TableColumn;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.training.evaluation.IntervalLevels;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The shape of {@code forecasts.parquet}.
 *
 * @param levels of the quantiles, ascending; the first and the last are the ends of the interval
 * @param step of the grid
 * @param untilIssue from the origin to the time of the forecast
 */
record BacktestTable(List<Double> levels, Duration step, Duration untilIssue) {
    private static final double MEDIAN = 0.5;
    private static final int FIXED = BacktestColumn.values().length;

    BacktestTable {
        levels = List.copyOf(levels);
    }

    /** The table of a configuration's forecasts. */
    static BacktestTable of(EdfConfig config) {
        TimeStep step = TimeStep.of(config.edfFeatureEng().step());
        int delaySteps = step.steps(config.edfFeatureEng().dataDelayHours());
        List<Double> levels = DoubleStream.concat(
                        config.edfTraining().quantiles().stream().mapToDouble(Double::doubleValue),
                        DoubleStream.of(MEDIAN))
                .distinct()
                .sorted()
                .boxed()
                .toList();
        return new BacktestTable(levels, step.duration(), step.duration().multipliedBy(1 + delaySteps));
    }

    /** All columns: the fixed ones, then one for each quantile. */
    List<ParquetColumn> columns() {
        List<ParquetColumn> columns = new ArrayList<>(TableColumn.of(BacktestColumn.values()));
        levels.forEach(level -> columns.add(ParquetColumn.required(nameOf(level), ParquetKind.DOUBLE)));
        return columns;
    }

    /** Position of a quantile's column. */
    int columnOf(int level) {
        return FIXED + level;
    }

    /** {@code q10_kwh} for the level 0.1, {@code q2_5_kwh} for 0.025. */
    static String nameOf(double level) {
        String percent =
                BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString();
        return "q" + percent.replace('.', '_') + "_kwh";
    }

    /** Both ends of the interval. */
    IntervalLevels interval() {
        return new IntervalLevels(levels.get(0), levels.get(levels.size() - 1));
    }

    /** The quantile of a level in a forecast [kWh]. */
    double quantileKwh(Prediction prediction, int level, int row) {
        if (level == 0) {
            return prediction.lower()[row];
        }
        return level == levels.size() - 1 ? prediction.upper()[row] : prediction.yhat()[row];
    }
}
