package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Prediction;

/** Forecasts of a table's rows beside what really happened. */
record Outcomes(FeatureTable table, Prediction prediction) {
    Outcomes {
        if (prediction.rows() != table.rows()) {
            throw new InvalidInputException(
                    "The table has " + table.rows() + " rows, the prediction " + prediction.rows());
        }
    }

    double actualKwh(int row) {
        return table.targetKwh(row);
    }

    double forecastKwh(Candidate candidate, int row) {
        return switch (candidate) {
            case MODEL -> prediction.yhat()[row];
            case LAST_WEEK -> table.lastWeekKwh(row);
            case YESTERDAY -> table.yesterdayKwh(row);
            case FOUR_WEEK_MEAN -> table.fourWeekMeanKwh(row);
        };
    }

    double lowerKwh(int row) {
        return prediction.lower()[row];
    }

    double upperKwh(int row) {
        return prediction.upper()[row];
    }

    boolean hasForecast(int row) {
        boolean finite = Double.isFinite(prediction.yhat()[row]);
        for (double[] quantile : prediction.quantiles()) {
            finite &= Double.isFinite(quantile[row]);
        }
        return finite;
    }

    /** Whether there is a forecast, and something to hold it against. */
    boolean isScored(int row) {
        return Double.isFinite(actualKwh(row)) && hasForecast(row);
    }

    boolean hasEveryBaseline(int row) {
        return Double.isFinite(table.lastWeekKwh(row))
                && Double.isFinite(table.yesterdayKwh(row))
                && Double.isFinite(table.fourWeekMeanKwh(row));
    }
}
