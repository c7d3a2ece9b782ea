package com.hometech.edf.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.data.accuracy.AccuracyScores;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.sample.GenerateSampleData;
import com.hometech.edf.data.sample.SampleOptions;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.monitoring.simulation.SimulationResult;
import com.hometech.edf.monitoring.simulation.SimulationResult.FoundFault;
import com.hometech.edf.monitoring.simulation.SimulationResult.Scores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some weeks of daily operation of a few generated buildings. */
class SimulateCommandTest {
    private static final String FROM = "2024-11-01";
    private static final String TO = "2024-11-18";

    @TempDir
    private static Path directory;

    private static Path readings;
    private static String fault;

    private String printed = "";

    @BeforeAll
    static void makeReadings() throws IOException {
        readings = directory.resolve("readings");
        new GenerateSampleData()
                .run(readings, SampleOptions.defaults().withBuildings(3).withDays(100));
        fault = "meter-times-3:"
                + TopologyFiles.read(readings).buildings().get(0).id() + ":2024-11-11..2024-11-14";
        Files.writeString(directory.resolve("config.yaml"), """
                edf_training:
                  default_strategy: XGBoost
                  calibration_days: 10
                  hyperparameters: {XGBoost: {xgb_num_boost_round: 15, xgb_quantile_num_boost_round: 5, xgb_max_depth: 4}}
                edf_evaluation: {evaluation_days: 7}
                edf_feature_eng: {max_training_rows: 8000}
                """);
    }

    @Test
    void daysAreSimulatedOnceAndTheFaultIsFound() throws IOException {
        Path out = directory.resolve("once");

        assertThat(simulate(out, FROM, TO, fault)).isEqualTo(ExitCode.OK);

        assertThat(printed).contains("goes live", "FOUND");
        SimulationResult result = result(out);
        Scores all = result.all();
        // the last day has not ended when it is over
        assertThat(all.days()).isEqualTo(17);
        assertThat(all.wapePercent().get("model")).isLessThan(all.wapePercent().get("yesterday"));
        assertThat(result.faults()).singleElement().matches(FoundFault::foundInTime);
        assertThat(result.models().get(0).live()).isEqualTo(18);
        assertThat(result.failures()).isEmpty();
        assertThat(result.months()).extracting(Scores::period).containsExactly("2024-11");
        List<String> log = Files.readAllLines(out.resolve("simulation.log"));
        assertThat(log).filteredOn(line -> line.contains("  day  ")).hasSize(18);
        assertThat(log).filteredOn(line -> line.contains("  training ")).hasSameSizeAs(result.models());
        assertThat(log).anyMatch(line -> line.startsWith("2024-11-11  fault    begins: the meter of"));
        assertThat(out.resolve("simulation.html")).isNotEmptyFile();

        assertThat(all.coveragePercent()).isCloseTo(coverageOfTheHistory(out), Offset.offset(1e-6));
        assertThat(all.uncorrectedPercent()).isNotEqualTo(all.coveragePercent());

        assertThat(simulate(out, FROM, TO, fault)).isEqualTo(ExitCode.OK);
        assertThat(printed).contains("was finished before").doesNotContain("goes live");

        // as if it had been stopped before the last day was over
        byte[] page = Files.readAllBytes(out.resolve("simulation.html"));
        Files.delete(out.resolve("simulation.json"));
        Files.delete(out.resolve("work/days/" + TO + ".json"));
        assertThat(simulate(out, FROM, TO, fault)).isEqualTo(ExitCode.OK);
        assertThat(result(out)).isEqualTo(result);
        assertThat(out.resolve("simulation.log")).hasContent(String.join("\n", log) + "\n");
        assertThat(out.resolve("simulation.html")).hasBinaryContent(page);

        assertThat(simulate(out, FROM, "2024-11-17", fault)).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("--to 2024-11-18", "--fresh");
    }

    @Test
    void whatCannotBeSimulatedIsRefused() {
        Path out = directory.resolve("refused");

        assertThat(simulate(out, TO, FROM)).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("--to 2024-11-01 is before --from 2024-11-18");
        assertThat(simulate(out, FROM, TO, "meter-times-2:nobody:2024-11-02..")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("there is no building nobody");
        assertThat(simulate(out, FROM, TO, "weather-frozen:2024-12-01..2024-12-02"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("outside of the simulation");
        assertThat(simulate(out, "2024-09-01", "2024-09-10")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("training needs at least");
    }

    private static SimulationResult result(Path out) throws IOException {
        return JsonFiles.read(out.resolve("simulation.json"), SimulationResult.class);
    }

    /** Of all days, as the newest summary has it. */
    private static double coverageOfTheHistory(Path out) throws IOException {
        Path accuracy = out.resolve("work/home/buckets/hometech-ml-processed-data/accuracy/accuracy_summary.json");
        return AccuracySummary.parse(Files.readString(accuracy), "the summary")
                .quantities()
                .get(0)
                .leads()
                .get(0)
                .score(Candidate.MODEL, AccuracyScores.COVERAGE);
    }

    private int simulate(Path out, String from, String to, String... faults) {
        List<String> words = new ArrayList<>(List.of(
                "--home",
                directory.resolve("home").toString(),
                "--config",
                directory.resolve("config.yaml").toString(),
                "simulate",
                "--data",
                readings.toString(),
                "--out",
                out.toString(),
                "--from",
                from,
                "--to",
                to));
        for (String injected : faults) {
            words.addAll(List.of("--inject", injected));
        }
        PrintStream before = System.out;
        PrintStream errorsBefore = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            System.setErr(captured);
            return Edf.run(words.toArray(String[]::new));
        } finally {
            System.setOut(before);
            System.setErr(errorsBefore);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
