package com.hometech.edf.endtoend;

import static com.hometech.edf.endtoend.SmallPortfolio.AT_NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same readings give the same bytes, whatever the number of processors and the order in which readings come. */
class DeterminismTest {
    private static final List<String> RESULTS =
            List.of("features/", "model-artifacts/", "evaluation-output/", "forecast-output/");

    @TempDir
    private static Path directory;

    private static Map<String, String> onOneProcessor;
    private static Map<String, String> onTwoInAnotherOrder;
    private static Path one;
    private static Path two;

    @BeforeAll
    static void runTwice() throws Exception {
        Path sample = directory.resolve("readings");
        EdfRun.done(directory, "data", "generate", "--out", sample.toString(), "--buildings", "6", "--days", "120");
        one = SmallPortfolio.home(directory.resolve("one"));
        two = SmallPortfolio.home(directory.resolve("two"));
        deliver(sample, one.resolve("delivered"), false);
        deliver(sample, two.resolve("delivered"), true);
        onOneProcessor = results(one, 1);
        onTwoInAnotherOrder = results(two, 2);
    }

    /** Readings in two files, in the order of the sample or backwards. */
    private static void deliver(Path sample, Path folder, boolean backwards) throws IOException {
        Stores.copy(sample, folder);
        Path file = folder.resolve("consumption.csv.gz");
        List<String> lines = lines(file);
        Files.delete(file);
        String header = lines.remove(0);
        if (backwards) {
            Collections.reverse(lines);
        }
        int half = lines.size() / 2;
        write(folder.resolve("consumption_1.csv"), header, lines.subList(0, half));
        write(folder.resolve("consumption_2.csv"), header, lines.subList(half, lines.size()));
    }

    private static List<String> lines(Path gzip) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), UTF_8))) {
            return reader.lines().collect(Collectors.toList());
        }
    }

    private static void write(Path file, String header, List<String> lines) throws IOException {
        Files.writeString(file, header + "\n" + String.join("\n", lines) + "\n");
    }

    /** Checksums of what a demo made, on so many processors. */
    private static Map<String, String> results(Path home, int processors) throws Exception {
        EdfProcess demo = EdfProcess.start(
                home,
                List.of("-XX:ActiveProcessorCount=" + processors),
                "demo",
                "--data",
                home.resolve("delivered").toString(),
                AT_NOW);
        assertThat(demo.end()).as(demo.output()).isZero();
        Map<String, String> results = new TreeMap<>();
        Stores.files(home.resolve("delivered").resolve(Stores.PROCESSED)).forEach((name, checksum) -> {
            if (RESULTS.stream().anyMatch(name::startsWith)) {
                results.put(name, checksum);
            }
        });
        return results;
    }

    @Test
    @DisplayName("fault 42: features, model, evaluation and forecasts are the same bytes on 1 and 2 processors")
    void theSameBytes() {
        assertThat(onOneProcessor.keySet().stream()
                        .map(name -> Path.of(name).getFileName().toString()))
                .contains(
                        "part-00000.parquet",
                        "feature_schema.json",
                        "model.tar.gz",
                        "evaluation_report_edf.json",
                        "evaluation_report_edf.html",
                        "forecasts.parquet",
                        "run_manifest.json");
        assertThat(Stores.differences(onTwoInAnotherOrder, onOneProcessor)).isEmpty();
    }

    @Test
    @DisplayName("fault 42: the store holds the same forecasts")
    void theSameRows() {
        assertThat(Stores.rows(two.resolve("delivered")))
                .hasSize(72 * SmallPortfolio.BUILDINGS)
                .isEqualTo(Stores.rows(one.resolve("delivered")));
    }
}
