package com.hometech.edf.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.ScoreColumn;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureSummary.BuildingSummary;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.FeatureTableWriter;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.features.table.WeatherSource;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.training.evaluation.EvaluationReport;
import com.hometech.edf.training.evaluation.EvaluationReport.LabelFacts;
import com.hometech.edf.training.evaluation.Importance;
import com.hometech.edf.training.evaluation.Importance.FeatureImportance;
import com.hometech.edf.training.evaluation.Metric;
import com.hometech.edf.training.evaluation.ScoresTable;
import com.hometech.edf.training.fit.SampleTables;
import com.hometech.edf.training.fit.TrainModelJob;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evaluation of a real, small model, as the container runs it. */
class EvaluateModelJobTest {
    private static final int DAYS = 14;
    /** 70 hours of one building: those of the first origin, and of the next two as far as they overlap. */
    private static final long LABELLED = 70 + 46 + 22;

    private static final Clock CLOCK = Clock.fixed(SampleTables.START, ZoneOffset.UTC);

    @TempDir
    private static Path trained;

    @TempDir
    private Path root;

    @BeforeAll
    static void train() throws IOException {
        Path data = trained.resolve("input/data");
        config(data.resolve("config"));
        write(data.resolve("train"), SampleTables.daily(3, 0, 60));
        write(data.resolve("calibration"), SampleTables.daily(3, 63, DAYS));
        new TrainModelJob()
                .run(new JobContext(trained, Map.of("xgb_num_boost_round", "40"), CLOCK, JobContext.Progress.SILENT));
    }

    @Test
    void aModelIsScoredBesideTheBaselinesAndPasses() throws IOException {
        stage();

        run(Map.of("max-mape", "50", "max-rmse", "none"));

        EvaluationReport report = EvaluationReport.read(output());
        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.verdict().checks()).hasSize(1);
        assertThat(report.data().rows()).isEqualTo(3 * DAYS * 72);
        assertThat(report.data().rowsScored()).isEqualTo(report.data().rows());
        assertThat(report.data().buildingsScored()).isEqualTo(3);
        assertThat(report.data().labels()).isNull();
        assertThat(report.buildings().get(0).score(Candidate.MODEL, Metric.MASE))
                .isPositive();
        assertThat(report.model().sha256()).isEqualTo(Checksums.sha256(Files.readAllBytes(model())));
        assertThat(report.model().lowerLevel()).isEqualTo(0.1);
        assertThat(report.model().quantileLevels()).containsExactly(0.1, 0.9);
        assertThat(report.intervals().get(0).coveragePercent())
                .isEqualTo(report.overall().get(0).pooled(Candidate.MODEL, Metric.COVERAGE));
        assertThat(output().resolve("evaluation_summary.json")).content().contains("\"passed\" : true");
        assertThat(output().resolve("evaluation_report_edf.html"))
                .content()
                .contains("Passed", "building-02", report.model().sha256());
    }

    @Test
    void theTableOfScoresSaysWhatTheReportSays() throws IOException {
        stage();

        run(Map.of("max-mape", "50", "max-rmse", "none"));

        EvaluationReport report = EvaluationReport.read(output());
        Path file = root.resolve("processing/output/scores").resolve(ScoresTable.FILE_NAME);
        List<String> rows = new ArrayList<>();
        try (ParquetTableReader reader = new ParquetTableReader(file, ScoresTable.SCHEMA)) {
            RowGroup group = Objects.requireNonNull(reader.next());
            for (int row = 0; row < group.rows(); row++) {
                assertThat(group.strings(ScoreColumn.MODEL_SHA256.ordinal())[row])
                        .isEqualTo(report.model().sha256());
                assertThat(group.booleans(ScoreColumn.PASSED.ordinal())[row]).isTrue();
                List<String> about = new ArrayList<>();
                for (ScoreColumn column : List.of(
                        ScoreColumn.SCOPE,
                        ScoreColumn.USE_TYPE,
                        ScoreColumn.BUILDING_ID,
                        ScoreColumn.LEADS,
                        ScoreColumn.CANDIDATE)) {
                    about.add(group.strings(column.ordinal())[row]);
                }
                rows.add(about + " " + group.longs(ScoreColumn.ROWS.ordinal())[row] + " "
                        + group.doubles(ScoreColumn.SCHEMA.size() + Metric.WAPE.ordinal())[row]);
            }
            assertThat(reader.next()).isNull();
        }
        int groups = report.overall().size() + report.byUseType().size();
        assertThat(rows)
                .hasSize((groups + report.buildings().size()) * Candidate.values().length)
                .contains(
                        "[all, null, null, 25-48, last_week] "
                                + report.overall().get(2).rows() + " "
                                + report.overall().get(2).median(Candidate.LAST_WEEK, Metric.WAPE),
                        "[use_type, " + report.byUseType().get(0).group() + ", null, all, model] "
                                + report.byUseType().get(0).rows() + " "
                                + report.byUseType().get(0).median(Candidate.MODEL, Metric.WAPE),
                        "[building, " + report.buildings().get(1).useType() + ", building-01, all, model] "
                                + report.buildings().get(1).rows() + " "
                                + report.buildings().get(1).score(Candidate.MODEL, Metric.WAPE));
    }

    @Test
    void theReportTellsWhichFeaturesTheForecastsDependOn() throws IOException {
        stage();

        run(Map.of("max-mape", "50", "max-rmse", "none"));

        Importance importance =
                Objects.requireNonNull(EvaluationReport.read(output()).importance());
        assertThat(importance.rows()).isEqualTo(1000);
        assertThat(importance.features().stream()
                        .mapToDouble(FeatureImportance::shapPercent)
                        .sum())
                .isCloseTo(100, within(1e-6));
        assertThat(importance.features().stream()
                        .mapToDouble(FeatureImportance::gainPercent)
                        .sum())
                .isCloseTo(100, within(1e-6));
        assertThat(importance.features())
                .isSortedAccordingTo(Comparator.comparingDouble(FeatureImportance::shapPercent)
                        .reversed());
        assertThat(importance.features().get(4).feature())
                .as("the load of this data does not depend on the lead")
                .isEqualTo("lead_hours");
        assertThat(importance.kinds().get(0).kind()).isEqualTo("calendar");
        assertThat(importance.kinds().get(0).features()).isEqualTo(2);
        assertThat(output().resolve("evaluation_report_edf.html"))
                .content()
                .contains(
                        "What moves the forecast", importance.features().get(0).feature());
    }

    @Test
    void reportsOfOlderVersionsAreReadWithoutImportance() throws IOException {
        stage();
        run(Map.of());
        Path file = output().resolve(EvaluationReport.FILE_NAME);
        String json = Files.readString(file);
        Files.writeString(
                file,
                json.substring(0, json.indexOf("  \"importance\""))
                                .stripTrailing()
                                .replaceAll(",$", "") + "}");

        assertThat(EvaluationReport.read(output()).importance()).isNull();
    }

    @Test
    void reportsOfOlderVersionsAreReadWithoutQuantiles() throws IOException {
        stage();
        run(Map.of());
        Path file = output().resolve(EvaluationReport.FILE_NAME);
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = (ObjectNode) mapper.readTree(file.toFile());
        json.remove(List.of("quantiles", "intervals"));
        ((ObjectNode) json.get("model")).remove("quantile_levels");
        mapper.writeValue(file.toFile(), json);

        EvaluationReport old = EvaluationReport.read(output());

        assertThat(old.model().quantileLevels()).containsExactly(0.1, 0.9);
        assertThat(old.scores().reliability().quantiles()).isEmpty();
        assertThat(EvaluationPage.of(old, List.of(), List.of()).render())
                .doesNotContain("Reliability of the quantiles");
    }

    @Test
    void aModelThatFailsTheGateIsAResultAndNoError() throws IOException {
        stage();

        run(Map.of("max-mape", "0.0001", "max-rmse", "none"));

        assertThat(output().resolve("evaluation_summary.json"))
                .content()
                .contains("\"passed\" : false", "median mape_percent is ", "above its limit of 0.0001");
    }

    @Test
    void theSameInputsGiveTheSameFiles() throws IOException {
        stage();
        run(Map.of());
        List<String> first = contents();

        run(Map.of());

        assertThat(contents()).hasSize(3).isEqualTo(first);
    }

    @Test
    void readingsFromElsewhereAreScoredInsteadOfThoseOfTheFeatures() throws IOException {
        stage();
        configure("historical_labels_path: s3://labels/here");
        FeatureTable table = SampleTables.daily(3, 80, DAYS);
        try (ParquetRowWriter older = labels("older.parquet");
                ParquetRowWriter newer = labels("month=2024-03/newer.parquet")) {
            for (int row = 0; row < 72; row++) {
                label(older, table, row, 1, 1e6, "ok");
                label(newer, table, row, 2, table.targetKwh(row) * 2, row < 70 ? "ok" : "spike");
            }
            label(older, "unknown", table.targetEpochSecond(0), 1, 1, "ok");
            older.finish();
            newer.finish();
        }

        run(Map.of("max-mape", "none", "max-rmse", "none"));

        EvaluationReport report = EvaluationReport.read(output());
        assertThat(report.data().buildingsScored()).isEqualTo(1);
        assertThat(report.data().rowsScored()).isEqualTo(LABELLED);
        assertThat(report.data().labels()).isEqualTo(new LabelFacts("s3://labels/here/", LABELLED));
        assertThat(report.data().rowsWithoutReading()).isEqualTo(3 * DAYS * 72 - LABELLED);
        assertThat(report.buildings().get(0).score(Candidate.MODEL, Metric.RELATIVE_BIAS))
                .as("half of what the labels say is forecast")
                .isBetween(-60.0, -40.0);
        assertThat(output().resolve("evaluation_report_edf.html"))
                .content()
                .contains("s3://labels/here/, for " + LABELLED + " of 3,024 ");
    }

    @Test
    void readingsThatCoverNoRowAreRefused() throws IOException {
        stage();
        configure("historical_labels_path: s3://labels/here/");
        try (ParquetRowWriter writer = labels("flagged.parquet")) {
            label(writer, SampleTables.daily(1, 80, 1), 0, 1, 5, "flat");
            label(writer, "building-00", SampleTables.START.getEpochSecond(), 1, 5, "ok");
            writer.finish();
        }

        assertThatThrownBy(() -> run(Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("s3://labels/here/ holds no usable reading of any of the 3024 rows");
        assertThat(output()).doesNotExist();
    }

    @Test
    void readingsThatTheConfigurationNamesMustBeAnInput() throws IOException {
        stage();
        configure("historical_labels_path: s3://labels/here/");

        assertThatThrownBy(() -> run(Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("s3://labels/here/, but the job was started without its input labels");
    }

    @Test
    void aDamagedModelIsNotEvaluated() throws IOException {
        stage();
        byte[] archive = Files.readAllBytes(model());
        Files.write(model(), Arrays.copyOf(archive, archive.length / 2));

        assertThatThrownBy(() -> run(Map.of())).isInstanceOf(ModelUnusableException.class);
        assertThat(output()).doesNotExist();
    }

    @Test
    void aLimitThatIsNoNumberIsRefusedBeforeAnyWork() throws IOException {
        config(root.resolve("processing/input/config"));

        assertThatThrownBy(() -> run(Map.of("max-rmse", "five")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--max-rmse is \"five\"");
    }

    @Test
    @DisplayName("a model of generation has limits of its own, and labels of consumption do not score it")
    void generationIsJudgedByItsOwnLimits() throws IOException {
        stage();
        Path summary = root.resolve("processing/input/eval/feature_summary.json");
        Files.writeString(summary, Files.readString(summary).replace("\"consumption\"", "\"solar\""));
        configure("historical_labels_path: s3://labels/x/, metrics_thresholds: {max_mape: 0.001, max_rmse: 0.001},"
                + " solar_metrics_thresholds: {max_mape: null, max_wape_to_best_baseline: 1000}");

        run(Map.of());

        EvaluationReport report = EvaluationReport.read(output());
        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.verdict().checks()).hasSize(1);
        assertThat(report.data().quantity()).isEqualTo(Quantity.SOLAR);
        assertThat(output().resolve("evaluation_report_edf.html")).content().contains("model of solar generation");
    }

    private void configure(String evaluation) throws IOException {
        Files.writeString(
                root.resolve("processing/input/config/edf_config.yaml"), "edf_evaluation: {" + evaluation + "}\n");
    }

    private ParquetRowWriter labels(String file) throws IOException {
        return new ParquetRowWriter(root.resolve("processing/input/labels").resolve(file), ConsumptionColumn.SCHEMA);
    }

    private static void label(
            ParquetRowWriter writer, FeatureTable table, int row, long version, double kwh, String flag)
            throws IOException {
        label(writer, table.building(row), table.targetEpochSecond(row), version, kwh, flag);
    }

    private static void label(
            ParquetRowWriter writer, String building, long epochSecond, long version, double kwh, String flag)
            throws IOException {
        writer.setString(ConsumptionColumn.BUILDING_ID.ordinal(), building);
        writer.setEpochSecond(ConsumptionColumn.TIMESTAMP_HOUR.ordinal(), epochSecond);
        writer.setDouble(ConsumptionColumn.CONSUMPTION_KWH.ordinal(), kwh);
        writer.setLong(ConsumptionColumn.VERSION.ordinal(), version);
        writer.setString(ConsumptionColumn.FLAG.ordinal(), flag);
        writer.endRow();
    }

    private void run(Map<String, String> parameters) throws IOException {
        new EvaluateModelJob().run(new JobContext(root, parameters, CLOCK, JobContext.Progress.SILENT));
    }

    private void stage() throws IOException {
        Path input = root.resolve("processing/input");
        config(input.resolve("config"));
        write(input.resolve("eval"), SampleTables.daily(3, 80, DAYS));
        Files.createDirectories(input.resolve("topology"));
        Files.writeString(input.resolve("topology/buildings.csv"), """
                building_id,site_id,timezone,load_kind,use_type
                building-00,site,Europe/Amsterdam,building,office
                building-01,site,Europe/Amsterdam,building,office
                building-02,site,Europe/Amsterdam,building,school
                """);
        Files.createDirectories(input.resolve("model"));
        pack(trained.resolve("model"), model());
    }

    private Path model() {
        return root.resolve("processing/input/model/model.tar.gz");
    }

    private Path output() {
        return root.resolve("processing/output/evaluation");
    }

    private List<String> contents() throws IOException {
        try (Stream<Path> files = Files.list(output())) {
            List<Path> sorted = files.sorted().toList();
            List<String> contents = new ArrayList<>();
            for (Path file : sorted) {
                contents.add(Files.readString(file));
            }
            return contents;
        }
    }

    private static void config(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("edf_config.yaml"), """
                edf_training: {default_strategy: XGBoost, seed: 7}
                edf_evaluation: {metrics_thresholds: {max_mape: 20.0, max_rmse: 5.0}}
                """);
    }

    private static void write(Path directory, FeatureTable table) throws IOException {
        Files.createDirectories(directory);
        table.schema().write(directory);
        try (FeatureTableWriter writer =
                new FeatureTableWriter(directory.resolve("part-00000.parquet"), table.schema())) {
            writer.append(table);
            writer.finish();
        }
        List<BuildingSummary> buildings = table.buildings().stream()
                .map(id -> new BuildingSummary(
                        id,
                        "site",
                        UseType.OFFICE,
                        2000,
                        SampleTables.START,
                        SampleTables.START,
                        20,
                        5.0,
                        DAYS * 72L,
                        Readiness.MODEL))
                .toList();
        new FeatureSummary(
                        SampleTables.START,
                        SampleTables.START,
                        SampleTables.START,
                        table.rows(),
                        WeatherSource.OBSERVED_STAND_IN,
                        1,
                        buildings,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())
                .write(directory);
    }

    private static void pack(Path directory, Path tarGz) throws IOException {
        try (OutputStream file = Files.newOutputStream(tarGz);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(file));
                Stream<Path> models = Files.list(directory)) {
            for (Path model : models.sorted().toList()) {
                TarArchiveEntry entry = new TarArchiveEntry(model.getFileName().toString());
                entry.setSize(Files.size(model));
                tar.putArchiveEntry(entry);
                Files.copy(model, tar);
                tar.closeArchiveEntry();
            }
        }
    }
}
