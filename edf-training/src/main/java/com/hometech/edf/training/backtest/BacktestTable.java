package com.hometech.edf.training.backtest;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.table.TableColumn;
import com.hometech.edf.training.evaluation.ScoredLevels;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of {@code forecasts.parquet}.
 *
 * @param levels of the quantiles; the file has a column for each of them and for the median
 * @param step of the grid
 * @param untilIssue from the origin to the time of the forecast
 */
record BacktestTable(ScoredLevels levels, Duration step, Duration untilIssue) {
    private static final int FIXED = BacktestColumn.values().length;

    /** The table of a configuration's forecasts. */
    static BacktestTable of(EdfConfig config) {
        TimeStep step = TimeStep.of(config.edfFeatureEng().step());
        int delaySteps = step.steps(config.edfFeatureEng().dataDelayHours());
        ScoredLevels levels = ScoredLevels.of(config.edfTraining().quantiles());
        return new BacktestTable(levels, step.duration(), step.duration().multipliedBy(1 + delaySteps));
    }

    /** All columns: the fixed ones, then one for each quantile. */
    List<ParquetColumn> columns() {
        List<ParquetColumn> columns = new ArrayList<>(TableColumn.of(BacktestColumn.values()));
        levels.all().forEach(level -> columns.add(ParquetColumn.required(nameOf(level), ParquetKind.DOUBLE)));
        return columns;
    }

    /** Position of the column of a level, counted among all. */
    int columnOf(int level) {
        return FIXED + level;
    }

    /** Position of the column of a quantile of the prediction. */
    int columnOfQuantile(int quantile) {
        return columnOf(levels.positionOf(quantile));
    }

    /** {@code q10_kwh} for the level 0.1, {@code q2_5_kwh} for 0.025. */
    static String nameOf(double level) {
        String percent =
                BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString();
        return "q" + percent.replace('.', '_') + "_kwh";
    }
}
