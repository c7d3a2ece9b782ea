package com.hometech.edf.training.backtest;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.training.backtest.BacktestScores.CandidateScores;
import com.hometech.edf.training.backtest.BacktestScores.GroupValues;
import com.hometech.edf.training.evaluation.Metric;
import com.hometech.edf.training.evaluation.PeriodScores;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code scores.csv}: every metric of every candidate for all buildings, each use type, site and building, by day ahead. */
final class ScoresCsv implements AutoCloseable {
    static final String FILE_NAME = "scores.csv";

    private static final List<String> KEYS =
            List.of("candidate", "group_by", "group", "leads", "statistic", "buildings", "rows");

    private final CsvWriter csv;

    ScoresCsv(Path file) throws IOException {
        csv = CsvWriter.builder().build(file);
        csv.writeRecord(Stream.concat(KEYS.stream(), Stream.of(Metric.values()).map(Metric::key))
                .toList());
    }

    /** Writes the groups of a candidate. */
    void write(CandidateScores scores) {
        scores.overall().forEach(group -> write(scores.name(), "all", group));
        scores.byUseType().forEach(group -> write(scores.name(), "use_type", group));
        scores.bySite().forEach(group -> write(scores.name(), "site", group));
    }

    /** Writes each building. */
    void write(String name, Candidate candidate, PeriodScores scores) {
        for (PeriodScores.BuildingDay day : scores.buildingDays()) {
            Map<String, Double> values = ScoreTables.of(candidate, day.scores());
            write(List.of(name, "building", day.buildingId(), day.leads(), "pooled", "1", "" + day.rows()), values);
        }
    }

    private void write(String name, String groupBy, GroupValues group) {
        Map.of("pooled", group.pooled(), "median", group.median(), "mean", group.mean()).entrySet().stream()
                .sorted(Map.Entry.<String, Map<String, Double>>comparingByKey().reversed())
                .forEach(statistic -> write(
                        List.of(
                                name,
                                groupBy,
                                group.group(),
                                group.leads(),
                                statistic.getKey(),
                                Integer.toString(group.buildings()),
                                Long.toString(group.rows())),
                        statistic.getValue()));
    }

    private void write(List<String> keys, Map<String, Double> values) {
        List<String> row = new ArrayList<>(keys);
        for (Metric metric : Metric.values()) {
            Double value = values.get(metric.key());
            row.add(value == null ? "" : value.toString());
        }
        csv.writeRecord(row);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
