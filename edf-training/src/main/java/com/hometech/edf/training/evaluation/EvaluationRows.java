package com.hometech.edf.training.evaluation;

import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.training.evaluation.EvaluationReport.LabelFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a model is scored on.
 *
 * @param table the rows, with what really happened
 * @param summary what lies beside them
 * @param labels where the readings come from; empty where they are those of the features
 */
public record EvaluationRows(FeatureTable table, FeatureSummary summary, Optional<LabelFacts> labels) {
    /** Reads features, which hold the readings. */
    public static EvaluationRows read(Path features) throws IOException {
        return new EvaluationRows(FeatureTable.read(features), FeatureSummary.read(features), Optional.empty());
    }

    /**
     * The same rows with readings from elsewhere; a row without one is not scored.
     *
     * @param directory Parquet files with the columns of the consumption table
     * @param source where they come from, for the report
     */
    public EvaluationRows withLabels(Path directory, String source) throws IOException {
        double[] readingsKwh = HistoricalLabels.read(directory, table, source);
        LabelFacts facts = new LabelFacts(source, HistoricalLabels.count(readingsKwh));
        return new EvaluationRows(table.withTargetKwh(readingsKwh), summary, Optional.of(facts));
    }
}
