package com.hometech.edf.features.series;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The series that lie as Parquet files beside a feature table, in the directory {@value #DIRECTORY}: files with the names
 * of the table's, each with the same buildings as the table's and those that have readings but no rows.
 *
 * <p>A file is read when one of its buildings is asked for, and the last few are kept: ask for buildings in the order of
 * their files. Safe to share between threads.
 */
public final class SeriesFiles implements SeriesSource {
    /** Name of the directory within that of a table. */
    public static final String DIRECTORY = "series";
    /** As many threads can each go through a file of their own. */
    private static final int FILES_KEPT = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Map<String, SeriesFile> fileByBuilding = new HashMap<>();
    private final Map<Path, Map<String, BuildingSeries>> loaded = new LinkedHashMap<>(FILES_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Map<String, BuildingSeries>> eldest) {
            return size() > FILES_KEPT;
        }
    };

    private SeriesFiles(List<SeriesFile> files) {
        for (SeriesFile file : files) {
            for (String building : file.buildings()) {
                SeriesFile other = fileByBuilding.put(building, file);
                if (other != null) {
                    throw new InvalidInputException("The series of " + building + " lies in " + other.path()
                            + " and in " + file.path() + ": remove one of the files");
                }
            }
        }
    }

    /**
     * The series of a table; {@link SeriesSource#NONE} where there are none beside it.
     *
     * @param tableDirectory that of the table
     * @throws InvalidInputException when a file is damaged, or two have the same building
     */
    public static SeriesSource read(Path tableDirectory) throws IOException {
        Path directory = tableDirectory.resolve(DIRECTORY);
        return Files.isDirectory(directory) ? of(ParquetFiles.in(directory)) : NONE;
    }

    /**
     * The series of one file.
     *
     * @throws InvalidInputException when it is damaged or there is no such file
     */
    public static SeriesFiles ofFile(Path parquet) throws IOException {
        return of(List.of(parquet));
    }

    private static SeriesFiles of(List<Path> paths) throws IOException {
        List<SeriesFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(SeriesFile.index(path));
        }
        return new SeriesFiles(files);
    }

    /** The buildings that have series, in the order of their ids. */
    public List<String> buildings() {
        return fileByBuilding.keySet().stream().sorted().toList();
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidInputException when the building's file is damaged or its times are no regular grid
     * @throws DependencyUnavailableException when the file can no longer be read
     */
    @Override
    public Optional<BuildingSeries> of(String building) {
        SeriesFile file = fileByBuilding.get(building);
        return file == null ? Optional.empty() : Optional.ofNullable(load(file).get(building));
    }

    private synchronized Map<String, BuildingSeries> load(SeriesFile file) {
        return loaded.computeIfAbsent(file.path(), path -> {
            try {
                return file.load();
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot read " + path + ": " + failure, failure);
            }
        });
    }
}
