package com.hometech.edf.training.report;

import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Times;
import com.hometech.edf.training.evaluation.SumScores;
import com.hometech.edf.training.evaluation.SumScores.Check;
import com.hometech.edf.training.evaluation.SumScores.Correlations;
import com.hometech.edf.training.evaluation.SumScores.Coverage;
import com.hometech.edf.training.evaluation.SumScores.SumCoverage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How errors go together that are added up, and whether the intervals of sums keep their promise. */
final class SumSection {
    private SumSection() {}

    static List<Block> blocks(SumScores sums, double aim) {
        List<Block> blocks = new ArrayList<>(List.of(
                new Paragraph(
                        "The interval of a sum is narrower than the sum of the intervals' ends, for errors partly "
                                + "cancel. How far, their correlation says: at 0 they are independent, at 1 all err to the same side. "
                                + "It is registered with the model; what could not be measured is taken as wide as can be."),
                correlations(sums)));
        if (sums.check() != null) {
            blocks.add(check(sums.check(), aim));
        }
        return blocks;
    }

    private static Table correlations(SumScores sums) {
        List<Column> columns = new ArrayList<>(
                List.of(Column.text("Errors of"), Column.number("Correlation", "Over the whole evaluation period")));
        if (sums.check() != null) {
            columns.add(Column.number("In its first half", "What the check of the second half rests on"));
        }
        return new Table(
                "How errors go together",
                columns,
                List.of(
                        row("two buildings of one site, at the same hour", sums, Correlations::withinSite),
                        row("two buildings of different sites, at the same hour", sums, Correlations::betweenSites),
                        row("two hours of one building's day", sums, Correlations::hours)));
    }

    /** Which of the correlations. */
    private interface Which {
        @Nullable
        Double of(Correlations correlations);
    }

    private static List<Cell> row(String errors, SumScores sums, Which which) {
        Stream<Cell> check = sums.check() == null
                ? Stream.empty()
                : Stream.of(number(which.of(sums.check().correlations()), 3));
        return Stream.concat(Stream.of(Cell.text(errors), number(which.of(sums.correlations()), 3)), check)
                .toList();
    }

    private static Table check(Check check, double aim) {
        return new Table(
                "The " + Numbers.fixed(aim, 0) + " % intervals of sums that were forecast from "
                        + Times.minute(check.from()) + " on, with the correlations of the hours before",
                List.of(
                        Column.text("Sum over"),
                        Column.text("Hours"),
                        Column.number("Sums"),
                        Column.number("Inside [%]", "Share of the sums of readings; should be the aim"),
                        Column.number("Width [%]", "Sum of widths over sum of readings"),
                        Column.number(
                                "Ends added: inside",
                                "Of intervals from the sum of the lower ends to that of the upper"),
                        Column.number("width", "Of intervals from the sum of the lower ends to that of the upper"),
                        Column.number(
                                "Independent: inside", "Of intervals as if errors had nothing to do with each other"),
                        Column.number("width", "Of intervals as if errors had nothing to do with each other")),
                check.sums().stream().map(SumSection::row).toList());
    }

    private static List<Cell> row(SumCoverage sum) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(
                        switch (sum.sum()) {
                            case ALL_BUILDINGS -> "all buildings";
                            case SITE -> "the buildings of a site";
                            case DAY -> "a building's day";
                        }),
                Cell.text(sum.leads()),
                Cell.count(sum.rows())));
        for (Coverage coverage : List.of(sum.measured(), sum.sumOfEnds(), sum.independent())) {
            cells.add(Cell.fixed(coverage.coveragePercent(), 1));
            cells.add(number(coverage.widthPercent(), 1));
        }
        return cells;
    }

    private static Cell number(@Nullable Double value, int decimals) {
        return Cell.fixed(value == null ? Double.NaN : value, decimals);
    }
}
