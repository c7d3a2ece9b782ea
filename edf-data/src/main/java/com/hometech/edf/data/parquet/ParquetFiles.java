package com.hometech.edf.data.parquet;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files of a table. */
public final class ParquetFiles {
    private ParquetFiles() {}

    /**
     * Every {@code *.parquet} file below the directory, in the order of their relative names; empty where there is no such
     * directory. Names that start with {@code .} or {@code _} are unfinished or metadata and left out, as Spark does; links
     * are followed.
     */
    public static List<Path> below(Path directory) throws IOException {
        return found(directory, Integer.MAX_VALUE);
    }

    /** As {@link #below}, but only the files that lie in the directory itself, not in directories within it. */
    public static List<Path> in(Path directory) throws IOException {
        return found(directory, 1);
    }

    private static List<Path> found(Path directory, int depth) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(directory, depth, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(file -> isTableFile(directory.relativize(file)))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(
                            file -> directory.relativize(file).toString().replace('\\', '/')))
                    .toList();
        }
    }

    private static boolean isTableFile(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
                return false;
            }
        }
        return relative.toString().endsWith(".parquet");
    }
}
