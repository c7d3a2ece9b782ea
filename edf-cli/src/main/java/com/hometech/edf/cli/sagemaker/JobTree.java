package com.hometech.edf.cli.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.job.FailureText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder of one job: {@code ml/} stands for {@code /opt/ml}, beside it lie {@code job.log} and
 * {@code description.json}.
 */
record JobTree(Path folder) {

    private static final String CONTAINER_ROOT = "/opt/ml/";
    private static final int FAILURE_LENGTH = 1024;

    /** Stands for {@code /opt/ml}. */
    Path root() {
        return folder.resolve("ml");
    }

    Path logFile() {
        return folder.resolve("job.log");
    }

    /** What stands here for {@code localPath} of the container. */
    Path at(String localPath) {
        Path resolved = root().resolve(
                        localPath.startsWith(CONTAINER_ROOT) ? localPath.substring(CONTAINER_ROOT.length()) : "..")
                .normalize();
        if (!resolved.startsWith(root()) || resolved.equals(root())) {
            throw new InvalidInputException("LocalPath %s must lie below /opt/ml/".formatted(localPath));
        }
        return resolved;
    }

    /** Lays down a configuration file below {@code /opt/ml}. */
    void writeConfig(String name, JsonNode content) throws IOException {
        Path file = root().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content.toString());
    }

    void describe(JsonNode description) throws IOException {
        Files.writeString(folder.resolve("description.json"), description.toPrettyString() + "\n");
    }

    /**
     * What the job says of its failure: its own text in {@code /opt/ml/output/failure}, else what it threw, which is then
     * written there as the container's launcher does.
     */
    String failureText(Throwable thrown) throws IOException {
        Path file = root().resolve("output/failure");
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, FailureText.of(thrown));
        }
        String text = Files.readString(file).strip();
        return text.length() <= FAILURE_LENGTH ? text : text.substring(0, FAILURE_LENGTH);
    }

    /** Removes {@code ml/}: its inputs are in the store, its outputs are published. */
    void removeRoot() throws IOException {
        try (Stream<Path> walk = Files.walk(root())) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
