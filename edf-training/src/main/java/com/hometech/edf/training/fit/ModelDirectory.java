package com.hometech.edf.training.fit;

import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.MetadataJson;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.artifact.ModelMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Writes what becomes {@code model.tar.gz}, and opens it again: a model that would be refused later is no result. */
final class ModelDirectory {

    /**
     * What the metadata say beside the fit itself.
     *
     * @param createdAt when the model was made
     * @param configurationFingerprint of the configuration that it was made with
     * @param weatherSource where the weather of its rows came from
     */
    record Origin(String strategy, Instant createdAt, String configurationFingerprint, String weatherSource) {}

    private ModelDirectory() {}

    /** Writes boosters and metadata into the directory. */
    static ModelArtifact write(
            Path directory, FittedModel model, FitSettings settings, FeatureSchema schema, Origin origin)
            throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<ArtifactFile, GrownBooster> booster : model.boosters().entrySet()) {
            Files.write(
                    directory.resolve(booster.getKey().fileName()),
                    booster.getValue().ubjson());
        }
        Files.write(
                directory.resolve(ArtifactFile.METADATA.fileName()),
                MetadataJson.write(metadata(model, settings, schema, origin)));
        return ModelArtifact.openDirectory(directory);
    }

    private static ModelMetadata metadata(
            FittedModel model, FitSettings settings, FeatureSchema schema, Origin origin) {
        Versions versions = Versions.ofThisBuild();
        return new ModelMetadata(
                origin.strategy(),
                origin.createdAt(),
                versions.edf(),
                Map.of("xgboost", versions.xgboost()),
                origin.configurationFingerprint(),
                schema.fingerprint(),
                schema,
                model.training(),
                origin.weatherSource(),
                model.buildings(),
                settings.asText(),
                model.metrics(),
                model.blend(),
                model.calibration(),
                model.newBuildings(),
                model.boosters().entrySet().stream()
                        .map(booster -> booster.getValue().facts(booster.getKey()))
                        .toList());
    }
}
