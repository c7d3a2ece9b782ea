package com.hometech.edf.training.report;

import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.Facts;
import com.hometech.edf.data.page.Facts.Fact;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Times;
import com.hometech.edf.training.evaluation.EvaluationReport;
import com.hometech.edf.training.evaluation.EvaluationReport.DataFacts;
import com.hometech.edf.training.evaluation.EvaluationReport.LabelFacts;
import com.hometech.edf.training.evaluation.EvaluationReport.ModelFacts;
import java.util.List;
import java.util.stream.Collectors;

/** Which rows, which model, which configuration; and what the words mean. */
final class FactsSection {
    private static final int MOST_IDS = 50;

    private FactsSection() {}

    static List<Block> blocks(EvaluationReport report) {
        return List.of(
                new Paragraph(
                        "Each forecast was made from what was known at its origin, over a period that training never "
                                + "saw. All forecasts are scored on the same rows: those where the reading, the model's forecast "
                                + "and every plain forecast are known."),
                new Facts(dataFacts(report.data())),
                new Facts(modelFacts(report.model())),
                words());
    }

    private static List<Fact> dataFacts(DataFacts data) {
        return List.of(
                new Fact("Evaluation period", Times.period(data.firstTarget(), data.lastTarget())),
                new Fact("Rows scored", rows(data.rowsScored(), data.rows())),
                new Fact("Readings scored with", labels(data)),
                new Fact("Left out: no reading", rows(data.rowsWithoutReading(), data.rows())),
                new Fact("Left out: no plain forecast", rows(data.rowsWithoutBaseline(), data.rows())),
                new Fact("Left out: no finite forecast", rows(data.rowsWithoutForecast(), data.rows())),
                new Fact("Scored rows by quality", qualities(data)),
                new Fact("Buildings scored", Numbers.count(data.buildingsScored())),
                new Fact("Buildings without scores", ids(data.buildingsWithoutScores())),
                new Fact("Weather at the targets", weather(data.weatherSource())),
                new Fact("Rows with weather", Numbers.percent(data.weatherShare(), 1)));
    }

    private static String rows(long count, long all) {
        return Numbers.count(count) + " of " + Numbers.count(all) + " (" + Numbers.percent((double) count / all, 1)
                + ")";
    }

    private static String labels(DataFacts data) {
        LabelFacts labels = data.labels();
        return labels == null
                ? "those of the features"
                : labels.source() + ", for " + rows(labels.rowsCovered(), data.rows()) + " rows";
    }

    private static String qualities(DataFacts data) {
        return data.rowsScoredByQuality().entrySet().stream()
                .map(entry -> entry.getKey() + " " + Numbers.count(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String ids(List<String> ids) {
        String shown = ids.stream().limit(MOST_IDS).collect(Collectors.joining(", "));
        return ids.isEmpty()
                ? "none"
                : ids.size() <= MOST_IDS ? shown : shown + " and " + (ids.size() - MOST_IDS) + " more";
    }

    private static String weather(String source) {
        return switch (source) {
            case "archived_forecast" -> "forecasts as they were known at the time";
            case "observed_stand_in" -> "observed weather, standing in for forecasts that were not archived";
            case "none" -> "none";
            default -> source;
        };
    }

    private static List<Fact> modelFacts(ModelFacts model) {
        return List.of(
                new Fact("Strategy", model.strategy()),
                new Fact(
                        "Trained on targets",
                        Times.minute(model.trainedFrom()) + " to " + Times.minute(model.trainedTo())),
                new Fact(
                        "Trained with",
                        Numbers.count(model.trainingRows()) + " rows of " + Numbers.count(model.trainingBuildings())
                                + " buildings"),
                new Fact("Weather in training", weather(model.trainingWeather())),
                new Fact("Interval", "from quantile " + model.lowerLevel() + " to " + model.upperLevel()),
                new Fact("Created", Times.minute(model.createdAt()) + ", EDF " + model.codeVersion()),
                new Fact("Model checksum (SHA-256)", model.sha256()),
                new Fact("Configuration fingerprint", model.configurationFingerprint()),
                new Fact("Feature schema fingerprint", model.featureSchemaFingerprint()));
    }

    private static Table words() {
        return new Table(
                "What the words mean",
                List.of(Column.text("Word"), Column.text("Meaning")),
                List.of(
                        word(
                                "Median building",
                                "Half of the buildings are better, half are worse. Limits are held against it, "
                                        + "because a few large buildings would decide any mean."),
                        word(
                                "WAPE",
                                "Sum of absolute errors divided by the sum of readings: 10 % means that 10 of 100 kWh "
                                        + "are in the wrong hour or missing."),
                        word(
                                "MASE",
                                "Mean absolute error divided by that of the hour a week ago in the building's history. "
                                        + "Below 1 is better than last week's value usually is."),
                        word(
                                "MAPE",
                                "Mean of the errors in percent of each reading. Readings up to 1 % of the building's "
                                        + "mean are left out."),
                        word("RMSE", "Root of the mean square error: large errors count more."),
                        word(
                                "Bias",
                                "Sum of errors divided by the sum of readings; positive where too much is forecast."),
                        word("Coverage", "Share of readings inside the interval."),
                        word("Last week", "The value 168 hours before, older weeks where it is missing."),
                        word("Yesterday", "The last 24 hours before the forecast, repeated."),
                        word("Four-week mean", "Mean of the same hour of the week over the last four weeks.")));
    }

    private static List<Cell> word(String word, String meaning) {
        return List.of(Cell.text(word), Cell.text(meaning));
    }
}
