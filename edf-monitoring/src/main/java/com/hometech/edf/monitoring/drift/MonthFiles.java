package com.hometech.edf.monitoring.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.inference.artifact.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The files of a table that is partitioned as {@code month=YYYY-MM}. */
final class MonthFiles {
    private static final String PARTITION = "month=";

    private MonthFiles() {}

    /** By month, in the order of their names; a file outside of a partition may hold rows of every month. */
    static NavigableMap<YearMonth, List<Path>> of(Path table) throws IOException {
        NavigableMap<YearMonth, List<Path>> months = new TreeMap<>();
        List<Path> others = new ArrayList<>();
        for (Path file : ParquetFiles.below(table)) {
            month(file)
                    .ifPresentOrElse(
                            month -> months.computeIfAbsent(month, key -> new ArrayList<>())
                                    .add(file),
                            () -> others.add(file));
        }
        months.values().forEach(files -> files.addAll(others));
        return months;
    }

    private static Optional<YearMonth> month(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String name = folder == null ? "" : String.valueOf(folder.getFileName());
        try {
            return name.startsWith(PARTITION)
                    ? Optional.of(YearMonth.parse(name.substring(PARTITION.length())))
                    : Optional.empty();
        } catch (DateTimeException noMonth) {
            return Optional.empty();
        }
    }

    /** Changes when the content of files does; what they are called makes no difference. */
    static String fingerprint(List<Path> files) throws IOException {
        List<String> checksums = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                checksums.add(Checksums.sha256(in));
            }
        }
        checksums.sort(null);
        return digest(String.join("\n", checksums));
    }

    /** Digest of a text. */
    static String digest(String text) {
        return Checksums.sha256(text.getBytes(UTF_8));
    }
}
