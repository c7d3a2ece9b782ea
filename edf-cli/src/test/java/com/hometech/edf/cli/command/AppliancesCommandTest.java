package com.hometech.edf.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppliancesCommandTest {
    private static final String RESULTS = "buckets/hometech-ml-processed-data/appliances";

    @TempDir
    private Path directory;

    @Test
    void aNewcomerGetsAFileAndAReportOnIt() throws IOException {
        Path sample = directory.resolve("my home.csv");
        assertThat(run(ExitCode.OK, "appliances", "--sample", sample.toString()))
                .contains("ten appliances");

        String printed = run(ExitCode.OK, "appliances", sample.toString(), "--household", "home-17");

        assertThat(printed)
                .contains("✓ ForecastAppliancesEDF", "Heat pump", "kWh are expected in 7 days")
                .contains("4 of 23,294 lines were set aside");
        Map<String, String> files = results();
        assertThat(files.keySet())
                .hasSize(9)
                .allMatch(
                        name -> name.matches("(processed|forecast|anomalies|reports)/home-17/my_home-[0-9a-f]{8}/.+"));
        assertThat(files.entrySet())
                .filteredOn(file -> file.getKey().endsWith("rejected.csv"))
                .singleElement()
                .satisfies(file -> assertThat(file.getValue().lines())
                        .hasSize(5)
                        .anyMatch(line -> line.contains("too_large") && line.contains("Television | 820")));
        assertThat(files.entrySet())
                .filteredOn(file -> file.getKey().endsWith("forecast.csv"))
                .singleElement()
                .satisfies(file -> assertThat(file.getValue().lines()).hasSize(1 + 11 * 7));

        run(ExitCode.OK, "appliances", sample.toString(), "--household", "home-17");
        assertThat(results()).as("the same file again").isEqualTo(files);
    }

    @Test
    void aFileThatCannotBeUsedGetsAReportThatSaysWhy() throws IOException {
        Path file = Files.writeString(
                directory.resolve("home.csv"), "timestamp,appliance,kwh\n2024-11-01,Fridge,1\n2024-11-02,Fridge,1\n");
        run(ExitCode.OK, "appliances", file.toString());
        assertThat(results()).containsKey("processed/home/summary.json");

        Files.writeString(file, "time,appliance,kwh\n2024-11-01,Fridge,1\n");
        assertThat(run(ExitCode.WRONG_INPUT, "appliances", file.toString()))
                .contains("has no column timestamp", "report:");

        assertThat(results())
                .as("nothing of the earlier file is left to be taken for the newer one's")
                .containsOnlyKeys("reports/home/report.html", "reports/home/report.json");
        assertThat(results().get("reports/home/report.html")).contains("has no column timestamp");
    }

    @Test
    void withoutBedrockTheRulesWriteAndTheReportSaysWhy() throws IOException {
        Path config = Files.writeString(
                directory.resolve("config.yaml"),
                "edf_insights: {text: BEDROCK, bedrock_model_id: eu.amazon.nova-lite-v1:0}\n");
        Path file = Files.writeString(
                directory.resolve("home.csv"), "timestamp,appliance,kwh\n2024-11-01,Fridge,1\n2024-11-02,Fridge,1\n");

        run(ExitCode.OK, "--config", config.toString(), "appliances", file.toString());

        assertThat(results().get("reports/home/report.json"))
                .contains("\"written_by\" : \"rules\"")
                .contains("Amazon Bedrock (eu.amazon.nova-lite-v1:0) is not there on this machine");
    }

    @Test
    void wrongWordsAreExplained() {
        assertThat(run(ExitCode.WRONG_INPUT, "appliances")).contains("--sample");
        assertThat(run(ExitCode.WRONG_INPUT, "appliances", "no-such.csv")).contains("There is no file no-such.csv");
        assertThat(run(ExitCode.WRONG_INPUT, "appliances", "x.csv", "--household", "../x"))
                .contains("--household ../x is no id");
    }

    private Map<String, String> results() throws IOException {
        Path root = directory.resolve("home").resolve(RESULTS);
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private String run(int exitCode, String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            System.setErr(captured);
            String[] all = Stream.concat(
                            Stream.of("--home", directory.resolve("home").toString()), Stream.of(words))
                    .toArray(String[]::new);
            int ended = Edf.run(all);
            assertThat(ended).as(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(exitCode);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
