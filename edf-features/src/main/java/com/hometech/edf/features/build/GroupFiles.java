package com.hometech.edf.features.build;

import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.features.series.SeriesFileWriter;
import com.hometech.edf.features.series.SeriesFiles;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.FeatureTableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a group: one for each table that gets rows, and one for the series beside it. They appear together, or not
 * at all.
 */
final class GroupFiles implements AutoCloseable {
    private final Path output;
    private final String fileName;
    private final FeatureSchema schema;
    private final Map<String, FeatureTableWriter> writers = new TreeMap<>();
    private final Map<String, SeriesFileWriter> seriesWriters = new TreeMap<>();

    GroupFiles(Path output, String fileName, FeatureSchema schema) {
        this.output = output;
        this.fileName = fileName;
        this.schema = schema;
    }

    void append(String part, FeatureTable table) throws IOException {
        if (table.rows() == 0) {
            return;
        }
        FeatureTableWriter writer = writers.get(part);
        if (writer == null) {
            writer = new FeatureTableWriter(output.resolve(part).resolve(fileName), schema);
            writers.put(part, writer);
        }
        writer.append(table);
    }

    void appendSeries(String part, BuildingSeries series) throws IOException {
        SeriesFileWriter writer = seriesWriters.get(part);
        if (writer == null) {
            Path file = output.resolve(part).resolve(SeriesFiles.DIRECTORY).resolve(fileName);
            writer = new SeriesFileWriter(file, List.copyOf(series.weather().keySet()));
            seriesWriters.put(part, writer);
        }
        writer.append(series);
    }

    void finish() throws IOException {
        for (FeatureTableWriter writer : writers.values()) {
            writer.finish();
        }
        for (SeriesFileWriter writer : seriesWriters.values()) {
            writer.finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (FeatureTableWriter writer : writers.values()) {
            writer.close();
        }
        for (SeriesFileWriter writer : seriesWriters.values()) {
            writer.close();
        }
    }
}
