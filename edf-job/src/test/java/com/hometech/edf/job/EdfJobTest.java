package com.hometech.edf.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ConsumptionColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as SageMaker starts it: a process that finds and leaves files below {@code /opt/ml}. */
class EdfJobTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int HOURS = 48;

    @TempDir
    private Path directory;

    private Path root;

    @BeforeEach
    void inputs() throws IOException {
        root = directory.resolve("ml");
        input("config/edf_config.yaml", "project_name: hometech-ml\n");
        input("topology/buildings.csv", "building_id,site_id,timezone\nb1,s1,Europe/Berlin\n");
        input("topology/calendar.csv", "site_id,date,holiday_name\ns1,2024-12-25,Christmas\n");
        input("weather/_about.txt", "none\n");
        input("weather-forecast/_about.txt", "none\n");
        try (ParquetRowWriter writer = new ParquetRowWriter(
                root.resolve("processing/input/consumption/month=2024-01/a.parquet"), ConsumptionColumn.SCHEMA)) {
            for (int hour = 0; hour < HOURS; hour++) {
                writer.setString(ConsumptionColumn.BUILDING_ID.ordinal(), "b1");
                writer.setEpochSecond(
                        ConsumptionColumn.TIMESTAMP_HOUR.ordinal(), START.getEpochSecond() + 3600L * hour);
                writer.setDouble(ConsumptionColumn.CONSUMPTION_KWH.ordinal(), 10 + hour % 24);
                writer.setLong(ConsumptionColumn.VERSION.ordinal(), 1);
                writer.setString(ConsumptionColumn.FLAG.ordinal(), "ok");
                writer.endRow();
            }
            writer.finish();
        }
    }

    private void input(String name, String text) throws IOException {
        file("processing/input/" + name, text);
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String left(String name) throws IOException {
        return Files.readString(root.resolve("output").resolve(name));
    }

    @Test
    void aProcessingJobLeavesItsOutputsWithTheirManifestAndLogsLinesOfJson() throws Exception {
        JobProcess process = JobProcess.start(root, "validate-schema", "--workflow", "inference");

        assertThat(process.end()).isZero();
        Path quality = root.resolve("processing/output/quality");
        assertThat(OutputManifest.filesBelow(quality))
                .containsOnlyKeys("data_quality_report.html", "data_quality_report.json", "_manifest.json");
        assertThat(quality.resolve("data_quality_report.json")).content().contains("\"b1\"");
        OutputManifest.requireComplete(quality, "quality/");
        assertThat(root.resolve("output")).doesNotExist();
        List<JsonNode> log = process.log();
        assertThat(log)
                .extracting(line -> line.path("message").asText())
                .first()
                .isEqualTo("job validate-schema starts with {workflow=inference}");
        JsonNode last = log.get(log.size() - 1);
        assertThat(last.path("message").asText()).isEqualTo("job validate-schema succeeded");
        assertThat(last.path("level").asText()).isEqualTo("INFO");
        assertThat(last.path("execution").asText()).isEqualTo("monday");
        assertThat(Instant.parse(last.path("time").asText())).isAfter(START);
    }

    @Test
    void aFailedProcessingJobSaysWhyInItsMessageAndLeavesItsOutputMarkedAsIncomplete() throws Exception {
        JobProcess process =
                JobProcess.start(root, "validate-schema", "--workflow", "inference", "--fro", "2024-01-01");

        assertThat(process.end()).isEqualTo(JobExitCode.WRONG_INPUT);
        String reason = "InvalidInputException: Job validate-schema has no parameter --fro: did you mean \"from\"?";
        assertThat(left("message")).isEqualTo(reason);
        assertThat(left("failure")).isEqualTo(reason);
        assertThat(root.resolve("processing/output/quality")).isDirectoryContaining("glob:**/_publishing");
        JsonNode last = process.log().get(process.log().size() - 1);
        assertThat(last.path("level").asText()).isEqualTo("ERROR");
        assertThat(last.path("message").asText()).contains("has no parameter --fro");
    }

    @Test
    void aTrainingJobWithoutAChannelSaysSoInItsFailureFileAndLeavesNoModel() throws Exception {
        file("input/config/hyperparameters.json", "{\"strategy\": \"XGBoost\"}");
        file("input/data/config/edf_config.yaml", "project_name: hometech-ml\n");
        file("input/data/topology/buildings.csv", "building_id,site_id,timezone\nb1,s1,Europe/Berlin\n");
        file("input/data/train/part-0.parquet", "never read");
        file("model/half.ubj", "half a model");

        assertThat(JobProcess.start(root, "train").end()).isEqualTo(JobExitCode.WRONG_INPUT);

        assertThat(left("failure"))
                .startsWith("InvalidInputException: Job train needs the channel \"calibration\"")
                .endsWith("name it in InputDataConfig of the request");
        assertThat(root.resolve("model")).isEmptyDirectory();
    }

    @Test
    @DisplayName("fault 35: a job whose heap is too small says so, and leaves nothing that looks whole")
    void tooSmallAHeap() throws Exception {
        StringBuilder buildings = new StringBuilder("building_id,site_id,timezone\n");
        for (int building = 0; building < 300_000; building++) {
            buildings.append("b").append(building).append(",s1,Europe/Berlin\n");
        }
        input("topology/buildings.csv", buildings.toString());

        JobProcess process = JobProcess.start("-Xmx32m", root, "validate-schema", "--workflow", "inference");

        assertThat(process.end()).isEqualTo(JobExitCode.DEFECT);
        assertThat(left("message"))
                .startsWith("OutOfMemoryError: ")
                .endsWith("Choose a larger instance type")
                .isEqualTo(left("failure"));
        assertThat(root.resolve("processing/output/quality")).isDirectoryContaining("glob:**/_publishing");
        assertThat(root.resolve("processing/output/quality")).isDirectoryNotContaining("glob:**/_manifest.json");
    }

    @Test
    @DisplayName("fault 28: a job that SageMaker stops ends with 143 and leaves nothing that looks whole")
    void sigterm() throws Exception {
        JobProcess process = JobProcess.start(root, "features-training");
        Path mark = root.resolve("processing/output/eval/_publishing");
        while (!Files.exists(mark)) {
            assertThat(process.runs()).isTrue();
            Thread.sleep(5);
        }
        process.terminate();

        assertThat(process.end()).isEqualTo(143);
        assertThat(left("message")).startsWith("Stopped: ").contains("Start it again");
        for (String part : List.of("train", "calibration", "eval")) {
            Path folder = root.resolve("processing/output").resolve(part);
            assertThat(folder.resolve(OutputManifest.PUBLISHING)).exists();
            assertThat(folder.resolve(OutputManifest.FILE_NAME)).doesNotExist();
        }
        assertThat(process.log())
                .extracting(line -> line.path("message").asText())
                .contains("the job is told to stop")
                .noneMatch(message -> message.contains("succeeded"));
    }
}
