package com.hometech.edf.inference.load;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ForecastStore.LoadSummary;
import com.hometech.edf.common.port.ForecastStore.Run;
import com.hometech.edf.common.port.Metrics.Unit;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Loads the forecasts of one run into the store. Doing it again leaves the same rows. */
public final class LoadForecasts {
    /** Where rows are set aside, beside the forecast files. */
    public static final String REJECTED_FILE_NAME = "rejected_rows.jsonl";

    /** A run that is so much older than the newest one helps nobody: it came from a queue that was emptied late. */
    private static final Duration EXPIRES_AFTER = Duration.ofDays(7);

    private final Platform platform;

    public LoadForecasts(Platform platform) {
        this.platform = platform;
    }

    /** How a load ended. */
    public enum Status {
        /** Every row is in the store. */
        COMPLETE,
        /** Some rows were set aside, the others are in the store. */
        PARTIAL,
        /** Nothing was loaded: newer forecasts are there. */
        EXPIRED
    }

    /**
     * What a load did.
     *
     * @param rowsWritten rows of the run that are in the store
     * @param rowsRejected rows that were set aside
     * @param rejectedRows where they lie; empty when there are none
     */
    public record Outcome(Status status, long rowsWritten, long rowsRejected, Optional<ObjectUri> rejectedRows) {}

    /**
     * Loads what lies below the prefix.
     *
     * @throws InvalidInputException when there is no manifest, it is that of another run, or a file is not what the
     *     manifest says; the store is unchanged then
     */
    public Outcome load(ObjectUri forecasts, String runId) {
        RunManifest manifest = manifest(forecasts, runId);
        if (isExpired(manifest)) {
            return new Outcome(Status.EXPIRED, 0, 0, Optional.empty());
        }
        List<FileRow> rejected = new ArrayList<>();
        long written = withLocalFiles(forecasts, manifest, files -> store(manifest, files, rejected));
        Optional<ObjectUri> rejectedRows = setAside(forecasts, rejected);
        platform.metrics().put("ForecastRowsWritten", (double) written, Unit.COUNT, Map.of());
        platform.metrics().put("ForecastRowsRejected", rejected.size(), Unit.COUNT, Map.of());
        new RunMetrics(platform.metrics()).put(manifest);
        return new Outcome(
                rejected.isEmpty() ? Status.COMPLETE : Status.PARTIAL, written, rejected.size(), rejectedRows);
    }

    private RunManifest manifest(ObjectUri forecasts, String runId) {
        ObjectUri uri = forecasts.resolve(RunManifest.FILE_NAME);
        if (platform.objects().find(uri).isEmpty()) {
            throw new InvalidInputException("There is no " + uri
                    + ": the forecast job did not finish, so its files are not loaded; run it again");
        }
        String json = new String(platform.objects().read(uri), StandardCharsets.UTF_8);
        RunManifest manifest = RunManifest.parse(json, uri.toString());
        if (!manifest.runId().equals(runId)) {
            throw new InvalidInputException(uri + " is that of run " + manifest.runId() + ", not of run_id " + runId);
        }
        return manifest;
    }

    private boolean isExpired(RunManifest manifest) {
        return platform.forecasts().runs().stream()
                .filter(run -> run.quantity() == manifest.quantity())
                .findFirst()
                .map(newest -> newest.issuedAt().minus(EXPIRES_AFTER).isAfter(manifest.issuedAt()))
                .orElse(false);
    }

    private long store(RunManifest manifest, List<Path> files, List<FileRow> rejected) throws IOException {
        if (manifest.rows() == 0) {
            return 0; // it must not count as the newest run: one mistyped date would make all others expired
        }
        ForecastStore store = platform.forecasts();
        try (ForecastRows rows = new ForecastRows(files, rejected::add)) {
            LoadSummary summary = store.load(
                    new Run(manifest.runId(), manifest.issuedAt(), manifest.modelVersion(), manifest.quantity()), rows);
            summary.rejected().forEach(refused -> rejected.add(FileRow.of(refused.row(), refused.reason())));
            return summary.written();
        }
    }

    private Optional<ObjectUri> setAside(ObjectUri forecasts, List<FileRow> rejected) {
        if (rejected.isEmpty()) {
            return Optional.empty();
        }
        ObjectUri uri = forecasts.resolve(REJECTED_FILE_NAME);
        String lines =
                rejected.stream().map(row -> JsonFiles.toLine(row) + "\n").collect(Collectors.joining());
        platform.objects().put(uri, lines.getBytes(StandardCharsets.UTF_8));
        return Optional.of(uri);
    }

    @FunctionalInterface
    private interface FileWork {
        long with(List<Path> files) throws IOException;
    }

    private long withLocalFiles(ObjectUri forecasts, RunManifest manifest, FileWork work) {
        try {
            Path directory = Files.createTempDirectory("edf-load");
            try {
                List<Path> files = new ArrayList<>();
                for (ForecastFile file : manifest.files()) {
                    platform.objects().stage(forecasts.resolve(file.name()), directory);
                    files.add(checked(file, directory, forecasts));
                }
                return work.with(files);
            } finally {
                deleteAll(directory);
            }
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot load " + forecasts + ": " + failure, failure);
        }
    }

    private static Path checked(ForecastFile file, Path directory, ObjectUri forecasts) throws IOException {
        Path local = directory.resolve(file.name());
        if (!Files.isRegularFile(local)) {
            throw new InvalidInputException("The manifest of " + forecasts + " names " + file.name()
                    + ", which is missing; run the forecast again");
        }
        String sha256;
        try (InputStream in = Files.newInputStream(local)) {
            sha256 = Checksums.sha256(in);
        }
        if (!sha256.equals(file.sha256())) {
            throw new InvalidInputException(forecasts.resolve(file.name()) + " has the checksum " + sha256
                    + ", but its manifest says " + file.sha256() + "; run the forecast again");
        }
        try (ParquetTableReader reader = new ParquetTableReader(local, ForecastColumn.SCHEMA)) {
            if (reader.rows() != file.rows()) {
                throw new InvalidInputException(forecasts.resolve(file.name()) + " has " + reader.rows()
                        + " rows, but its manifest says " + file.rows() + "; run the forecast again");
            }
        }
        return local;
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
