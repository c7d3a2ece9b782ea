package com.hometech.edf.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process under a limit of the operating system on the size of files: its writes fail as on a full disk. */
class DiskFullTest {
    private static final Path SHELL = Path.of("/bin/bash");
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int BUILDINGS = 600;
    private static final int HOURS = 744;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private record Ended(int exitCode, String output) {}

    @Test
    @DisplayName("fault 35: an import that cannot write says so, publishes nothing, and succeeds when there is room")
    void anImportThatCannotWriteLeavesNothing() throws Exception {
        assumeThat(SHELL).as("needs a shell that can limit files").isExecutable();
        Path folder = Files.createDirectories(directory.resolve("folder"));
        writeReadings(folder);

        Ended full = importUnder("ulimit -f 2500", folder);

        assertThat(full.output()).contains("edf: ").doesNotContain("\tat ").doesNotContain("a defect");
        assertThat(full.exitCode()).isEqualTo(5);
        assertThat(published()).isEmpty();

        Ended enough = importUnder("true", folder);
        assertThat(enough.output()).contains("rows taken");
        assertThat(enough.exitCode()).isZero();
        assertThat(published()).isNotEmpty();
    }

    /** A month of readings that no compression makes smaller than the limit; libraries must still find room below it. */
    private static void writeReadings(Path folder) throws IOException {
        Random random = new Random(35);
        StringBuilder buildings = new StringBuilder("building_id,site_id,timezone\n");
        try (Writer rows = Files.newBufferedWriter(folder.resolve("consumption.csv"))) {
            rows.write("building_id,timestamp_utc,consumption_kwh\n");
            for (int building = 0; building < BUILDINGS; building++) {
                buildings.append("b%03d,s1,Europe/Berlin\n".formatted(building));
                for (int hour = 0; hour < HOURS; hour++) {
                    rows.write("b%03d,%s,%s\n"
                            .formatted(building, START.plusSeconds(3600L * hour), random.nextDouble() + 1));
                }
            }
        }
        Files.writeString(folder.resolve("buildings.csv"), buildings);
    }

    private Ended importUnder(String limit, Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SHELL.toString(), "-c", limit + " && exec \"$@\"", "edf"));
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:-UsePerfData", "com.hometech.edf.cli.Edf"));
        command.addAll(List.of(
                "data",
                "import",
                folder.toString(),
                "--home",
                directory.resolve("home").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private List<Path> published() throws IOException {
        Path buckets = directory.resolve("home/buckets");
        if (!Files.isDirectory(buckets)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(buckets)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }
}
