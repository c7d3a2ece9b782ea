package com.hometech.edf.data.sample;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a folder of sample data: {@code consumption.csv.gz}, {@code solar.csv.gz}, {@code weather.csv.gz},
 * {@code weather_forecast.csv.gz}, {@code buildings.csv}, {@code calendar.csv} and a {@code README.md}; with defects also
 * {@code defects.csv}. One building at a time is in memory.
 */
public final class GenerateSampleData {

    /**
     * Makes the data. The folder appears when all of it is written.
     *
     * @param folder must be missing or empty
     * @throws InvalidInputException when it is neither
     * @throws DependencyUnavailableException when it cannot be written
     */
    public SampleSummary run(Path folder, SampleOptions options) {
        Path target = folder.toAbsolutePath().normalize();
        requireVacant(target);
        Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
        try {
            delete(unfinished);
            Files.createDirectories(unfinished);
            SampleSummary summary = new SampleFolder(unfinished, options).write(target);
            Files.deleteIfExists(target);
            Files.move(unfinished, target);
            return summary;
        } catch (IOException | UncheckedIOException failure) {
            throw new DependencyUnavailableException("Cannot write sample data to " + folder, failure);
        }
    }

    private static void requireVacant(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isEmpty()) {
                    return;
                }
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot read folder " + folder, failure);
            }
        }
        if (Files.exists(folder)) {
            throw new InvalidInputException(
                    "folder = " + folder + " exists and is not an empty folder: give a new name, or remove it first");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> walk = Files.walk(folder)) {
            entries = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            Files.delete(entry);
        }
    }

    static void writeText(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
