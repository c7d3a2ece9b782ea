package com.hometech.edf.training.report;

import com.hometech.edf.additive.RegressorProfile;
import com.hometech.edf.additive.RegressorProfile.Range;
import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.LineChart;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Series.Look;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Tone;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** What regressors add, over the range of their values. */
final class RegressorCharts {
    private static final int MOST_TICKS = 8;
    private static final int PLACES_BETWEEN_TICKS = 10;

    private RegressorCharts() {}

    /** The line of each regressor that takes more values than 0 and 1. */
    static List<Block> of(ComponentExample example, List<RegressorProfile> regressors) {
        return regressors.stream()
                .filter(RegressorCharts::hasLine)
                .map(regressor -> (Block) chart(example, regressor, range(regressor)))
                .toList();
    }

    private static boolean hasLine(RegressorProfile regressor) {
        Range range = range(regressor);
        boolean isSwitch = regressor.zero() == 0 && range.least() == 0 && range.greatest() == 1;
        return range.greatest() > range.least() && !isSwitch;
    }

    /** Not a number where it is not known. */
    private static Range range(RegressorProfile regressor) {
        return regressor.range().orElse(new Range(Double.NaN, Double.NaN, false));
    }

    private static LineChart chart(ComponentExample example, RegressorProfile regressor, Range range) {
        Effect effect = Effect.of(regressor.mode(), example);
        RoundSteps ticks = RoundSteps.of(range.greatest() - range.least(), MOST_TICKS);
        double step = ticks.size() / PLACES_BETWEEN_TICKS;
        long first = (long) Math.ceil(range.least() / step);
        long last = (long) Math.floor(range.greatest() / step);
        long[] places = LongStream.rangeClosed(first, last).toArray();
        double[] effects = Arrays.stream(places)
                .mapToDouble(place -> regressor.effect(place * step))
                .toArray();
        Axis axis = new Axis(
                regressor.regressor().name(),
                Arrays.stream(places)
                        .mapToObj(place -> Numbers.significant(place * step))
                        .toList(),
                Arrays.stream(places)
                        .mapToObj(place ->
                                place % PLACES_BETWEEN_TICKS == 0 ? ticks.text(place / PLACES_BETWEEN_TICKS) : "")
                        .toList());
        return LineChart.of(
                example.name() + ": " + regressor.regressor().name(),
                effect.text(regressor.slope()) + " for one unit more."
                        + (range.observed() ? "" : " Drawn over the mean and two standard deviations on both sides."),
                axis,
                effect.title(),
                false,
                new Series(regressor.regressor().name(), Look.MAIN, effect.shown(effects)));
    }

    /** Slopes and ranges of all regressors. */
    static Table table(ComponentExample example, List<RegressorProfile> regressors) {
        return new Table(
                example.name() + ": regressors",
                List.of(
                        Column.text("Regressor"),
                        Column.number("Effect of one unit"),
                        Column.number("Adds nothing at", "The mean in the history where the regressor is standardised"),
                        Column.number("Least value"),
                        Column.number("Greatest value"),
                        Column.number("Effect at the least"),
                        Column.number("Effect at the greatest")),
                regressors.stream().map(regressor -> row(example, regressor)).toList());
    }

    private static List<Cell> row(ComponentExample example, RegressorProfile regressor) {
        Effect effect = Effect.of(regressor.mode(), example);
        Range range = range(regressor);
        Range observed = range.observed() ? range : new Range(Double.NaN, Double.NaN, false);
        return List.of(
                Cell.text(regressor.regressor().name()),
                cell(effect, regressor.slope()),
                Cell.significant(regressor.zero()),
                Cell.significant(observed.least()),
                Cell.significant(observed.greatest()),
                cell(effect, regressor.effect(observed.least())),
                cell(effect, regressor.effect(observed.greatest())));
    }

    private static Cell cell(Effect effect, double value) {
        return Double.isFinite(value)
                ? new Cell(effect.text(value), Double.toString(effect.shown(value)), Tone.NEUTRAL)
                : Cell.significant(value);
    }
}
