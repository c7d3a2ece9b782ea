package com.hometech.edf.training.evaluation;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ScoreColumn;
import com.hometech.edf.training.evaluation.EvaluationReport.BuildingScores;
import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluation_scores.parquet}: the scores of an evaluation as a table, for queries over many evaluations. A row holds
 * one candidate's metrics for all buildings, for those of a use, or for one building. Metrics are named by
 * {@link Metric#key()}; for several buildings they are medians over these.
 */
public final class ScoresTable {
    /** Name of the file. */
    public static final String FILE_NAME = "evaluation_scores.parquet";

    /** All columns in order: {@link ScoreColumn#SCHEMA}, then the metrics. */
    public static final List<ParquetColumn> SCHEMA = Stream.concat(
                    ScoreColumn.SCHEMA.stream(),
                    Arrays.stream(Metric.values())
                            .map(metric -> ParquetColumn.optional(metric.key(), ParquetKind.DOUBLE)))
            .toList();

    private static final String BUILDING = "building";
    private static final String USE_TYPE = "use_type";

    private final EvaluationReport report;
    private final ParquetRowWriter writer;

    private ScoresTable(EvaluationReport report, ParquetRowWriter writer) {
        this.report = report;
        this.writer = writer;
    }

    /** Writes the file into a directory. */
    public static void write(EvaluationReport report, Path directory) throws IOException {
        try (ParquetRowWriter writer = new ParquetRowWriter(directory.resolve(FILE_NAME), SCHEMA)) {
            new ScoresTable(report, writer).write();
            writer.finish();
        }
    }

    private void write() throws IOException {
        for (GroupScores group : report.overall()) {
            write(EvaluationReport.ALL, null, group);
        }
        for (GroupScores group : report.byUseType()) {
            write(USE_TYPE, group.group(), group);
        }
        for (BuildingScores building : report.buildings()) {
            for (Candidate candidate : Candidate.values()) {
                facts(BUILDING, EvaluationReport.ALL, candidate);
                text(ScoreColumn.USE_TYPE, building.useType());
                text(ScoreColumn.BUILDING_ID, building.buildingId());
                number(ScoreColumn.BUILDINGS, 1);
                number(ScoreColumn.ROWS, building.rows());
                metrics(building.scores().getOrDefault(candidate.key(), Map.of()));
            }
        }
    }

    private void write(String scope, @Nullable String useType, GroupScores group) throws IOException {
        for (Candidate candidate : Candidate.values()) {
            facts(scope, group.leads(), candidate);
            text(ScoreColumn.USE_TYPE, useType);
            number(ScoreColumn.BUILDINGS, group.buildings());
            number(ScoreColumn.ROWS, group.rows());
            metrics(group.median().getOrDefault(candidate.key(), Map.of()));
        }
    }

    private void facts(String scope, String leads, Candidate candidate) {
        text(ScoreColumn.MODEL_SHA256, report.model().sha256());
        writer.setEpochSecond(
                ScoreColumn.MODEL_CREATED_AT.ordinal(),
                report.model().createdAt().getEpochSecond());
        text(ScoreColumn.STRATEGY, report.model().strategy());
        text(ScoreColumn.QUANTITY, report.data().quantity().code());
        writer.setBoolean(ScoreColumn.PASSED.ordinal(), report.verdict().passed());
        text(ScoreColumn.SCOPE, scope);
        text(ScoreColumn.LEADS, leads);
        text(ScoreColumn.CANDIDATE, candidate.key());
    }

    /** Ends the row. */
    private void metrics(Map<String, Double> values) throws IOException {
        for (Metric metric : Metric.values()) {
            writer.setDouble(
                    ScoreColumn.SCHEMA.size() + metric.ordinal(), values.getOrDefault(metric.key(), Double.NaN));
        }
        writer.endRow();
    }

    private void text(ScoreColumn column, @Nullable String value) {
        writer.setString(column.ordinal(), value);
    }

    private void number(ScoreColumn column, long value) {
        writer.setLong(column.ordinal(), value);
    }
}
