package com.hometech.edf.inference.artifact;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.interval.IntervalCalibration;
import com.hometech.edf.inference.newbuilding.NewBuildings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code model_metadata.json}: what a model is, what it was made from, and all it needs to predict beside its trees.
 *
 * @param strategy how it was fitted, for example {@code XGBoost}
 * @param createdAt when
 * @param codeVersion version of EDF that fitted it
 * @param libraryVersions versions of the libraries that shaped it, by name
 * @param configurationFingerprint SHA-256 of the configuration file
 * @param featureFingerprint fingerprint of the schema
 * @param featureSchema the features that rows must have, in order
 * @param training the rows that it was fitted with
 * @param weatherSource whether training saw weather forecasts or observed weather in their place
 * @param buildings ids of the buildings that it was fitted with, in order
 * @param hyperparameters as used, by name
 * @param metrics scores on the calibration period, by name
 * @param blend shares of the model and of plain forecasts in what is served
 * @param calibration how intervals are made
 * @param newBuildings what is known for buildings with little or no history
 * @param boosters one entry for each booster file
 * @param files one entry for each other file
 */
public record ModelMetadata(
        String strategy,
        Instant createdAt,
        String codeVersion,
        Map<String, String> libraryVersions,
        String configurationFingerprint,
        String featureFingerprint,
        FeatureSchema featureSchema,
        TrainingFacts training,
        String weatherSource,
        List<String> buildings,
        Map<String, String> hyperparameters,
        Map<String, Double> metrics,
        Blend blend,
        IntervalCalibration calibration,
        NewBuildings newBuildings,
        List<BoosterFacts> boosters,
        List<FileFacts> files) {
    public ModelMetadata {
        libraryVersions = new TreeMap<>(libraryVersions);
        buildings = List.copyOf(buildings);
        hyperparameters = new TreeMap<>(hyperparameters);
        metrics = new TreeMap<>(metrics);
        boosters = List.copyOf(boosters);
        files = List.copyOf(files);
        if (!featureFingerprint.equals(featureSchema.fingerprint())) {
            throw new InvalidInputException("feature_fingerprint " + featureFingerprint
                    + " is not that of feature_schema, " + featureSchema.fingerprint());
        }
    }

    /**
     * The rows of a fit.
     *
     * @param firstTarget first hour that was learned
     * @param lastTarget last hour that was learned
     * @param rows how many were learned
     * @param rowsLeftOut how many were not, by reason
     */
    public record TrainingFacts(Instant firstTarget, Instant lastTarget, long rows, Map<String, Long> rowsLeftOut) {
        public TrainingFacts {
            rowsLeftOut = new TreeMap<>(rowsLeftOut);
        }
    }

    /**
     * A file that is no booster.
     *
     * @param file its name in the archive
     * @param sha256 its checksum
     */
    public record FileFacts(ArtifactFile file, String sha256) {}

    /**
     * One booster file.
     *
     * @param file its name in the archive
     * @param sha256 its checksum
     * @param trees how many trees it has, over all outputs
     * @param levels of its quantiles, in the order of its outputs; empty where its one output is no quantile
     * @param columns the features that it reads, in order
     * @param golden predictions that it must repeat exactly
     */
    public record BoosterFacts(
            ArtifactFile file,
            String sha256,
            int trees,
            List<Double> levels,
            List<String> columns,
            List<GoldenPrediction> golden) {
        public BoosterFacts {
            levels = List.copyOf(levels);
            columns = List.copyOf(columns);
            golden = List.copyOf(golden);
        }
    }

    /**
     * A row and what the booster said at training. A library that reads the same file differently is found out by it.
     *
     * @param values one for each column; NaN where missing
     * @param predictions of the booster, one for each output
     */
    public record GoldenPrediction(List<Float> values, List<Float> predictions) {
        public GoldenPrediction {
            values = List.copyOf(values);
            predictions = List.copyOf(predictions);
        }
    }
}
