package com.hometech.edf.training.report;

import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.LineChart;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Series.Look;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.training.evaluation.Reliability;
import com.hometech.edf.training.evaluation.Reliability.IntervalValues;
import com.hometech.edf.training.evaluation.Reliability.QuantileValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether each quantile keeps its promise, and each interval between two of them. */
final class ReliabilitySection {
    private static final List<Look> LOOKS = List.of(Look.MAIN, Look.FIRST, Look.SECOND, Look.THIRD);

    private ReliabilitySection() {}

    /** The curve of the quantiles; a table of the intervals where there is more than that of the two ends. */
    static List<Block> blocks(Reliability reliability) {
        List<Block> blocks = new ArrayList<>();
        if (!reliability.quantiles().isEmpty()) {
            blocks.add(curve(reliability.quantiles()));
        }
        Map<Double, List<IntervalValues>> byLowerLevel = reliability.intervals().stream()
                .collect(Collectors.groupingBy(IntervalValues::lowerLevel, LinkedHashMap::new, Collectors.toList()));
        if (byLowerLevel.size() > 1) {
            blocks.add(intervals(List.copyOf(byLowerLevel.values())));
        }
        return blocks;
    }

    /** Share of readings at or below each quantile, against its level. */
    private static LineChart curve(List<QuantileValues> quantiles) {
        Map<String, List<QuantileValues>> byLeads = quantiles.stream()
                .collect(Collectors.groupingBy(QuantileValues::leads, LinkedHashMap::new, Collectors.toList()));
        double[] levels =
                quantiles.stream().mapToDouble(QuantileValues::level).distinct().toArray();
        List<String> ticks = quantiles.stream()
                .map(QuantileValues::level)
                .distinct()
                .map(ReliabilitySection::percent)
                .toList();
        List<Series> series = new ArrayList<>();
        byLeads.forEach((leads, values) -> {
            if (series.size() < LOOKS.size()) {
                series.add(new Series(name(leads), LOOKS.get(series.size()), shares(values)));
            }
        });
        double[] aim = new double[levels.length];
        for (int level = 0; level < levels.length; level++) {
            aim[level] = 100 * levels[level];
        }
        series.add(new Series("aim", Look.REFERENCE, aim));
        return LineChart.of(
                "Reliability of the quantiles",
                "Share of readings at or below each quantile, all rows together. On the dashed line a quantile keeps what it "
                        + "promises; above it forecasts are too high at that level, below it too low.",
                Axis.of("Level of the quantile [%]", ticks),
                "Readings at or below [%]",
                true,
                series.toArray(Series[]::new));
    }

    private static String name(String leads) {
        return leads.equals("all") ? "all hours" : "hours " + leads;
    }

    private static String percent(double level) {
        return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString();
    }

    private static double[] shares(List<QuantileValues> values) {
        return values.stream()
                .mapToDouble(value -> orNaN(value.atOrBelowPercent()))
                .toArray();
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    /** @param byPair of each pair of quantiles the values of all leads, then of each day */
    private static Table intervals(List<List<IntervalValues>> byPair) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("Between the quantiles [%]"),
                Column.number("Aim [%]", "Share of readings that should lie inside"),
                Column.number("Width [kWh]", "Mean width, all hours")));
        byPair.get(0)
                .forEach(value -> columns.add(
                        Column.number("Inside, " + name(value.leads()) + " [%]", "Share of readings that do")));
        return new Table(
                "Intervals between two quantiles: all rows together",
                columns,
                byPair.stream().map(ReliabilitySection::row).toList());
    }

    private static List<Cell> row(List<IntervalValues> byLeads) {
        IntervalValues all = byLeads.get(0);
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(percent(all.lowerLevel()) + " and " + percent(all.upperLevel())),
                Cell.text(Numbers.fixed(all.nominalPercent(), 1)),
                Cell.significant(orNaN(all.widthKwh()))));
        byLeads.forEach(value -> cells.add(Cell.fixed(orNaN(value.coveragePercent()), 1)));
        return cells;
    }
}
