package com.hometech.edf.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.job.OutputManifest.OutputFile;
import com.hometech.edf.job.TwoHosts.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job on two hosts, each with processes, files and a name of its own. */
@Timeout(240)
class SeveralHostsTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int DAYS = 60;
    private static final int BUILDINGS = 20;
    private static final List<String> TABLES = List.of("train", "calibration", "eval");

    @TempDir
    private static Path shared;

    private static Path inputs;

    @TempDir
    private Path directory;

    @BeforeAll
    static void inputs() throws IOException {
        inputs = shared.resolve("input");
        input("config/edf_config.yaml", """
                project_name: hometech-ml
                edf_training: {calibration_days: 7}
                edf_evaluation: {evaluation_days: 7}
                """);
        input(
                "topology/buildings.csv",
                IntStream.range(0, BUILDINGS)
                        .mapToObj(building -> "b%02d,s1,Europe/Berlin\n".formatted(building))
                        .collect(Collectors.joining("", "building_id,site_id,timezone\n", "")));
        input("topology/calendar.csv", "site_id,date,holiday_name\ns1,2024-12-25,Christmas\n");
        input("weather/_about.txt", "none\n");
        input("weather-forecast/_about.txt", "none\n");
        for (int month = 1; month <= 2; month++) {
            Path file = inputs.resolve("consumption/month=2024-%02d/a.parquet".formatted(month));
            try (ParquetRowWriter writer = new ParquetRowWriter(file, ConsumptionColumn.SCHEMA)) {
                for (int building = 0; building < BUILDINGS; building++) {
                    for (int hour = (month - 1) * 31 * 24; hour < (month == 1 ? 31 : DAYS) * 24; hour++) {
                        writer.setString(ConsumptionColumn.BUILDING_ID.ordinal(), "b%02d".formatted(building));
                        writer.setEpochSecond(
                                ConsumptionColumn.TIMESTAMP_HOUR.ordinal(), START.getEpochSecond() + 3600L * hour);
                        writer.setDouble(
                                ConsumptionColumn.CONSUMPTION_KWH.ordinal(),
                                10 + building + (hour * 7 + building) % 24);
                        writer.setLong(ConsumptionColumn.VERSION.ordinal(), 1);
                        writer.setString(ConsumptionColumn.FLAG.ordinal(), "ok");
                        writer.endRow();
                    }
                }
                writer.finish();
            }
        }
    }

    private static void input(String name, String text) throws IOException {
        Path file = inputs.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    @DisplayName("fault 42: what two hosts upload is byte for byte what one host does")
    void whatTwoHostsUploadIsByteForByteWhatOneHostDoes() throws Exception {
        Path alone = directory.resolve("alone/ml");
        FileUtils.copyDirectory(
                inputs.toFile(), alone.resolve("processing/input").toFile());
        JobProcess one = JobProcess.start(alone, "features-training", "--strategy", "Prophet");
        try (TwoHosts hosts = TwoHosts.in(directory)) {
            Host second = hosts.start("algo-2", inputs, "features-training", "--strategy", "Prophet");
            Host first = hosts.start("algo-1", inputs, "features-training", "--strategy", "Prophet");

            assertThat(first.end()).as(first::text).isZero();
            assertThat(second.end()).as(second::text).isZero();
            assertThat(one.end()).isZero();
            Path uploaded = directory.resolve("uploaded");
            for (Host host : List.of(first, second)) {
                FileUtils.copyDirectory(host.root().resolve("processing/output").toFile(), uploaded.toFile());
            }
            List<OutputFile> found = OutputManifest.of(uploaded).files();
            assertThat(found)
                    .as("what is not a mark of the second host")
                    .filteredOn(file -> !file.name().endsWith("/_publishing"))
                    .containsExactlyElementsOf(OutputManifest.of(alone.resolve("processing/output"))
                            .files());
            assertThat(found)
                    .extracting(OutputFile::name)
                    .contains("train/part-00003.parquet", "train/series/part-00000.parquet", "train/_manifest.json");
            for (String table : TABLES) {
                OutputManifest.requireComplete(uploaded.resolve(table), table + "/");
            }
            for (Host host : List.of(first, second)) {
                assertThat(host.root().resolve("processing/output/train"))
                        .as("each host did a part of the work")
                        .isDirectoryContaining("glob:**/part-*.parquet");
                assertThat(host.log())
                        .isNotEmpty()
                        .noneMatch(line -> line.path("level").asText().equals("ERROR"));
            }
            aPartIsNoInput(first, second);
        }
    }

    @Test
    @DisplayName("fault 28: the end of a host fails the job on the other")
    void theEndOfAHostFailsTheJobOnTheOther() throws Exception {
        try (TwoHosts hosts = TwoHosts.in(directory)) {
            Host second = hosts.start("algo-2", inputs, "features-training");
            Host first = hosts.start("algo-1", inputs, "features-training");
            second.awaitTask("train");
            long killed = System.nanoTime();
            second.kill();

            assertThat(first.end()).as(first::text).isEqualTo(JobExitCode.UNAVAILABLE);
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(60));
            assertThat(first.reason())
                    .isEqualTo(
                            "DependencyUnavailableException: Host algo-2 is lost: its container ended without a word, "
                                    + "as one that ran out of memory does. See its log, then start the job again");
            for (String table : TABLES) {
                assertThat(first.root().resolve("processing/output").resolve(table))
                        .isDirectoryContaining("glob:**/_publishing")
                        .isDirectoryNotContaining("glob:**/_manifest.json");
            }
        }
    }

    @Test
    void aHostThatIsStoppedStopsTheOther() throws Exception {
        try (TwoHosts hosts = TwoHosts.in(directory)) {
            Host first = hosts.start("algo-1", inputs, "features-training");
            Host second = hosts.start("algo-2", inputs, "features-training");
            second.awaitLine("host algo-2 joined algo-1");
            first.terminate();

            assertThat(first.end()).as(first::text).isEqualTo(143);
            assertThat(second.end()).as(second::text).isEqualTo(143);
            assertThat(first.reason()).startsWith("Stopped: ");
            assertThat(second.reason()).startsWith("HostFailedException: Host algo-1 failed: Stopped: ");
        }
    }

    private static void aPartIsNoInput(Host first, Host second) {
        Path ofFirst = first.root().resolve("processing/output/train");
        assertThatThrownBy(() -> OutputManifest.requireComplete(ofFirst, "train/"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("train/ differs from its _manifest.json: ")
                .hasMessageContaining("A host of the job that wrote it did not upload its part");
        Path ofSecond = second.root().resolve("processing/output/train");
        assertThatThrownBy(() -> OutputManifest.requireComplete(ofSecond, "train/"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("train/ is not complete");
    }
}
