package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.MonthPartitions;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.features.table.FeatureTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Readings at the targets of a table that come from elsewhere, with the columns of the consumption table. */
final class HistoricalLabels {
    private static final byte OK = (byte) ReadingFlag.OK.ordinal();

    private HistoricalLabels() {}

    /**
     * The newest version of each row's reading [kWh]; NaN where there is none or where it is flagged.
     *
     * @throws InvalidInputException where no row has one
     */
    static double[] read(Path directory, FeatureTable table, String source) throws IOException {
        StepGrid grid = grid(table);
        List<ReadingSeries> readings = readings(directory, table, grid);
        double[] readingsKwh = IntStream.range(0, table.rows())
                .mapToDouble(
                        row -> kwh(readings.get(table.buildingIndex(row)), grid.indexOf(table.targetEpochSecond(row))))
                .toArray();
        if (count(readingsKwh) == 0) {
            throw new InvalidInputException("edf_evaluation.historical_labels_path " + source
                    + " holds no usable reading of any of the " + table.rows()
                    + " rows to score: put readings of the evaluation period there, or set it to null");
        }
        return readingsKwh;
    }

    static long count(double[] readingsKwh) {
        return Arrays.stream(readingsKwh).filter(Double::isFinite).count();
    }

    private static double kwh(ReadingSeries series, int index) {
        return series.flags()[index] == OK ? series.kwh()[index] : Double.NaN;
    }

    private static StepGrid grid(FeatureTable table) {
        int stepSeconds = Math.toIntExact(table.schema().step().toSeconds());
        long first = IntStream.range(0, table.rows())
                .mapToLong(table::targetEpochSecond)
                .min()
                .orElse(0);
        long end = IntStream.range(0, table.rows())
                .mapToLong(row -> table.targetEpochSecond(row) + stepSeconds)
                .max()
                .orElse(0);
        return StepGrid.between(first, end, stepSeconds);
    }

    /** In the order of the table's buildings. */
    private static List<ReadingSeries> readings(Path directory, FeatureTable table, StepGrid grid) throws IOException {
        TimeSpan span = new TimeSpan(grid.epochSecond(0), grid.epochSecond(grid.length()));
        Map<String, List<ReadingChunk>> chunksById = new TreeMap<>();
        table.buildings().forEach(building -> chunksById.put(building, new ArrayList<>()));
        for (Path file : MonthPartitions.within(directory, span)) {
            ConsumptionFiles.read(file, span).forEach((building, chunk) -> {
                List<ReadingChunk> known = chunksById.get(building);
                if (known != null) {
                    known.add(chunk);
                }
            });
        }
        return table.buildings().stream()
                .map(building -> ReadingSeries.of(chunksById.getOrDefault(building, List.of()), grid))
                .toList();
    }
}
