package com.hometech.edf.training.fit;

import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.artifact.MetadataJson;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.artifact.ModelMetadata;
import com.hometech.edf.inference.artifact.ModelMetadata.FileFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/** Writes what becomes {@code model.tar.gz}, and opens it again: a model that would be refused later is no result. */
final class ModelDirectory {

    /**
     * What the metadata say beside the fit itself.
     *
     * @param createdAt when the model was made
     * @param configurationFingerprint of the configuration that it was made with
     * @param weatherSource where the weather of its rows came from
     * @param hyperparameters as used, by name
     */
    record Origin(
            String strategy,
            Instant createdAt,
            String configurationFingerprint,
            String weatherSource,
            Map<String, String> hyperparameters) {}

    private ModelDirectory() {}

    /** Writes what predicts and the metadata into the directory. */
    static ModelArtifact write(Path directory, FittedModel model, FeatureSchema schema, Origin origin)
            throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<ArtifactFile, GrownBooster> booster : model.boosters().entrySet()) {
            Files.write(
                    directory.resolve(booster.getKey().fileName()),
                    booster.getValue().ubjson());
        }
        for (Map.Entry<ArtifactFile, byte[]> file : model.files().entrySet()) {
            Files.write(directory.resolve(file.getKey().fileName()), file.getValue());
        }
        Files.write(
                directory.resolve(ArtifactFile.METADATA.fileName()),
                MetadataJson.write(metadata(model, schema, origin)));
        return ModelArtifact.openDirectory(directory);
    }

    private static ModelMetadata metadata(FittedModel model, FeatureSchema schema, Origin origin) {
        Versions versions = Versions.ofThisBuild();
        return new ModelMetadata(
                origin.strategy(),
                origin.createdAt(),
                versions.edf(),
                model.boosters().isEmpty() ? Map.of() : Map.of("xgboost", versions.xgboost()),
                origin.configurationFingerprint(),
                schema.fingerprint(),
                schema,
                model.training(),
                origin.weatherSource(),
                model.buildings(),
                origin.hyperparameters(),
                model.metrics(),
                model.blend(),
                model.calibration(),
                model.newBuildings(),
                model.boosters().entrySet().stream()
                        .map(booster -> booster.getValue().facts(booster.getKey()))
                        .toList(),
                model.files().entrySet().stream()
                        .map(file -> new FileFacts(file.getKey(), Checksums.sha256(file.getValue())))
                        .sorted(Comparator.comparing(FileFacts::file))
                        .toList());
    }
}
