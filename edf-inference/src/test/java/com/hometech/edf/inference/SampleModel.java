package com.hometech.edf.inference;

import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureRow;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.artifact.FeatureRanges;
import com.hometech.edf.inference.artifact.MetadataJson;
import com.hometech.edf.inference.artifact.ModelMetadata;
import com.hometech.edf.inference.artifact.ModelMetadata.BoosterFacts;
import com.hometech.edf.inference.artifact.ModelMetadata.FileFacts;
import com.hometech.edf.inference.artifact.ModelMetadata.GoldenPrediction;
import com.hometech.edf.inference.artifact.ModelMetadata.TrainingFacts;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.interval.BuildingCalibration;
import com.hometech.edf.inference.interval.IntervalCalibration;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.interval.Offsets;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.inference.newbuilding.NewBuildings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * A small real model: it learned that the load is last week's, more when it is cold. Change {@link #files} or
 * {@link #metadata} before {@link #tarGz} to damage it.
 */
public final class SampleModel {
    public static final FeatureSchema SCHEMA = new FeatureSchema(
            Duration.ofHours(1),
            List.of(
                    new Feature("lead_hours", FeatureKind.LEAD, "hours from origin to target"),
                    new Feature("consumption_lag_168h", FeatureKind.LOAD, "reading a week before the target"),
                    new Feature("temperature_c", FeatureKind.WEATHER, "temperature at the target")));
    public static final Instant ORIGIN = Instant.parse("2024-06-01T04:00:00Z");

    private static final List<String> WITHOUT_WEATHER = List.of("lead_hours", "consumption_lag_168h");
    private static final double MEDIAN = 0.5;
    private static final double OUTER = 0.4;

    public final Map<String, byte[]> files = new TreeMap<>();
    public ModelMetadata metadata;
    private final List<Double> levels;

    public SampleModel() {
        this(0.4);
    }

    /** @param halfWidth of the interval, as a share of the level */
    public SampleModel(double halfWidth) {
        this(halfWidth, List.of(0.1, 0.9));
    }

    /** @param levels of the quantiles, ascending */
    public SampleModel(double halfWidth, List<Double> levels) {
        this.levels = levels;
        List<BoosterFacts> boosters = List.of(
                booster(ArtifactFile.BOOSTER, SCHEMA.names()),
                booster(ArtifactFile.BOOSTER_WITHOUT_WEATHER, WITHOUT_WEATHER),
                booster(ArtifactFile.QUANTILES, SCHEMA.names()),
                booster(ArtifactFile.QUANTILES_WITHOUT_WEATHER, WITHOUT_WEATHER));
        metadata = new ModelMetadata(
                "XGBoost",
                Instant.parse("2024-06-01T00:00:00Z"),
                "0.1.0",
                Map.of("xgboost", "3.2.0"),
                "c".repeat(64),
                SCHEMA.fingerprint(),
                SCHEMA,
                new TrainingFacts(ORIGIN.minus(Duration.ofDays(90)), ORIGIN, 2000, Map.of("not_ready", 3L)),
                "observed_stand_in",
                List.of("a", "b"),
                Map.of("eta", "0.1"),
                Map.of("calibration_wape_model", 10.5),
                Blend.none(new LeadBuckets(1, 3)),
                calibration(halfWidth),
                NewBuildings.UNKNOWN,
                boosters,
                List.of());
    }

    private List<Double> outputs() {
        return Stream.concat(levels.stream(), Stream.of(MEDIAN))
                .distinct()
                .sorted()
                .toList();
    }

    private IntervalCalibration calibration(double halfWidth) {
        Offsets offsets = new Offsets(levels.stream()
                .map(level -> halfWidth * (level - MEDIAN) / OUTER)
                .map(offset -> List.of(offset, 2 * offset, 3 * offset))
                .toList());
        Map<PredictionSource, Offsets> bySource = new TreeMap<>();
        for (PredictionSource source : PredictionSource.values()) {
            bySource.put(source, offsets);
        }
        return new IntervalCalibration(
                levels,
                new LeadBuckets(1, 3),
                new BuildingCalibration(Collections.nCopies(24, 1.0), bySource),
                Map.of("b", new BuildingCalibration(Collections.nCopies(24, 0.1), Map.of())));
    }

    private BoosterFacts booster(ArtifactFile file, List<String> columns) {
        try {
            int rows = 2000;
            int size = columns.size();
            Random random = new Random(3);
            float[] values = new float[rows * size];
            float[] labels = new float[rows];
            for (int row = 0; row < rows; row++) {
                float[] vector = {1 + random.nextInt(72), 0.2f + 2 * random.nextFloat(), 30 * random.nextFloat()};
                System.arraycopy(vector, 0, values, row * size, size);
                labels[row] = vector[1] + (size > 2 && vector[2] < 10 ? 0.5f : 0);
            }
            DMatrix matrix = new DMatrix(values, rows, size, Float.NaN);
            matrix.setLabel(labels);
            matrix.setFeatureNames(columns.toArray(String[]::new));
            boolean quantiles = file == ArtifactFile.QUANTILES || file == ArtifactFile.QUANTILES_WITHOUT_WEATHER;
            Map<String, Object> parameters = new HashMap<>(Map.of("base_score", 0.5, "eta", 0.3, "nthread", 1));
            parameters.put("objective", quantiles ? "reg:quantileerror" : "reg:squarederror");
            parameters.put("quantile_alpha", outputs().toString());
            Booster booster = XGBoost.train(matrix, parameters, 40, new HashMap<>(), null, null);
            byte[] ubjson = booster.toByteArray("ubj");
            files.put(file.fileName(), ubjson);
            return new BoosterFacts(
                    file,
                    Checksums.sha256(ubjson),
                    quantiles ? 40 * outputs().size() : 40,
                    quantiles ? outputs() : List.of(),
                    columns,
                    List.of(golden(booster, values, size)));
        } catch (XGBoostError impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static GoldenPrediction golden(Booster booster, float[] values, int size) throws XGBoostError {
        float[] vector = Arrays.copyOf(values, size);
        vector[size - 1] = Float.NaN;
        return new GoldenPrediction(boxed(vector), boxed(booster.inplace_predict(vector, 1, size, Float.NaN)[0]));
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>();
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }

    /** The same model, mixed with plain forecasts. */
    void blend(Blend blend) {
        metadata = with(blend, metadata.files());
    }

    private ModelMetadata with(Blend blend, List<FileFacts> others) {
        return new ModelMetadata(
                metadata.strategy(),
                metadata.createdAt(),
                metadata.codeVersion(),
                metadata.libraryVersions(),
                metadata.configurationFingerprint(),
                metadata.featureFingerprint(),
                metadata.featureSchema(),
                metadata.training(),
                metadata.weatherSource(),
                metadata.buildings(),
                metadata.hyperparameters(),
                metadata.metrics(),
                blend,
                metadata.calibration(),
                metadata.newBuildings(),
                metadata.boosters(),
                others);
    }

    /** The same model, that knows between which values it learned its features. */
    public SampleModel ranges(FeatureRanges ranges) {
        byte[] bytes = ranges.write();
        files.put(ArtifactFile.FEATURE_RANGES.fileName(), bytes);
        metadata = with(metadata.blend(), List.of(new FileFacts(ArtifactFile.FEATURE_RANGES, Checksums.sha256(bytes))));
        return this;
    }

    /** Packs the model as the runner of training jobs does. */
    public Path tarGz(Path directory) throws IOException {
        Map<String, byte[]> packed = new TreeMap<>(files);
        packed.putIfAbsent(ArtifactFile.METADATA.fileName(), MetadataJson.write(metadata));
        Path file = directory.resolve("model.tar.gz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(file)))) {
            for (Map.Entry<String, byte[]> content : packed.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(content.getKey());
                entry.setSize(content.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(content.getValue());
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    /**
     * 72 rows of a building whose load last week was at its level, from an origin whose future is known.
     *
     * @param readings by lead [kWh]
     */
    public static void addRows(
            FeatureTable.Builder table,
            String building,
            Instant origin,
            double levelKwh,
            IntToDoubleFunction readings,
            float temperature) {
        for (int lead = 1; lead <= 72; lead++) {
            table.add(new FeatureRow(
                    building,
                    origin,
                    lead,
                    readings.applyAsDouble(lead),
                    levelKwh,
                    levelKwh,
                    levelKwh,
                    levelKwh,
                    levelKwh * 0.9,
                    Readiness.MODEL,
                    List.of((float) lead, (float) levelKwh, temperature)));
        }
    }

    /** 72 rows of a building whose load last week was at its level. */
    public static void addRows(
            FeatureTable.Builder table, String building, double levelKwh, Readiness readiness, float temperature) {
        addRows(table, building, levelKwh, Double.NaN, readiness, temperature);
    }

    /** The same where no interval can hold more than the ceiling. */
    public static void addRows(
            FeatureTable.Builder table,
            String building,
            double levelKwh,
            double ceilingKwh,
            Readiness readiness,
            float temperature) {
        for (int lead = 1; lead <= 72; lead++) {
            table.add(new FeatureRow(
                    building,
                    ORIGIN,
                    lead,
                    Double.NaN,
                    levelKwh,
                    levelKwh,
                    levelKwh,
                    levelKwh,
                    levelKwh * 0.9,
                    ceilingKwh,
                    readiness,
                    List.of((float) lead, (float) levelKwh, temperature)));
        }
    }
}
