package com.hometech.edf.cli.sagemaker;

import com.hometech.edf.common.error.DependencyUnavailableException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Remembers the names of all jobs of one kind: as in an account, a name is used once. */
final class JobNames {

    private final Path folder;

    /** Keeps one small file for each name in {@code folder}. */
    JobNames(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes {@code name} for the job in {@code jobFolder}.
     *
     * @throws com.hometech.edf.cli.states.StateFailure where it is taken
     */
    void take(String name, Path jobFolder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), jobFolder + "\n", StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException taken) {
            throw SageMakerErrors.inUse(name);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot write below %s: %s".formatted(folder, failure), failure);
        }
    }
}
