package com.hometech.edf.inference.load;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.LoadReceipt;
import com.hometech.edf.common.port.ForecastStore.Run;
import com.hometech.edf.common.port.Metrics.Unit;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Loads the forecasts of a run into the store: a small run at once, a larger one in parts of which nothing is seen before it is
 * published as a whole. Each step may be repeated; memory depends on the rows of a row group and the buildings of a part.
 */
public final class LoadForecasts {
    /** Where rows of a run that is loaded at once are set aside, beside the forecast files. */
    public static final String REJECTED_FILE_NAME = "rejected_rows.jsonl";

    /** Where those of a run in parts are, in a file for each part. */
    public static final String REJECTED_FOLDER = "rejected_rows/";

    /** A run that is so much older than the newest one helps nobody: it came from a queue that was emptied late. */
    private static final Duration EXPIRES_AFTER = Duration.ofDays(7);

    private final Platform platform;
    private final long partRows;
    private final Optional<ForecastIndex> index;

    /** Loads at once, or as a part, what the forecast job puts in one file. */
    public LoadForecasts(Platform platform) {
        this(platform, RunManifest.MOST_FILE_ROWS);
    }

    /** @param partRows a run of more rows is loaded in parts of at most so many, cut between its files */
    public LoadForecasts(Platform platform, long partRows) {
        this(platform, partRows, Optional.empty());
    }

    private LoadForecasts(Platform platform, long partRows, Optional<ForecastIndex> index) {
        this.platform = platform;
        this.partRows = partRows;
        this.index = index;
    }

    /** The same, which also lists the files of each run that is visible, by day of issue, below the prefix. */
    public LoadForecasts withIndex(ObjectUri prefix) {
        return new LoadForecasts(platform, partRows, Optional.of(new ForecastIndex(platform.objects(), prefix)));
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

    /** What {@link #load} did: all, or only the beginning. */
    public sealed interface Answer permits Outcome, Split {}

    /**
     * What a load did.
     *
     * @param rowsWritten rows of the run that are in the store
     * @param rowsRejected rows that were set aside
     * @param rejectedRows where they lie: a file, or a folder with a file for each part; empty when there are none
     */
    public record Outcome(Status status, long rowsWritten, long rowsRejected, Optional<ObjectUri> rejectedRows)
            implements Answer {}

    /**
     * A run that is too large to be loaded at once: {@link #loadPart} is to be called for each part, then {@link #publish}.
     *
     * @param load number of the load that has begun
     * @param parts all of them
     */
    public record Split(long load, List<PartNumber> parts) implements Answer {}

    /**
     * A part that is in the store, though not visible.
     *
     * @param load number of the load
     * @param rowsWritten its rows that the store took
     * @param rowsRejected its rows that were set aside
     */
    public record LoadedPart(long load, PartNumber part, long rowsWritten, long rowsRejected) {}

    /**
     * Loads what lies below the prefix, or says in which parts it is to be loaded.
     *
     * @throws InvalidInputException when there is no manifest, it is that of another run, or a file is not what the
     *     manifest says; the store is unchanged then
     */
    public Answer load(ObjectUri forecasts, String runId) {
        RunManifest manifest = manifest(forecasts, runId);
        if (isExpired(manifest)) {
            return new Outcome(Status.EXPIRED, 0, 0, Optional.empty());
        }
        List<List<ForecastFile>> parts = RunParts.of(manifest, partRows);
        if (parts.size() > 1) {
            Load load = platform.forecasts().begin(run(manifest), parts.size());
            return new Split(load.number(), PartNumber.all(parts.size()));
        }
        return withRows(forecasts, manifest.files(), (rows, rejected) -> {
            // a run without rows must not count as the newest: one mistyped date would make all others expired
            long written = manifest.rows() == 0
                    ? 0
                    : platform.forecasts()
                            .load(run(manifest), rows, rejected::add)
                            .rows();
            return ended(
                    forecasts,
                    manifest,
                    written,
                    rejected.rows(),
                    rejected.keep(platform.objects(), forecasts.resolve(REJECTED_FILE_NAME)));
        });
    }

    /**
     * Loads a part.
     *
     * @param load as {@link #load} said
     * @throws InvalidInputException as {@link #load}, and when the run has no such part
     */
    public LoadedPart loadPart(ObjectUri forecasts, String runId, long load, PartNumber part) {
        RunManifest manifest = manifest(forecasts, runId);
        List<List<ForecastFile>> parts = parts(manifest, part.parts());
        return withRows(forecasts, parts.get(part.number() - 1), (rows, rejected) -> {
            LoadReceipt receipt = platform.forecasts()
                    .stage(new Load(run(manifest), load, parts.size()), part.number(), rows, rejected::add);
            rejected.keep(platform.objects(), forecasts.resolve(REJECTED_FOLDER + fileName(part)));
            return new LoadedPart(load, part, receipt.rows(), rejected.rows());
        });
    }

    /**
     * Makes a run visible that was loaded in parts.
     *
     * @param loaded what {@link #loadPart} answered for each part
     * @throws InvalidInputException naming the parts that are missing; nothing becomes visible then
     */
    public Outcome publish(ObjectUri forecasts, String runId, List<LoadedPart> loaded) {
        RunManifest manifest = manifest(forecasts, runId);
        if (isExpired(manifest)) {
            return new Outcome(Status.EXPIRED, 0, 0, Optional.empty());
        }
        if (loaded.isEmpty()) {
            throw new InvalidInputException("Run " + runId + " is not published: no part of it was loaded");
        }
        int parts = parts(manifest, loaded.get(0).part().parts()).size();
        platform.forecasts()
                .publish(
                        new Load(run(manifest), loaded.get(0).load(), parts),
                        loaded.stream()
                                .map(part ->
                                        new LoadReceipt(part.load(), part.part().number(), part.rowsWritten()))
                                .toList());
        long rejected = loaded.stream().mapToLong(LoadedPart::rowsRejected).sum();
        return ended(
                forecasts,
                manifest,
                loaded.stream().mapToLong(LoadedPart::rowsWritten).sum(),
                rejected,
                rejected == 0 ? Optional.empty() : Optional.of(forecasts.resolve(REJECTED_FOLDER)));
    }

    private Outcome ended(
            ObjectUri forecasts, RunManifest manifest, long written, long rejected, Optional<ObjectUri> rejectedRows) {
        if (written > 0) {
            index.ifPresent(lists -> lists.put(forecasts, manifest));
        }
        platform.metrics().put("ForecastRowsWritten", (double) written, Unit.COUNT, Map.of());
        platform.metrics().put("ForecastRowsRejected", (double) rejected, Unit.COUNT, Map.of());
        new RunMetrics(platform.metrics()).put(manifest);
        return new Outcome(rejected == 0 ? Status.COMPLETE : Status.PARTIAL, written, rejected, rejectedRows);
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

    private List<List<ForecastFile>> parts(RunManifest manifest, int expected) {
        List<List<ForecastFile>> parts = RunParts.of(manifest, partRows);
        if (parts.size() != expected) {
            throw new InvalidInputException(
                    "Run " + manifest.runId() + " has " + parts.size() + " parts, not " + expected
                            + ": its forecasts or the version of EDF changed after the load began; load the run again");
        }
        return parts;
    }

    private static Run run(RunManifest manifest) {
        return new Run(manifest.runId(), manifest.issuedAt(), manifest.modelVersion(), manifest.quantity());
    }

    private static String fileName(PartNumber part) {
        return String.format(Locale.ROOT, "part-%05d.jsonl", part.number());
    }

    private boolean isExpired(RunManifest manifest) {
        return platform.forecasts().runs().stream()
                .filter(run -> run.quantity() == manifest.quantity())
                .findFirst()
                .map(newest -> newest.issuedAt().minus(EXPIRES_AFTER).isAfter(manifest.issuedAt()))
                .orElse(false);
    }

    /** What is done with the rows of some files, and with those that are set aside. */
    @FunctionalInterface
    private interface RowWork<T> {
        T with(ForecastRows rows, RejectedRows rejected) throws IOException;
    }

    private <T> T withRows(ObjectUri forecasts, List<ForecastFile> files, RowWork<T> work) {
        try (LocalFiles local = new LocalFiles();
                RejectedRows rejected = new RejectedRows(local.resolve(REJECTED_FILE_NAME))) {
            List<Path> fetched = local.fetch(platform.objects(), forecasts, files);
            try (ForecastRows rows = new ForecastRows(fetched, rejected::add)) {
                return work.with(rows, rejected);
            }
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot load " + forecasts + ": " + failure, failure);
        }
    }
}
