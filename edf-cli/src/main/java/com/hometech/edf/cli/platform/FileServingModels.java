package com.hometech.edf.cli.platform;

import com.hometech.edf.cli.platform.AtomicFiles.Content;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.ServingModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Servable models as JSON files, {@code <root>/<name>.json}, each created once. */
public final class FileServingModels implements ServingModels {
    private final Path root;
    private final AtomicFiles files;

    /** @param root holds the models; made when the first is created */
    public FileServingModels(Path root) {
        this.root = root;
        this.files = new AtomicFiles(root.resolve(".incoming"));
    }

    /** A model as it is stored. */
    record StoredModel(String name, String modelPackageArn, String modelData, String sha256) {}

    @Override
    public ServingModel create(ServingModel model) {
        model.requireUsable();
        Path file = root.resolve(model.name() + ".json");
        StoredModel wanted = new StoredModel(
                model.name(), model.modelPackageArn(), model.modelData().toString(), model.sha256());
        try {
            boolean created =
                    files.create(file, Content.of(JsonFiles.toText(wanted).getBytes(StandardCharsets.UTF_8)));
            StoredModel stored = created ? wanted : JsonFiles.read(file, StoredModel.class);
            if (!stored.equals(wanted)) {
                throw new InvalidInputException("A model named " + model.name() + " exists with other content ("
                        + stored.modelPackageArn() + "); give the new one another name");
            }
            return new ServingModel(
                    stored.name(), stored.modelPackageArn(), ObjectUri.parse(stored.modelData()), stored.sha256());
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot write " + file + ": " + failure, failure);
        }
    }
}
