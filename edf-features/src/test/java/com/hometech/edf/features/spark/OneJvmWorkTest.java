package com.hometech.edf.features.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feature jobs without Spark beside those with it. */
class OneJvmWorkTest {
    private static final String CONFIG = """
            edf_evaluation: {evaluation_days: 14}
            edf_training: {calibration_days: 10}
            """;
    private static final String START = "2023-10-01T00:00:00Z";
    private static final String END = "2024-04-20T00:00:00Z";

    @AfterAll
    static void stopSpark() {
        SparkRuntime.stop();
    }

    @Test
    @DisplayName("fault 19: a training run without Spark writes the files of one with it, byte for byte")
    void training(@TempDir Path root) throws IOException {
        assertSameFiles(root, new TrainingFeaturesJob(), TrainingFeaturesJob.inOneJvm(), Map.of());
    }

    @Test
    @DisplayName("fault 19: a daily run without Spark writes the files of one with it, byte for byte")
    void daily(@TempDir Path root) throws IOException {
        assertSameFiles(
                root,
                new InferenceFeaturesJob(),
                InferenceFeaturesJob.inOneJvm(),
                Map.of("issued-at", "2024-04-10T05:00:00Z", "strategy", "Prophet"));
    }

    private static void assertSameFiles(Path root, Job spread, Job inOneJvm, Map<String, String> parameters)
            throws IOException {
        JobFolder one = folder(root.resolve("spark"));
        JobFolder other = folder(root.resolve("one-jvm"));

        spread.run(one.context(parameters));
        inOneJvm.run(other.context(parameters));

        Map<String, String> expected = contents(one.output("."));
        assertThat(expected.keySet()).anyMatch(name -> name.endsWith(".parquet"));
        assertThat(contents(other.output("."))).isEqualTo(expected);
    }

    /** More buildings than share a file, of which one closed, one never had a reading and one is not known. */
    private static JobFolder folder(Path root) throws IOException {
        JobFolder folder = new JobFolder(root).config(CONFIG).weather(START, END);
        for (int building = 1; building <= 11; building++) {
            folder.building("b" + building, "Europe/Berlin", "Office").readings("b" + building, START, END, building);
        }
        return folder.building("closed", "Europe/Berlin", "Office")
                .readings("closed", START, "2023-12-01T00:00:00Z", 12)
                .building("never_read", "Europe/Berlin", "Office")
                .readings("unknown", START, END, 13)
                .write(true);
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(found -> !found.getFileName().toString().endsWith(".crc"))
                    .toList()) {
                contents.put(
                        directory.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
