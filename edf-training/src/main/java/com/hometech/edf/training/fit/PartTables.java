package com.hometech.edf.training.fit;

import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * The part files of a training table and of its calibration table. A file of one has the buildings of the file of the other
 * with its name; files and buildings have the same order.
 *
 * @param train directory of the rows to learn from
 * @param calibration directory of the calibration rows
 */
record PartTables(String train, String calibration) implements Serializable {
    FeatureSchema schema() throws IOException {
        return FeatureSchema.read(Path.of(train));
    }

    /** Names of the files of either table, in order. */
    List<String> names() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (String directory : List.of(train, calibration)) {
            for (Path file : ParquetFiles.in(Path.of(directory))) {
                names.add(file.getFileName().toString());
            }
        }
        return List.copyOf(names);
    }

    /** The rows to learn from of a part. */
    FeatureTable train(String name) throws IOException {
        return FeatureTable.read(Path.of(train), name);
    }

    /** The calibration rows of a part. */
    FeatureTable calibration(String name) throws IOException {
        return FeatureTable.read(Path.of(calibration), name);
    }
}
