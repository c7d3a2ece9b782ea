package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.data.accuracy.AccuracySummary.BuildingWidth;
import com.hometech.edf.data.accuracy.AccuracySummary.CorrectionSummary;
import com.hometech.edf.data.accuracy.AccuracySummary.EndMoves;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** The part of the page about the correction of intervals. */
final class CorrectionSection {
    private CorrectionSection() {}

    static List<Block> blocks(CorrectionSummary correction) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "More readings beyond an end of the interval than it was made for move that end out in the next "
                        + "forecasts, fewer move it in. What stands here follows from readings up to "
                        + correction.through()
                        + ". Forecast files keep the intervals as they were before; "
                        + "edf_monitoring.interval_correction.enabled: false switches the correction off."));
        blocks.add(new Table(
                "What the ends of most buildings' intervals are moved by, in percent of the interval's width",
                List.of(
                        Column.text("Hours of the forecast"),
                        Column.text("Lower end"),
                        Column.text("Upper end"),
                        Column.text("Interval")),
                correction.leads().stream().map(CorrectionSection::row).toList()));
        List<BuildingWidth> buildings = new ArrayList<>(correction.widened());
        List<BuildingWidth> narrowed = new ArrayList<>(correction.narrowed());
        narrowed.removeAll(buildings);
        buildings.addAll(narrowed);
        if (!buildings.isEmpty()) {
            blocks.add(new Table(
                    "Buildings whose intervals change most, mean over the hours of the forecast",
                    List.of(Column.text("Building"), Column.text("Interval")),
                    buildings.stream().map(CorrectionSection::row).toList()));
        }
        return blocks;
    }

    private static List<Cell> row(EndMoves lead) {
        return List.of(
                Cell.text(lead.leads()),
                Cell.text(CorrectionWords.move(lead.lowerPercent())),
                Cell.text(CorrectionWords.move(lead.upperPercent())),
                Cell.text(CorrectionWords.width(lead.widthPercent())));
    }

    private static List<Cell> row(BuildingWidth building) {
        return List.of(Cell.text(building.building()), Cell.text(CorrectionWords.width(building.widthPercent())));
    }
}
