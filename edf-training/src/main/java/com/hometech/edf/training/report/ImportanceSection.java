package com.hometech.edf.training.report;

import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.RankingChart;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Series.Look;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.training.evaluation.Importance;
import com.hometech.edf.training.evaluation.Importance.FeatureImportance;
import com.hometech.edf.training.evaluation.Importance.KindImportance;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Which features the model's forecasts depend on. */
final class ImportanceSection {
    private static final int MOST_FEATURES = 20;

    private ImportanceSection() {}

    static List<Block> blocks(Importance importance) {
        List<FeatureImportance> shown =
                importance.features().stream().limit(MOST_FEATURES).toList();
        return List.of(
                new Paragraph("Contribution (SHAP): how far a feature moves the forecasts, up or down, on average over "
                        + Numbers.count(importance.rows())
                        + " sampled evaluation rows. Gain: by how much the splits on it lowered the loss in training. A "
                        + "feature with much gain and little contribution mattered in training and hardly matters in the "
                        + "evaluation period. Neither measure tells causes, and features that carry the same information "
                        + "share its importance."),
                chart(shown, importance.features().size()),
                features(shown),
                kinds(importance.kinds()));
    }

    private static RankingChart chart(List<FeatureImportance> shown, int all) {
        return new RankingChart(
                "The " + shown.size() + " most important of " + all + " features",
                "Shares of the contributions and of the gain of all features.",
                Axis.of(
                        "Feature",
                        shown.stream().map(FeatureImportance::feature).toList()),
                "Share [%]",
                List.of(
                        new Series("contribution", Look.MAIN, values(shown, FeatureImportance::shapPercent)),
                        new Series("gain", Look.FIRST, values(shown, FeatureImportance::gainPercent))));
    }

    private static double[] values(List<FeatureImportance> features, ToDoubleFunction<FeatureImportance> value) {
        return features.stream().mapToDouble(value).toArray();
    }

    private static Table features(List<FeatureImportance> shown) {
        return new Table(
                "Importance of features",
                List.of(
                        Column.text("Feature"),
                        Column.text("Kind"),
                        Column.number("Contribution [%]", "Share of the contributions of all features"),
                        Column.number(
                                "Moves by [% of level]",
                                "Mean contribution, without sign, to the level of the building"),
                        Column.number("Gain [%]", "Share of the gain of all features")),
                shown.stream().map(ImportanceSection::featureRow).toList());
    }

    private static List<Cell> featureRow(FeatureImportance feature) {
        return List.of(
                Cell.text(feature.feature()),
                Cell.text(feature.kind()),
                Cell.fixed(feature.shapPercent(), 1),
                Cell.fixed(feature.movesPercentOfLevel(), 1),
                Cell.fixed(feature.gainPercent(), 1));
    }

    private static Table kinds(List<KindImportance> kinds) {
        return new Table(
                "Importance of kinds of features",
                List.of(
                        Column.text("Kind"),
                        Column.number("Features"),
                        Column.number("Contribution [%]"),
                        Column.number("Gain [%]")),
                kinds.stream().map(ImportanceSection::kindRow).toList());
    }

    private static List<Cell> kindRow(KindImportance kind) {
        return List.of(
                Cell.text(kind.kind()),
                Cell.count(kind.features()),
                Cell.fixed(kind.shapPercent(), 1),
                Cell.fixed(kind.gainPercent(), 1));
    }
}
