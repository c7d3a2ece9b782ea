package com.hometech.edf.inference.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.data.table.QuantileColumn;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureSummary.BuildingSummary;
import com.hometech.edf.features.table.FeatureSummary.FailedBuilding;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.FeatureTableWriter;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.features.table.WeatherSource;
import com.hometech.edf.inference.SampleModel;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.artifact.FeatureRanges;
import com.hometech.edf.inference.artifact.FeatureRanges.FeatureRange;
import com.hometech.edf.inference.correction.EndOffsets;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.correction.QuantityOffsets;
import com.hometech.edf.inference.load.ForecastRowsReader;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.AppliedCorrection;
import com.hometech.edf.inference.manifest.RunManifest.Freshness;
import com.hometech.edf.inference.manifest.TrainingCheck;
import com.hometech.edf.inference.manifest.TrainingCheck.OutsideFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastJobTest {
    @TempDir
    private Path root;

    private final Map<String, String> parameters = new HashMap<>();

    @BeforeEach
    void stageInputs() throws IOException {
        Path input = root.resolve("processing/input");
        for (String directory : List.of("config", "model", "features", "topology")) {
            Files.createDirectories(input.resolve(directory));
        }
        Files.writeString(input.resolve("config/edf_config.yaml"), "edf_inference: {forecast_horizon_hours: 72}\n");
        Files.writeString(input.resolve("topology/buildings.csv"), """
                building_id,site_id,timezone,use_type,has_solar
                good,s1,UTC,Office,false
                cold,s1,UTC,Office,false
                """);
        Path model = new SampleModel().tarGz(input.resolve("model"));
        writeFeatures(input.resolve("features"), List.of());
        parameters.putAll(Map.of(
                "issued-at", "2024-06-01T05:00:00Z",
                "run-id", "run-1",
                "model-version", "EDFBuildingDemandForecaster/3",
                "model-sha256", Checksums.sha256(Files.readAllBytes(model)),
                "model-stale", "false"));
    }

    private static void writeFeatures(Path directory, List<FailedBuilding> failed) throws IOException {
        FeatureTable.Builder table = FeatureTable.builder(SampleModel.SCHEMA);
        SampleModel.addRows(table, "good", 10, Readiness.MODEL, 20);
        SampleModel.addRows(table, "cold", 10, Readiness.COLD_START, 20);
        SampleModel.SCHEMA.write(directory);
        try (FeatureTableWriter writer =
                new FeatureTableWriter(directory.resolve("part-00000.parquet"), SampleModel.SCHEMA)) {
            writer.append(table.build());
            writer.finish();
        }
        writeSummary(directory, List.of(), failed);
    }

    private static void writeSummary(Path directory, List<BuildingSummary> buildings, List<FailedBuilding> failed)
            throws IOException {
        new FeatureSummary(
                        SampleModel.ORIGIN,
                        SampleModel.ORIGIN,
                        SampleModel.ORIGIN,
                        144,
                        WeatherSource.OBSERVED_STAND_IN,
                        1,
                        buildings,
                        List.of("silent"),
                        List.of("closed"),
                        failed,
                        List.of())
                .write(directory);
    }

    @ParameterizedTest(name = "readings up to {0}: {1} h")
    @DisplayName("fault 5: the manifest says how old the readings were, by the median building")
    @CsvSource({
        "2024-06-01T04:00:00Z 2024-06-01T02:00:00Z 2024-05-31T04:00:00Z, 2",
        "2024-06-01T04:00:00Z 2024-05-31T04:00:00Z, 12",
        "'',"
    })
    void theManifestSaysHowOldTheReadingsWere(String lastReadings, @Nullable Double hours) throws IOException {
        List<BuildingSummary> buildings = Stream.of(lastReadings.split(" "))
                .filter(text -> !text.isEmpty())
                .map(Instant::parse)
                .map(last -> new BuildingSummary(
                        "read-until-" + last, "s1", UseType.OFFICE, 1, last, last, 1, null, 72, Readiness.MODEL))
                .toList();
        writeSummary(root.resolve("processing/input/features"), buildings, List.of());

        run();

        assertThat(manifest().freshness()).isEqualTo(new Freshness(hours, 1));
    }

    @Test
    @DisplayName("I1: rows and a manifest that counts them, with the grades and the buildings left out")
    void aRunLeavesRowsAndAManifest() throws IOException {
        run();

        RunManifest manifest = manifest();
        assertThat(manifest.rows()).isEqualTo(144);
        assertThat(manifest.quality()).isEqualTo(Map.of(ForecastQuality.MODEL, 72L, ForecastQuality.COLD_START, 72L));
        assertThat(manifest.noData()).containsExactly("silent");
        assertThat(manifest.inactive()).containsExactly("closed");
        assertThat(manifest.failed()).isEmpty();
        assertThat(manifest.origin()).isEqualTo(SampleModel.ORIGIN);
        Path file = output().resolve(manifest.files().get(0).name());
        assertThat(manifest.files().get(0).sha256()).isEqualTo(Checksums.sha256(Files.readAllBytes(file)));
        try (ParquetTableReader reader = new ParquetTableReader(file, ForecastColumn.SCHEMA)) {
            RowGroup rows = reader.next();
            assertThat(rows.rows()).isEqualTo(144);
            assertThat(rows.strings(ForecastColumn.BUILDING_ID.ordinal())[72]).isEqualTo("good");
            assertThat(rows.strings(ForecastColumn.MODEL_VERSION.ordinal())[0]).isEqualTo("none");
            assertThat(rows.strings(ForecastColumn.MODEL_VERSION.ordinal())[72])
                    .isEqualTo("EDFBuildingDemandForecaster/3");
            assertThat(rows.doubles(ForecastColumn.YHAT.ordinal())[72]).isBetween(9.0, 11.0);
        }
    }

    @Test
    void theManifestSaysWhatLiesBeyondWhatTheModelLearned() throws IOException {
        useModel(new SampleModel()
                .ranges(new FeatureRanges(List.of(
                        new FeatureRange("lead_hours", 1, 2, 71, 72, false),
                        new FeatureRange("consumption_lag_168h", 0, 0, 1, 1, true),
                        new FeatureRange("temperature_c", -10, 0, 10, 15, false)))));

        run();

        // the rows of a building that is too new for the model do not count
        assertThat(manifest().trainingCheck())
                .isEqualTo(new TrainingCheck(
                        SampleModel.ORIGIN,
                        72,
                        1,
                        List.of(new OutsideFeature("temperature_c", 72, 1, -10, 15, 20, 0.5, false))));
        assertThat(manifest().isInSample()).isFalse();
    }

    @Test
    void aValueOtherThanZeroAndOneIsADefect() throws IOException {
        useModel(new SampleModel()
                .ranges(new FeatureRanges(List.of(new FeatureRange("temperature_c", 0, 0, 1, 1, true)))));

        run();

        assertThat(manifest().trainingCheck().outside())
                .singleElement()
                .satisfies(outside -> assertThat(outside.defect()).isTrue());
    }

    @Test
    void aModelThatDoesNotKnowItsRangesForecastsAsBefore() throws IOException {
        run();

        assertThat(manifest().trainingCheck()).isEqualTo(new TrainingCheck(SampleModel.ORIGIN, 0, 0, List.of()));
    }

    private void useModel(SampleModel model) throws IOException {
        Path tarGz = model.tarGz(root.resolve("processing/input/model"));
        parameters.put("model-sha256", Checksums.sha256(Files.readAllBytes(tarGz)));
    }

    @Test
    void csvIsWrittenOnRequestOnly() throws IOException {
        run();
        assertThat(output().resolve("forecasts.csv")).doesNotExist();

        String manifest = Files.readString(output().resolve(RunManifest.FILE_NAME));
        parameters.put("csv", "true");
        run();

        assertThat(output().resolve(RunManifest.FILE_NAME)).hasContent(manifest);
        List<String> lines = Files.readAllLines(output().resolve("forecasts.csv"));
        assertThat(lines).hasSize(145);
        assertThat(lines.get(0))
                .isEqualTo(
                        "timestamp,building_id,yhat,yhat_lower,yhat_upper,issued_at,lead_hours,model_version,quality,quantity");
        assertThat(lines.get(1))
                .startsWith("2024-06-01T05:00:00Z,cold,9.0,")
                .endsWith("1.0,none,COLD_START,consumption");
    }

    @Test
    @DisplayName("five levels: the ends keep their columns, the others have columns after all that were there before")
    void furtherLevelsAreFurtherColumns() throws IOException {
        useLevels(0.025, 0.1, 0.5, 0.9, 0.975);
        parameters.put("csv", "true");
        run();

        assertThat(manifest().quantileLevels()).containsExactly(0.025, 0.1, 0.5, 0.9, 0.975);
        List<ParquetColumn> columns = new ArrayList<>(ForecastColumn.SCHEMA);
        DoubleStream.of(0.1, 0.5, 0.9).mapToObj(QuantileColumn::of).forEach(columns::add);
        int first = ForecastColumn.SCHEMA.size();
        try (ParquetTableReader reader = new ParquetTableReader(output().resolve("forecasts.parquet"), columns)) {
            assertThat(reader.columnNames())
                    .endsWith("quality", "quantity", "yhat_q10", "yhat_q50", "yhat_q90")
                    .hasSize(first + 3);
            RowGroup rows = reader.next();
            for (int row = 0; row < rows.rows(); row++) {
                assertThat(List.of(
                                rows.doubles(ForecastColumn.YHAT_LOWER.ordinal())[row],
                                rows.doubles(first)[row],
                                rows.doubles(first + 1)[row],
                                rows.doubles(first + 2)[row],
                                rows.doubles(ForecastColumn.YHAT_UPPER.ordinal())[row]))
                        .isSorted()
                        .doesNotHaveDuplicates();
            }
            List<String> lines = Files.readAllLines(output().resolve("forecasts.csv"));
            assertThat(lines.get(0)).endsWith(",quality,quantity,yhat_q10,yhat_q50,yhat_q90");
            assertThat(lines.get(1))
                    .endsWith(",consumption," + rows.doubles(first)[0] + "," + rows.doubles(first + 1)[0] + ","
                            + rows.doubles(first + 2)[0]);
        }
    }

    @Test
    void theEndsAloneHaveNoFurtherColumns() throws IOException {
        run();

        assertThat(manifest().quantileLevels()).containsExactly(0.1, 0.9);
        try (ParquetTableReader reader =
                new ParquetTableReader(output().resolve("forecasts.parquet"), ForecastColumn.SCHEMA)) {
            assertThat(reader.columnNames())
                    .isEqualTo(ForecastColumn.SCHEMA.stream()
                            .map(ParquetColumn::name)
                            .toList());
        }
    }

    private void useLevels(Double... levels) throws IOException {
        Path model = new SampleModel(0.1, List.of(levels)).tarGz(root.resolve("processing/input/model"));
        parameters.put("model-sha256", Checksums.sha256(Files.readAllBytes(model)));
    }

    @Test
    @DisplayName("I4: the same run twice gives the same bytes")
    void theSameRunGivesTheSameBytes() throws IOException {
        run();
        byte[] rows = Files.readAllBytes(output().resolve("forecasts.parquet"));
        String manifest = Files.readString(output().resolve(RunManifest.FILE_NAME));

        run();

        assertThat(Files.readAllBytes(output().resolve("forecasts.parquet"))).isEqualTo(rows);
        assertThat(Files.readString(output().resolve(RunManifest.FILE_NAME))).isEqualTo(manifest);
    }

    @Test
    void whatWasMeasuredCorrectsTheIntervalsAndCanBeTakenBack() throws IOException {
        run();
        List<ForecastRecord> uncorrected = rows();
        layCorrections("2024-05-31");
        parameters.put("csv", "true");

        run();

        AppliedCorrection applied = manifest().intervalCorrection();
        assertThat(applied.through()).isEqualTo("2024-05-31");
        assertThat(applied.sha256())
                .isEqualTo(Checksums.sha256(Files.readAllBytes(output().resolve(IntervalCorrections.FILE_NAME))));
        List<ForecastRecord> rows = rows();
        assertThat(rows.stream().map(ForecastRecord::withoutCorrection)).isEqualTo(uncorrected);
        for (ForecastRecord row : rows) {
            double width = row.uncorrected().upperKwh() - row.uncorrected().lowerKwh();
            assertThat(row.yhatUpper()).isEqualTo(row.uncorrected().upperKwh() + 0.25 * width);
            assertThat(row.yhatLower()).isBetween(row.uncorrected().lowerKwh(), row.yhat());
        }
        List<String> lines = Files.readAllLines(output().resolve("forecasts.csv"));
        assertThat(lines.get(0)).endsWith(",quantity,yhat_lower_uncorrected,yhat_upper_uncorrected");
        assertThat(lines.get(1)).endsWith("," + rows.get(0).uncorrected().upperKwh());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "switched off,                    2024-05-31, '{enabled: false}'",
        "known of the day of the issue,   2024-06-01, '{enabled: true}'",
        "known of four weeks ago,         2024-05-03, '{enabled: true}'"
    })
    void withoutCorrectionForecastsAreTheSameBytesAsEver(String why, String through, String setting)
            throws IOException {
        run();
        byte[] rows = Files.readAllBytes(output().resolve("forecasts.parquet"));
        String manifest = Files.readString(output().resolve(RunManifest.FILE_NAME));
        layCorrections(through);
        Files.writeString(
                root.resolve("processing/input/config/edf_config.yaml"),
                "edf_monitoring: {interval_correction: " + setting + "}\n");

        run();

        assertThat(Files.readAllBytes(output().resolve("forecasts.parquet"))).isEqualTo(rows);
        assertThat(Files.readString(output().resolve(RunManifest.FILE_NAME)))
                .isEqualTo(manifest)
                .doesNotContain("correction");
        assertThat(output().resolve(IntervalCorrections.FILE_NAME)).doesNotExist();
    }

    private void layCorrections(String through) throws IOException {
        EndOffsets offsets = new EndOffsets(-0.1, 0.25);
        new IntervalCorrections(
                        LocalDate.parse(through),
                        Map.of(Quantity.CONSUMPTION, new QuantityOffsets(List.of(offsets, offsets, offsets), Map.of())))
                .write(root.resolve("processing/input/interval-corrections"));
    }

    private List<ForecastRecord> rows() throws IOException {
        return ForecastRowsReader.read(output().resolve("forecasts.parquet"));
    }

    @Test
    @DisplayName("fault 36: a building whose features failed is named among the failed ones")
    void aBuildingWithoutFeaturesIsNamed() throws IOException {
        writeFeatures(
                root.resolve("processing/input/features"),
                List.of(new FailedBuilding("cold", "IllegalStateException: x")));
        run();

        assertThat(manifest().failed()).containsExactly("cold");
    }

    @Test
    @DisplayName("fault 39: a clock that is wrong, even by years, changes no byte: the issue time comes from the input")
    void theClockDecidesNothing() throws IOException {
        run();
        byte[] rows = Files.readAllBytes(output().resolve("forecasts.parquet"));
        String manifest = Files.readString(output().resolve(RunManifest.FILE_NAME));

        for (String now : List.of("2024-06-01T04:50:00Z", "1999-12-31T23:59:59Z", "2038-01-19T03:14:08Z")) {
            Clock wrong = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
            new ForecastJob().run(new JobContext(root, parameters, wrong, JobContext.Progress.SILENT));
            assertThat(Files.readAllBytes(output().resolve("forecasts.parquet")))
                    .isEqualTo(rows);
            assertThat(Files.readString(output().resolve(RunManifest.FILE_NAME)))
                    .isEqualTo(manifest);
        }
    }

    @Test
    @DisplayName("fault 45: a model with another checksum makes no forecast at all")
    void anotherModelMakesNoForecast() {
        parameters.put("model-sha256", "f".repeat(64));

        assertThatThrownBy(this::run).isInstanceOf(ModelUnusableException.class).hasMessageContaining("SECURITY");
        assertThat(output()).doesNotExist();
    }

    @Test
    @DisplayName("fault 60: an issue time that is none is refused by name")
    void aWrongIssueTimeIsRefused() {
        parameters.put("issued-at", "tomorrow");

        assertThatThrownBy(this::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--issued-at is \"tomorrow\"");
    }

    private void run() throws IOException {
        new ForecastJob().run(new JobContext(root, parameters, Clock.systemUTC(), JobContext.Progress.SILENT));
    }

    private Path output() {
        return root.resolve("processing/output/forecasts");
    }

    private RunManifest manifest() throws IOException {
        return RunManifest.parse(Files.readString(output().resolve(RunManifest.FILE_NAME)), "test");
    }
}
