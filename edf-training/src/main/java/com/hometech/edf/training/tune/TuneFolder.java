package com.hometech.edf.training.tune;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.training.backtest.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a search keeps its results and every finished fit. For one process at a time; a folder belongs to one request. */
public final class TuneFolder implements AutoCloseable {
    /** The configuration that the search recommends. */
    public static final String TUNED = "tuned.yaml";

    private static final List<String> RESULTS = List.of(TUNED, TuneReport.FILE_NAME, TrialsCsv.FILE_NAME);
    private static final String FITS = "fits";
    private static final double NANOS = 1e9;

    private final WorkFolder folder;

    private TuneFolder(WorkFolder folder) {
        this.folder = folder;
    }

    /**
     * Takes the folder for this process; it is made where it is missing.
     *
     * @throws InvalidInputException when another process works in it
     */
    public static TuneFolder open(Path directory) throws IOException {
        return new TuneFolder(WorkFolder.open(directory, "search"));
    }

    /**
     * Claims the folder for a request: fits that were made for it before stay.
     *
     * @throws InvalidInputException when the folder holds a search about something else
     */
    public void claim(TuneRequest request) throws IOException {
        folder.claim(request, TuneRequest.class, TuneRequest::differencesFrom);
    }

    /** Throws away the results and all work, whatever it was for; other files of the folder stay. */
    public void clear() throws IOException {
        clearResults();
        folder.clearWork();
    }

    /** Throws away the results, so that none of an earlier run is taken for those of this one. */
    void clearResults() throws IOException {
        for (String name : RESULTS) {
            Files.deleteIfExists(result(name));
        }
    }

    /** Where the results go. */
    public Path directory() {
        return folder.directory();
    }

    /** A file of the results. */
    public Path result(String name) {
        return folder.result(name);
    }

    /** A file or directory of the work. */
    public Path work(String name) {
        return folder.work(name);
    }

    /** Empties a place where a directory is prepared. */
    Path prepare(String name) throws IOException {
        return folder.prepare(name);
    }

    /** Writes {@link #TUNED}; the file appears whole. */
    public void writeTuned(String yaml) throws IOException {
        Path temporary = result(TUNED + ".tmp");
        Files.writeString(temporary, yaml);
        Files.move(temporary, result(TUNED), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a fit found before; empty where it is to be made. */
    Optional<FitResult> find(Fit fit) throws IOException {
        Path file = file(fit);
        return Files.exists(file) ? Optional.of(JsonFiles.read(file, FitResult.class)) : Optional.empty();
    }

    /** Keeps what a fit found. */
    void keep(Fit fit, FitResult result) throws IOException {
        WorkFolder.writeJson(file(fit), result);
    }

    private Path file(Fit fit) {
        return work(FITS).resolve(fit.fileName());
    }

    /** Time of all fits that are kept. */
    Duration spent() throws IOException {
        if (!Files.exists(work(FITS))) {
            return Duration.ZERO;
        }
        double seconds = 0;
        try (Stream<Path> files = Files.list(work(FITS))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                seconds += JsonFiles.read(file, FitResult.class).seconds();
            }
        }
        return Duration.ofNanos((long) (seconds * NANOS));
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        folder.close();
    }
}
