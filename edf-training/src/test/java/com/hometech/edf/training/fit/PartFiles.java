package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.FeatureTableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Writes feature tables in several files, as the feature job does. */
final class PartFiles {
    private PartFiles() {}

    /** Writes a table with so many buildings in each file. */
    static Path write(FeatureTable table, Path directory, int buildingsPerFile) throws IOException {
        Files.createDirectories(directory);
        table.schema().write(directory);
        int files = (table.buildings().size() + buildingsPerFile - 1) / buildingsPerFile;
        for (int file = 0; file < files; file++) {
            int number = file;
            int[] rows = IntStream.range(0, table.rows())
                    .filter(row -> table.buildingIndex(row) / buildingsPerFile == number)
                    .toArray();
            FeatureTable part = TablePiece.together(table.schema(), List.of(TablePiece.of(table, rows)));
            Path path = directory.resolve("part-%05d.parquet".formatted(file));
            try (FeatureTableWriter writer = new FeatureTableWriter(path, table.schema())) {
                writer.append(part);
                writer.finish();
            }
        }
        return directory;
    }
}
