package com.hometech.edf.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process under a limit of the operating system on the size of files: its writes fail as on a full disk. */
class DiskFullTest {
    private static final Path SHELL = Path.of("/bin/bash");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private record Ended(int exitCode, String output) {}

    @Test
    @DisplayName("fault 35: an import that cannot write says so, publishes nothing, and succeeds when there is room")
    void anImportThatCannotWriteLeavesNothing() throws Exception {
        assumeThat(SHELL).as("needs a shell that can limit files").isExecutable();
        Path folder = Files.createDirectories(directory.resolve("folder"));
        Files.writeString(folder.resolve("buildings.csv"), "building_id,site_id,timezone\nb1,s1,Europe/Berlin\n");
        Files.writeString(folder.resolve("consumption.csv"), readings());

        Ended full = importUnder("ulimit -f 40", folder);

        assertThat(full.output()).contains("edf: ").doesNotContain("\tat ").doesNotContain("a defect");
        assertThat(full.exitCode()).isEqualTo(5);
        assertThat(published()).isEmpty();

        Ended enough = importUnder("true", folder);
        assertThat(enough.output()).contains("rows taken");
        assertThat(enough.exitCode()).isZero();
        assertThat(published()).isNotEmpty();
    }

    private static String readings() {
        StringBuilder rows = new StringBuilder("building_id,timestamp_utc,consumption_kwh\n");
        for (int hour = 0; hour < 700 * 24; hour++) {
            rows.append("b1,")
                    .append(Instant.parse("2022-01-01T00:00:00Z").plusSeconds(3600L * hour))
                    .append(',')
                    .append(Math.sin(hour) + 2)
                    .append('\n');
        }
        return rows.toString();
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
