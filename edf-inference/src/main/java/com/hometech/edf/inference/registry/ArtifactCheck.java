package com.hometech.edf.inference.registry;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.artifact.Checksums;
import java.io.IOException;
import java.util.Optional;

/** Compares what lies in the object store with what the registry knows of a model. */
public final class ArtifactCheck {
    private final ObjectStore objects;

    public ArtifactCheck(ObjectStore objects) {
        this.objects = objects;
    }

    /** What can be wrong with an artifact. */
    public enum Problem {
        MISSING,
        OTHER_CHECKSUM
    }

    /**
     * What was found.
     *
     * @param problem what is wrong
     * @param reason the same for a person
     */
    public record Finding(Problem problem, String reason) {}

    /** What is wrong with the model's artifact; empty when it is the one that was registered. */
    public Optional<Finding> check(ModelPackage model) {
        return checksumOf(model.modelData())
                .map(actual -> actual.equals(model.sha256())
                        ? Optional.<Finding>empty()
                        : Optional.of(otherChecksum(model, actual)))
                .orElseGet(() -> Optional.of(new Finding(
                        Problem.MISSING,
                        model.modelVersion() + ": its artifact " + model.modelData() + " is missing")));
    }

    /** The object's SHA-256 in lower-case hex; empty when there is no such object. */
    Optional<String> checksumOf(ObjectUri uri) {
        return objects.openIfPresent(uri).map(content -> {
            try (content) {
                return Checksums.sha256(content);
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot read " + uri + ": " + failure, failure);
            }
        });
    }

    private static Finding otherChecksum(ModelPackage model, String actual) {
        return new Finding(
                Problem.OTHER_CHECKSUM,
                model.modelVersion() + ": its artifact " + model.modelData() + " has the checksum " + actual + ", but "
                        + model.sha256() + " was registered");
    }
}
