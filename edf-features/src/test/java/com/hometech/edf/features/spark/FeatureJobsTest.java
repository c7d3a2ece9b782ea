package com.hometech.edf.features.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.features.plan.TrainingPeriods;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.features.series.SeriesFiles;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.features.table.RowBits;
import com.hometech.edf.features.table.WeatherSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both jobs, from Parquet to Parquet. */
class FeatureJobsTest {
    private static final String CONFIG = """
            edf_feature_eng: {imputation_value: null, weather_stand_in: %s}
            edf_evaluation: {evaluation_days: 14}
            edf_training: {calibration_days: 10}
            """;
    private static final String START = "2023-10-01T00:00:00Z";
    private static final String END = "2024-04-20T00:00:00Z";

    @AfterAll
    static void stopSpark() {
        SparkRuntime.context().close();
        System.clearProperty("spark.master");
    }

    @Test
    @DisplayName("fault 19: a study without Spark learns from, calibrates and scores the rows of the job, bit for bit")
    void storedBuildingsMakeTheTablesOfTheJob(@TempDir Path root) throws IOException {
        JobFolder folder = folder(root, true).write(false);
        runTraining(folder, "local[2]");
        EdfConfig config = ConfigReader.read(folder.input("config").resolve("edf_config.yaml"));

        StoredBuildings stored = stored(folder);
        TrainingPeriods periods =
                TrainingPeriods.of(config, Instant.ofEpochSecond(stored.grid().epochSecond(0)), stored.dataEnd());

        assertSame(stored.training(periods), FeatureTable.read(folder.output("train")));
        assertSame(stored.calibration(periods), FeatureTable.read(folder.output("calibration")));
        assertSame(
                stored.everyLead(periods.trainingEnd(), periods.evaluationIssues()),
                FeatureTable.read(folder.output("eval")));
    }

    @Test
    @DisplayName("fault 19: the series beside the tables are those of a study without Spark, bit for bit")
    void storedBuildingsKnowTheSeriesOfTheJob(@TempDir Path root) throws IOException {
        JobFolder folder = folder(root, true);
        folder.building("late", "Europe/Berlin", "Office")
                .building("closed", "Europe/Berlin", "Office")
                .building("never_read", "Europe/Berlin", "Office")
                .readings("late", "2024-02-01T00:00:00Z", END, 5)
                .readings("closed", START, "2023-12-01T00:00:00Z", 6)
                .write(false);
        new TrainingFeaturesJob().run(folder.context(Map.of("prophet-regressors", "temperature_c, humidity")));

        SeriesSource stored = stored(folder).series(List.of("humidity", "temperature_c"));
        SeriesSource train = SeriesFiles.read(folder.output("train"));
        SeriesSource evaluation = SeriesFiles.read(folder.output("eval"));
        // 72 h before the end of the readings, at the hour of the schedule, is the last of 14 daily forecasts
        Instant known = Instant.parse("2024-04-06T05:00:00Z");

        for (int building = 1; building <= 4; building++) {
            assertPart(train.of("b" + building).orElseThrow(), stored, Instant.parse(START), known);
            assertPart(evaluation.of("b" + building).orElseThrow(), stored, known, Instant.parse(END));
        }
        assertPart(train.of("late").orElseThrow(), stored, Instant.parse("2024-02-01T00:00:00Z"), known);
        assertPart(train.of("closed").orElseThrow(), stored, Instant.parse(START), known);
        assertThat(evaluation.of("closed")).isEmpty();
        assertThat(train.of("never_read")).isEmpty();
        assertThat(SeriesFiles.read(folder.output("calibration"))).isSameAs(SeriesSource.NONE);
        for (String table : List.of("train", "eval")) {
            assertThat(names(folder.output(table).resolve("series"))).isEqualTo(names(folder.output(table)));
        }
    }

    @Test
    @DisplayName("fault 19: the series of a daily run end at its origin and agree with those of training")
    void seriesOfADailyRun(@TempDir Path root) throws IOException {
        JobFolder folder = folder(root, true)
                .building("closed", "Europe/Berlin", "Office")
                .readings("closed", START, "2024-02-05T00:00:00Z", 5)
                .write(false);
        SeriesSource stored = stored(folder).series(List.of("temperature_c"));

        new InferenceFeaturesJob()
                .run(folder.context(Map.of(
                        "issued-at",
                        "2024-04-10T05:30:00Z",
                        "strategy",
                        "Prophet",
                        "prophet-regressors",
                        "temperature_c")));
        SeriesSource daily = SeriesFiles.read(folder.output("features"));

        Instant known = Instant.parse("2024-04-10T05:00:00Z");
        for (int building = 1; building <= 4; building++) {
            BuildingSeries series = daily.of("b" + building).orElseThrow();
            assertPart(series, stored, Instant.ofEpochSecond(series.firstEpochSecond()), known);
            assertThat(Instant.ofEpochSecond(series.firstEpochSecond()))
                    .isBefore(Instant.parse("2024-01-01T00:00:00Z"));
        }
        assertThat(daily.of("closed")).isPresent();
        assertThat(FeatureTable.read(folder.output("features")).buildings()).doesNotContain("closed");
    }

    @Test
    void onlyProphetNeedsSeries(@TempDir Path root) throws IOException {
        JobFolder folder = folder(root, true).write(false);
        InferenceFeaturesJob job = new InferenceFeaturesJob();

        for (String strategy : List.of("XGBoost", "Ensemble")) {
            job.run(folder.context(Map.of("issued-at", "2024-04-10T05:00:00Z", "strategy", strategy)));
            assertThat(folder.output("features").resolve("series")).doesNotExist();
        }
        folder.config("edf_training: {default_strategy: Prophet, hyperparameters: {Prophet:"
                + " {prophet_regressors: [temperature_c]}}}");
        job.run(folder.context(Map.of("issued-at", "2024-04-10T05:00:00Z", "prophet-regressors", "")));
        assertThat(weatherOf("b1", folder)).isEmpty();
        job.run(folder.context(Map.of("issued-at", "2024-04-10T05:00:00Z")));
        assertThat(weatherOf("b1", folder)).containsExactly("temperature_c");
    }

    private static Set<String> weatherOf(String building, JobFolder folder) throws IOException {
        return SeriesFiles.read(folder.output("features"))
                .of(building)
                .orElseThrow()
                .weather()
                .keySet();
    }

    @ParameterizedTest
    @CsvSource({
        "strategy, Profet, 'Prophet, XGBoost, Ensemble'",
        "prophet-regressors, 'temperature_c,rain', 'humidity, dew_point_c'"
    })
    void whatSeriesCannotHaveIsNamed(String parameter, String value, String known, @TempDir Path root)
            throws IOException {
        JobFolder folder = folder(root, true).write(false);

        assertThatThrownBy(() -> new TrainingFeaturesJob().run(folder.context(Map.of(parameter, value))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--" + parameter)
                .hasMessageContaining(value.substring(value.indexOf(',') + 1))
                .hasMessageContaining(known);
    }

    /** The series of the job are a part of those in memory. */
    private static void assertPart(BuildingSeries part, SeriesSource whole, Instant from, Instant end) {
        BuildingSeries all = whole.of(part.building()).orElseThrow();
        int first = Math.toIntExact((from.getEpochSecond() - all.firstEpochSecond()) / all.stepSeconds());
        int last = first + part.length();

        assertThat(Instant.ofEpochSecond(part.firstEpochSecond())).isEqualTo(from);
        assertThat(Instant.ofEpochSecond(part.epochSecond(part.length()))).isEqualTo(end);
        assertThat(part.kwh()).containsExactly(Arrays.copyOfRange(all.kwh(), first, last));
        assertThat(part.weather().keySet()).isEqualTo(all.weather().keySet());
        part.weather().forEach((column, values) -> assertThat(values)
                .as(column)
                .containsExactly(Arrays.copyOfRange(all.weather().get(column), first, last)));
    }

    private static List<String> names(Path directory) throws IOException {
        return ParquetFiles.in(directory).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    @Test
    void storedBuildingsKnowTheSeriesOfEachBuildingWithReadings(@TempDir Path root) throws IOException {
        JobFolder folder = folder(root, true)
                .building("never_read", "Europe/Berlin", "Office")
                .write(false);
        StoredBuildings stored = stored(folder);
        SeriesSource source = stored.series(List.of("temperature_c"));

        BuildingSeries series = source.of("b1").orElseThrow();

        assertThat(series.length()).isEqualTo(stored.grid().length());
        assertThat(series.weather().keySet()).containsExactly("temperature_c");
        assertThat(source.of("never_read")).isEmpty();
        assertThat(source.of("no such building")).isEmpty();
        assertThatThrownBy(() -> stored.series(List.of("weather")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"weather\"");
    }

    private static StoredBuildings stored(JobFolder folder) throws IOException {
        return StoredBuildings.read(
                ConfigReader.read(folder.input("config").resolve("edf_config.yaml")),
                TopologyFiles.read(folder.input("topology")),
                new StoredBuildings.Tables(
                        folder.input("consumption"), folder.input("weather"), folder.input("weather-forecast")),
                Instant.parse(END));
    }

    private static void assertSame(FeatureTable one, FeatureTable other) {
        assertThat(one.rows()).isPositive();
        assertThat(RowBits.digests(one).stream().sorted().toList())
                .isEqualTo(RowBits.digests(other).stream().sorted().toList());
    }

    @Test
    @DisplayName("fault 42: one or two threads, other files in other order: the same bytes")
    void sameBytesWhateverThreadsAndFiles(@TempDir Path one, @TempDir Path two) throws IOException {
        runTraining(folder(one, false).write(false), "local[1]");
        runTraining(folder(two, false).write(true), "local[2]");

        assertThat(contents(one.resolve("processing/output")))
                .isNotEmpty()
                .isEqualTo(contents(two.resolve("processing/output")));
    }

    @Test
    @DisplayName("fault 19: the row that training scores is, bit for bit, the row that serving computes")
    void noSkewBetweenTrainingAndServing(@TempDir Path training, @TempDir Path serving) throws IOException {
        for (boolean standIn : new boolean[] {true, false}) {
            JobFolder trained = folder(training, standIn).write(false);
            runTraining(trained, "local[2]");
            FeatureTable scored = FeatureTable.read(trained.output("eval"));
            List<String> scoredRows = RowBits.of(scored);
            JobFolder served = folder(serving, standIn).write(false);
            for (String issue : List.of("2024-04-06T05:00:00Z", "2024-04-10T05:00:00Z", "2024-04-16T05:00:00Z")) {
                new InferenceFeaturesJob().run(served.context(Map.of("issued-at", issue)));
                FeatureTable rows = FeatureTable.read(served.output("features"));
                long origin = Instant.parse(issue).getEpochSecond() - 3600;

                assertThat(rows.schema()).isEqualTo(scored.schema());
                List<String> ofTheRun = of(origin, rows);
                assertThat(ofTheRun).hasSize(4 * 72);
                assertThat(ofTheRun)
                        .isEqualTo(scoredRows.stream()
                                .filter(row -> row.contains(" " + origin + " "))
                                .toList());
                // rows of the weeks before show how forecasts erred lately: they, too, are those that are scored
                assertThat(RowBits.of(rows).stream()
                                .filter(row -> !ofTheRun.contains(row))
                                .filter(row -> scoredRows.stream()
                                        .anyMatch(one -> one.startsWith(row.substring(0, row.indexOf('+'))))))
                        .isSubsetOf(scoredRows);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"PT15M, 2024-04-06T05:00:00Z", "PT6H, 2024-04-06T00:00:00Z", "P1D, 2024-04-06T00:00:00Z"})
    @DisplayName("fault 19: the same at other steps; a daily run at 05:00 forecasts from the newest day that has ended")
    void noSkewAtOtherSteps(Duration step, String issue, @TempDir Path training, @TempDir Path serving)
            throws IOException {
        List<JobFolder> folders = new ArrayList<>();
        for (Path root : List.of(training, serving)) {
            folders.add(new JobFolder(root)
                    .config("edf_feature_eng: {imputation_value: null, step: " + step + "}\n"
                            + "edf_evaluation: {evaluation_days: 14}\nedf_training: {calibration_days: 10}\n")
                    .building("b1", "Europe/Berlin", "Office")
                    .step(step)
                    .readings("b1", START, "2024-04-20T00:00:00Z", 1)
                    .weather(START, "2024-04-20T00:00:00Z")
                    .forecasts(START, "2024-04-20T00:00:00Z")
                    .write(false));
        }
        runTraining(folders.get(0), "local[2]");
        FeatureTable scored = FeatureTable.read(folders.get(0).output("eval"));
        new InferenceFeaturesJob().run(folders.get(1).context(Map.of("issued-at", issue)));
        FeatureTable rows = FeatureTable.read(folders.get(1).output("features"));
        long origin = Instant.parse(issue).minus(step).getEpochSecond();

        assertThat(rows.schema()).isEqualTo(scored.schema());
        assertThat(of(origin, rows)).hasSize((int) Duration.ofHours(72).dividedBy(step));
        assertThat(of(origin, rows))
                .isEqualTo(RowBits.of(scored).stream()
                        .filter(row -> row.contains(" " + origin + " "))
                        .toList());
    }

    private static List<String> of(long origin, FeatureTable table) {
        return RowBits.of(table).stream()
                .filter(row -> row.contains(" " + origin + " "))
                .toList();
    }

    @Test
    void partsFollowEachOtherWithoutOverlap(@TempDir Path root) throws IOException {
        JobFolder folder = folder(root, true).write(false);
        runTraining(folder, "local[2]");
        FeatureTable train = FeatureTable.read(folder.output("train"));
        FeatureTable calibration = FeatureTable.read(folder.output("calibration"));
        FeatureTable evaluation = FeatureTable.read(folder.output("eval"));

        assertThat(targets(train)[1]).isLessThan(targets(calibration)[0]);
        assertThat(targets(train, Readiness.COLD_START)[1]).isLessThan(targets(evaluation)[0]);
        assertThat(targets(calibration)[1]).isLessThan(targets(evaluation)[0]);
        assertThat(Instant.ofEpochSecond(targets(evaluation)[1])).isEqualTo(Instant.parse("2024-04-19T04:00:00Z"));
        for (int row = 0; row < train.rows(); row++) {
            assertThat(train.readiness(row)).isNotEqualTo(Readiness.FALLBACK);
            assertThat(train.targetKwh(row)).isFinite();
        }
        assertThat(evaluation.rows()).isEqualTo(4 * 72 * 11);
        assertThat(FeatureSummary.read(folder.output("eval"))
                        .building("b2")
                        .orElseThrow()
                        .maseScaleKwh())
                .isBetween(0.5, 5.0);
    }

    @Test
    @DisplayName(
            "fault 14, 15, 16: buildings without readings, unknown ones and closed ones are listed, the run succeeds")
    void whatCannotBeForecastIsListed(@TempDir Path root) throws IOException {
        JobFolder folder = folder(root, true);
        folder.building("closed_long_ago", "Europe/Berlin", "Office")
                .building("closed", "Europe/Berlin", "Office")
                .building("new", "Europe/Berlin", "Office")
                .building("never_read", "Europe/Berlin", "Office");
        folder.readings("closed_long_ago", "2023-10-01T00:00:00Z", "2023-10-20T00:00:00Z", 1)
                .readings("closed", "2023-10-01T00:00:00Z", "2024-02-15T00:00:00Z", 1)
                .readings("new", "2024-04-13T00:00:00Z", END, 1)
                .readings("stranger", START, END, 1)
                .write(false);

        new InferenceFeaturesJob().run(folder.context(Map.of("issued-at", "2024-04-16T05:00:00Z")));
        FeatureSummary summary = FeatureSummary.read(folder.output("features"));

        assertThat(summary.noData()).containsExactly("never_read");
        assertThat(summary.inactive()).containsExactly("closed", "closed_long_ago");
        assertThat(summary.unknownBuildings()).containsExactly("stranger");
        assertThat(summary.failed()).isEmpty();
        assertThat(summary.rows()).isEqualTo(6 * 72);
        assertThat(summary.building("never_read")).isEmpty();
        assertThat(summary.building("new").orElseThrow().readiness()).isEqualTo(Readiness.COLD_START);
        assertThat(summary.building("b1").orElseThrow().readiness()).isEqualTo(Readiness.MODEL);
        assertThat(summary.weatherSource()).isEqualTo(WeatherSource.ARCHIVED_FORECAST);
        assertThat(summary.weatherShare()).isEqualTo(1);
    }

    @Test
    void tooShortAHistorySaysHowMuchIsNeeded(@TempDir Path root) throws IOException {
        JobFolder folder = folder(root, true).write(false);

        assertThatThrownBy(() -> new TrainingFeaturesJob().run(folder.context(Map.of("to", "2023-11-01"))))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("cover 31 days; training needs at least 66");
        assertThatThrownBy(() -> new TrainingFeaturesJob().run(folder.context(Map.of("from", "yesterday"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--from is \"yesterday\"");
    }

    @Test
    @DisplayName("fault 25: a damaged file is reported by its name")
    void damagedFile(@TempDir Path root) throws IOException {
        JobFolder folder = folder(root, true).write(false);
        Files.writeString(folder.input("consumption").resolve("month=2024-01/broken.parquet"), "PAR1 but nothing else");

        assertThatThrownBy(() -> new TrainingFeaturesJob().run(folder.context(Map.of())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("broken.parquet");
    }

    private static JobFolder folder(Path root, boolean standIn) throws IOException {
        JobFolder folder = new JobFolder(root)
                .config(CONFIG.formatted(standIn))
                .weather(START, "2024-05-01T00:00:00Z")
                .forecasts(standIn ? "2024-04-08T00:00:00Z" : START, END);
        for (int building = 1; building <= 4; building++) {
            folder.building("b" + building, building == 3 ? "America/New_York" : "Europe/Berlin", "Office")
                    .readings("b" + building, START, END, building);
        }
        return folder;
    }

    private static void runTraining(JobFolder folder, String master) throws IOException {
        SparkRuntime.context().close();
        System.setProperty("spark.master", master);
        new TrainingFeaturesJob().run(folder.context(Map.of()));
    }

    private static long[] targets(FeatureTable table) {
        return targets(table, Readiness.MODEL);
    }

    private static long[] targets(FeatureTable table, Readiness readiness) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int row = 0; row < table.rows(); row++) {
            if (table.readiness(row) == readiness) {
                first = Math.min(first, table.targetEpochSecond(row));
                last = Math.max(last, table.targetEpochSecond(row));
            }
        }
        return new long[] {first, last};
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                contents.put(directory.relativize(file).toString(), text);
            }
        }
        return contents;
    }
}
