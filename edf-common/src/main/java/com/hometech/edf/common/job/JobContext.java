package com.hometech.edf.common.job;

import com.hometech.edf.common.error.InvalidInputException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a job sees of the world.
 *
 * @param root stands for {@code /opt/ml}
 * @param parameters of a processing job the {@code --name value} arguments without dashes, of a training job the
 *     hyperparameters; all values are text, as SageMaker passes them
 * @param clock what time it is
 * @param progress where long work reports how far it is
 */
public record JobContext(Path root, Map<String, String> parameters, Clock clock, Progress progress) {
    public JobContext {
        parameters = Map.copyOf(parameters);
    }

    /** Receives progress of long work: {@code done} of {@code total} units (total 0: unknown). */
    @FunctionalInterface
    public interface Progress {
        /** Ignores what it is told. */
        Progress SILENT = (what, done, total) -> {};

        void report(String what, long done, long total);
    }

    /** {@code /opt/ml/processing/input/<name>} */
    public Path processingInput(String name) {
        return root.resolve("processing/input").resolve(name);
    }

    /** {@code /opt/ml/processing/output/<name>} */
    public Path processingOutput(String name) {
        return root.resolve("processing/output").resolve(name);
    }

    /** {@code /opt/ml/input/data/<channel>} of a training job. */
    public Path channel(String name) {
        return root.resolve("input/data").resolve(name);
    }

    /** {@code /opt/ml/model}: what a training job leaves here becomes {@code model.tar.gz}. */
    public Path model() {
        return root.resolve("model");
    }

    /** The parameter's text, or an error that names it. */
    public String required(String name) {
        return optional(name)
                .orElseThrow(() -> new InvalidInputException(
                        "Parameter --" + name + " is missing; given were " + new TreeMap<>(parameters).keySet()));
    }

    /** The parameter's text; empty where it was not given or is blank. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isBlank());
    }

    /**
     * A time given as ISO instant, or as ISO date that stands for its first second in UTC; empty where it was not given.
     *
     * @throws InvalidInputException when the text is neither
     */
    public Optional<Instant> time(String name) {
        return optional(name).map(text -> time(name, text));
    }

    /**
     * A time as {@link #time}, which must be given.
     *
     * @throws InvalidInputException when it is missing or no time
     */
    public Instant requiredTime(String name) {
        return time(name, required(name));
    }

    private static Instant time(String name, String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException neither) {
            throw new InvalidInputException(
                    "Parameter --" + name + " is \"" + text
                            + "\"; write a date such as 2024-05-01 or an instant such as 2024-05-01T05:00:00Z",
                    neither);
        }
    }
}
