package com.hometech.edf.training.report;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.ScatterChart;
import com.hometech.edf.data.page.ScatterChart.Point;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Tone;
import com.hometech.edf.training.evaluation.EvaluationReport.BuildingScores;
import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import com.hometech.edf.training.evaluation.Metric;
import com.hometech.edf.training.evaluation.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the model is good and where it is not: every building, the worst, and each use. */
final class BuildingSection {
    /** More rows make the page slow; the rest is in the files beside it. */
    private static final int MOST_ROWS = 2_000;

    private BuildingSection() {}

    static List<Block> blocks(Scores scores) {
        Candidate best = BestBaseline.of(scores);
        List<Block> blocks = new ArrayList<>();
        blocks.add(scatter(scores, best));
        blocks.add(
                groups("By use of the building: median over the buildings of a use", "Use", scores.byUseType(), best));
        blocks.add(buildings("The ten buildings with the largest relative error", worst(scores), best));
        blocks.add(buildings(captionOfAll(scores), shownById(scores), best));
        return blocks;
    }

    private static ScatterChart scatter(Scores scores, Candidate best) {
        return new ScatterChart(
                "Every building: the model against " + best.label(),
                "Each point is a building. Below the line the model is better; red points are buildings where it is worse, "
                        + "and where " + best.label() + " should be served instead.",
                "WAPE of " + best.label() + " [%]",
                "WAPE of the model [%]",
                "equal error",
                byError(scores).stream().map(building -> point(building, best)).toList());
    }

    private static Point point(BuildingScores building, Candidate best) {
        return new Point(
                building.buildingId(),
                building.score(best, Metric.WAPE),
                building.score(Candidate.MODEL, Metric.WAPE),
                isWorse(building, best) ? Tone.BAD : Tone.NEUTRAL);
    }

    private static boolean isWorse(BuildingScores building, Candidate best) {
        return building.score(Candidate.MODEL, Metric.WAPE) > building.score(best, Metric.WAPE);
    }

    /** Medians over the buildings of each group; {@code heading} says what groups them. */
    static Table groups(String caption, String heading, List<GroupScores> groups, Candidate best) {
        return new Table(
                caption,
                List.of(
                        Column.text(heading),
                        Column.number("Buildings"),
                        Column.number("WAPE [%]"),
                        Column.number(best.label() + " [%]"),
                        Column.number("MASE"),
                        Column.number("MAPE [%]"),
                        Column.number("RMSE [kWh]"),
                        Column.number("Bias [%]"),
                        Column.number("Coverage [%]")),
                groups.stream().map(group -> groupRow(group, best)).toList());
    }

    private static List<Cell> groupRow(GroupScores group, Candidate best) {
        double wape = group.median(Candidate.MODEL, Metric.WAPE);
        double bestWape = group.median(best, Metric.WAPE);
        return List.of(
                Cell.text(group.group()),
                Cell.count(group.buildings()),
                Cell.fixed(wape, 1).toned(wape > bestWape ? Tone.BAD : Tone.NEUTRAL),
                Cell.fixed(bestWape, 1),
                Cell.fixed(group.median(Candidate.MODEL, Metric.MASE), 3),
                Cell.fixed(group.median(Candidate.MODEL, Metric.MAPE), 1),
                Cell.significant(group.median(Candidate.MODEL, Metric.RMSE)),
                Cell.fixed(group.median(Candidate.MODEL, Metric.RELATIVE_BIAS), 1),
                Cell.fixed(group.median(Candidate.MODEL, Metric.COVERAGE), 1));
    }

    private static Table buildings(String caption, List<BuildingScores> buildings, Candidate best) {
        return new Table(
                caption,
                List.of(
                        Column.text("Building"),
                        Column.text("Use"),
                        Column.number("Mean [kWh]", "Mean of all readings"),
                        Column.number("WAPE [%]", "Highlighted where the plain forecast is better"),
                        Column.number(best.label() + " [%]", "WAPE of the best plain forecast"),
                        Column.number("MASE"),
                        Column.number("MAPE [%]"),
                        Column.number("RMSE [kWh]"),
                        Column.number("Bias [%]"),
                        Column.number("Coverage [%]"),
                        Column.number("Rows")),
                buildings.stream().map(building -> row(building, best)).toList());
    }

    private static List<Cell> row(BuildingScores building, Candidate best) {
        return List.of(
                Cell.text(building.buildingId()),
                Cell.text(building.useType()),
                Cell.significant(orNaN(building.meanKwh())),
                Cell.fixed(building.score(Candidate.MODEL, Metric.WAPE), 1)
                        .toned(isWorse(building, best) ? Tone.BAD : Tone.NEUTRAL),
                Cell.fixed(building.score(best, Metric.WAPE), 1),
                Cell.fixed(building.score(Candidate.MODEL, Metric.MASE), 3),
                Cell.fixed(building.score(Candidate.MODEL, Metric.MAPE), 1),
                Cell.significant(building.score(Candidate.MODEL, Metric.RMSE)),
                Cell.fixed(building.score(Candidate.MODEL, Metric.RELATIVE_BIAS), 1),
                Cell.fixed(building.score(Candidate.MODEL, Metric.COVERAGE), 1),
                Cell.count(building.rows()));
    }

    private static List<BuildingScores> worst(Scores scores) {
        Map<String, BuildingScores> byId =
                scores.buildings().stream().collect(Collectors.toMap(BuildingScores::buildingId, Function.identity()));
        return scores.worstBuildings().stream()
                .filter(byId::containsKey)
                .map(byId::get)
                .toList();
    }

    /** Largest error first, those without a WAPE last. */
    private static List<BuildingScores> byError(Scores scores) {
        return scores.buildings().stream()
                .sorted(Comparator.comparingDouble(BuildingSection::errorForOrder)
                        .reversed())
                .limit(MOST_ROWS)
                .toList();
    }

    private static List<BuildingScores> shownById(Scores scores) {
        return byError(scores).stream()
                .sorted(Comparator.comparing(BuildingScores::buildingId))
                .toList();
    }

    private static double errorForOrder(BuildingScores building) {
        double wape = building.score(Candidate.MODEL, Metric.WAPE);
        return Double.isNaN(wape) ? -1 : wape;
    }

    private static String captionOfAll(Scores scores) {
        int count = scores.buildings().size();
        return count <= MOST_ROWS
                ? "Every building"
                : "The " + Numbers.count(MOST_ROWS) + " buildings with the largest error; all " + Numbers.count(count)
                        + " are in the files beside this page";
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
