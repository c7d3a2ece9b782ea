package com.hometech.edf.training.backtest;

import com.hometech.edf.inference.artifact.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tells data apart: whether two backtests saw the same files. */
public final class DataFingerprint {
    private DataFingerprint() {}

    /** SHA-256 over the names and bytes of the CSV files of a folder, plain or gzip, or of one file. */
    public static String of(Path folderOrFile) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files(folderOrFile)) {
            try (InputStream in = Files.newInputStream(file)) {
                lines.add(file.getFileName() + " " + Checksums.sha256(in));
            }
        }
        return Checksums.sha256(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> files(Path folderOrFile) throws IOException {
        if (Files.isRegularFile(folderOrFile)) {
            return List.of(folderOrFile);
        }
        try (Stream<Path> files = Files.list(folderOrFile)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.csv(\\.gz)?"))
                    .sorted()
                    .toList();
        }
    }
}
