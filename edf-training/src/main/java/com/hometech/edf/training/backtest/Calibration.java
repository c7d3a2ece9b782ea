package com.hometech.edf.training.backtest;

import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.training.backtest.BacktestScores.QuantileValues;
import com.hometech.edf.training.evaluation.QuantileErrors;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How often readings lie at or below each quantile: over all leads, and for each day ahead. */
final class Calibration {
    private static final int HOURS_PER_DAY = 24;

    private final BacktestTable shape;
    private final LeadBuckets days;
    /** Position 0 holds all leads, position d + 1 the day d. */
    private final List<QuantileErrors> errors;

    Calibration(BacktestTable shape, LeadBuckets days) {
        this.shape = shape;
        this.days = days;
        this.errors = IntStream.rangeClosed(0, days.count())
                .mapToObj(position -> new QuantileErrors(shape.levels()))
                .toList();
    }

    void add(StrategyRows rows) {
        double[] quantiles = new double[shape.levels().size()];
        for (int row = 0; row < rows.table().rows(); row++) {
            double actual = rows.table().targetKwh(row);
            if (Double.isFinite(actual)) {
                for (int level = 0; level < quantiles.length; level++) {
                    quantiles[level] = shape.quantileKwh(rows.prediction(), level, row);
                }
                errors.get(0).add(actual, quantiles);
                errors.get(1 + days.of(rows.table().leadHours(row))).add(actual, quantiles);
            }
        }
    }

    List<QuantileValues> values() {
        return IntStream.range(0, errors.size()).boxed().flatMap(this::values).toList();
    }

    private Stream<QuantileValues> values(int position) {
        String leads = position == 0 ? "all" : (position - 1) * HOURS_PER_DAY + 1 + "-" + position * HOURS_PER_DAY;
        QuantileErrors ofLeads = errors.get(position);
        return IntStream.range(0, shape.levels().size())
                .mapToObj(level -> new QuantileValues(
                        leads,
                        shape.levels().get(level),
                        orNull(ofLeads.atOrBelowPercent(level)),
                        orNull(ofLeads.pinballKwh(level))));
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
