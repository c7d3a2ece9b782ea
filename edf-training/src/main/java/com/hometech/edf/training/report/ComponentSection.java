package com.hometech.edf.training.report;

import com.hometech.edf.additive.Components;
import com.hometech.edf.additive.Contribution;
import com.hometech.edf.additive.HolidayEffect;
import com.hometech.edf.additive.Mode;
import com.hometech.edf.additive.RegressorProfile;
import com.hometech.edf.additive.TrendProfile;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.Facts;
import com.hometech.edf.data.page.Facts.Fact;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.SideBySide;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What additive models are made of: trend, seasonalities, holidays and regressors of some of them. */
final class ComponentSection {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private ComponentSection() {}

    /** Nothing where there are no models. */
    static List<Block> blocks(List<ComponentExample> examples) {
        List<Block> blocks = new ArrayList<>();
        if (!examples.isEmpty()) {
            blocks.add(new Paragraph("The forecast is the trend, times 1 plus the multiplicative components, plus the "
                    + "additive ones. Times are those of the series' own clock. The share of a component in the "
                    + "variance is its covariance with the series, divided by the variance of the series: shares add up "
                    + "to 100\u00a0%, and one is negative where a component works against the others."));
        }
        examples.forEach(example -> add(example, blocks));
        return blocks;
    }

    private static void add(ComponentExample example, List<Block> blocks) {
        Components components = example.model().components();
        TrendProfile trend = components.trend();
        blocks.add(facts(example, components, trend));
        components
                .contributions()
                .map(contributions -> contributions(example, contributions))
                .ifPresent(blocks::add);
        List<Block> lines = new ArrayList<>();
        lines.add(TrendChart.of(example, trend));
        lines.addAll(SeasonalityCharts.of(example, components.seasonalities()));
        List<RegressorProfile> regressors = components.regressors();
        lines.addAll(RegressorCharts.of(example, regressors));
        blocks.add(new SideBySide(lines));
        if (!regressors.isEmpty()) {
            blocks.add(RegressorCharts.table(example, regressors));
        }
        List<HolidayEffect> holidays = components.holidays();
        if (!holidays.isEmpty()) {
            blocks.add(HolidayChart.of(example, holidays));
        }
    }

    private static Facts facts(ComponentExample example, Components components, TrendProfile trend) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Model of", example.name()));
        facts.add(new Fact("History", history(example, components, trend)));
        facts.add(new Fact(
                "Noise, standard deviation", (Numbers.significant(components.noise()) + " " + example.unit()).strip()));
        if (!components.holdsHistory()) {
            facts.add(new Fact(
                    "Shares of the variance", "not known, as the model holds only the last rows of its history"));
        }
        return new Facts(facts);
    }

    private static String history(ComponentExample example, Components components, TrendProfile trend) {
        String period = DAY.format(example.model().preparation().start()) + " to "
                + DAY.format(trend.times().get(trend.times().size() - 1));
        return components.holdsHistory()
                ? period + ", " + Numbers.count(example.model().history().size()) + " values"
                : period;
    }

    private static Table contributions(ComponentExample example, List<Contribution> contributions) {
        return new Table(
                example.name() + ": what each component is worth in the history",
                List.of(
                        Column.text("Component"),
                        Column.text("Kind"),
                        Column.text("Enters"),
                        Column.number("Share of the variance [%]"),
                        Column.number(example.titled("Standard deviation")),
                        Column.number(example.titled("Least")),
                        Column.number(example.titled("Greatest"))),
                contributions.stream().map(ComponentSection::row).toList());
    }

    private static List<Cell> row(Contribution contribution) {
        return List.of(
                Cell.text(contribution.name()),
                Cell.text(contribution.kind().name().toLowerCase(Locale.ROOT)),
                Cell.text(mode(contribution)),
                Cell.fixed(100 * contribution.share(), 1),
                Cell.significant(contribution.deviation()),
                Cell.significant(contribution.least()),
                Cell.significant(contribution.greatest()));
    }

    private static String mode(Contribution contribution) {
        return switch (contribution.kind()) {
            case TREND, NOISE -> Numbers.MISSING;
            case SEASONALITY, HOLIDAYS, REGRESSOR ->
                contribution.mode() == Mode.ADDITIVE ? "additive" : "multiplicative";
        };
    }
}
