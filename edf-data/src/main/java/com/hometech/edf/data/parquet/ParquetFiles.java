package com.hometech.edf.data.parquet;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds the files of a table. */
public final class ParquetFiles {
    private ParquetFiles() {}

    /**
     * Every {@code *.parquet} file below the directory, in the order of their relative names; empty where there is no such
     * directory. Names that start with {@code .} or {@code _} are unfinished or metadata and left out, as Spark does; links
     * are followed.
     */
    public static List<Path> below(Path directory) throws IOException {
        return found(directory, Integer.MAX_VALUE, within -> true);
    }

    /** As {@link #below(Path)}, without entering directories that are not wanted. */
    public static List<Path> below(Path directory, Predicate<Path> isWanted) throws IOException {
        return found(directory, Integer.MAX_VALUE, isWanted);
    }

    /** As {@link #below}, but only the files that lie in the directory itself, not in directories within it. */
    public static List<Path> in(Path directory) throws IOException {
        return found(directory, 1, within -> true);
    }

    private static List<Path> found(Path directory, int depth, Predicate<Path> isWanted) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        SortedMap<String, Path> found = new TreeMap<>();
        Files.walkFileTree(directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path within, BasicFileAttributes attributes) {
                return within.equals(directory) || isWanted.test(within)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path relative = directory.relativize(file);
                if (attributes.isRegularFile() && isTableFile(relative)) {
                    found.put(relative.toString().replace('\\', '/'), file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return List.copyOf(found.values());
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
