package com.hometech.edf.training.backtest;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a backtest keeps its results and, below {@code work}, every finished piece. For one process at a time; every file
 * appears whole. A folder belongs to one request.
 */
public final class BacktestFolder implements AutoCloseable {
    static final String FORECASTS = "forecasts.parquet";

    private static final String REQUEST = "request.json";
    private static final List<String> RESULTS =
            List.of(BacktestScores.FILE_NAME, ScoresCsv.FILE_NAME, "backtest.html", FORECASTS, ForecastsCsv.FILE_NAME);

    private final Path directory;
    private final FileChannel lock;

    private BacktestFolder(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Takes the folder for this process; it is made where it is missing.
     *
     * @throws InvalidInputException when another process works in it
     */
    public static BacktestFolder open(Path directory) throws IOException {
        Path work = Files.createDirectories(directory.resolve("work"));
        FileChannel channel =
                FileChannel.open(work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new BacktestFolder(directory, channel);
            }
        } catch (OverlappingFileLockException heldHere) {
            // told below, like a lock of another process
        }
        channel.close();
        throw new InvalidInputException(
                "--out " + directory + " is in use by another backtest: wait for it, or give another --out");
    }

    /**
     * Claims the folder for a request: work that was done for it before stays.
     *
     * @throws InvalidInputException when the folder holds work for another one
     */
    public void claim(BacktestRequest request) throws IOException {
        Path file = work(REQUEST);
        if (Files.exists(file)) {
            List<String> differences = request.differencesFrom(JsonFiles.read(file, BacktestRequest.class));
            if (!differences.isEmpty()) {
                throw new InvalidInputException("--out " + directory + " holds a backtest of something else: "
                        + String.join(", ", differences)
                        + ". Give another --out, or --fresh to throw that one away");
            }
        }
        writeJson(file, request);
    }

    /** The scores of a backtest that was finished for the same request. */
    public Optional<BacktestScores> finished(BacktestRequest request) throws IOException {
        Path file = result(BacktestScores.FILE_NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        BacktestScores scores = BacktestScores.read(directory);
        return Optional.of(scores).filter(found -> found.request().equals(request));
    }

    /** Throws away the results and all work, whatever it was for; other files of the folder stay. */
    public void clear() throws IOException {
        clearResults();
        try (Stream<Path> entries = Files.list(directory.resolve("work"))) {
            for (Path entry : entries.toList()) {
                if (!entry.endsWith("lock")) {
                    delete(entry);
                }
            }
        }
    }

    /** Throws away the results, so that none of another run is taken for those of this one; {@code scores.json} first. */
    void clearResults() throws IOException {
        for (String name : RESULTS) {
            Files.deleteIfExists(result(name));
        }
    }

    /** Where the results go. */
    public Path directory() {
        return directory;
    }

    /** A file of the results. */
    public Path result(String name) {
        return directory.resolve(name);
    }

    /** A file or directory of the work. */
    public Path work(String name) {
        return directory.resolve("work").resolve(name);
    }

    /** Directory of the model that forecasts a block. */
    Path model(String strategy, RefitBlock block) {
        return work("models").resolve(name(strategy, block));
    }

    /** The forecasts of a block for a group of buildings. */
    Path forecasts(String strategy, RefitBlock block, int group) {
        return work("forecasts")
                .resolve(name(strategy, block))
                .resolve(String.format(Locale.ROOT, "part-%05d.parquet", group));
    }

    private static String name(String strategy, RefitBlock block) {
        return String.format(Locale.ROOT, "%s-%04d", strategy, block.number());
    }

    /** Empties a place where a directory is prepared. */
    Path prepare(String name) throws IOException {
        Path prepared = work(name);
        delete(prepared);
        return prepared;
    }

    /** What is remembered of a piece; it is there as soon as the piece is. */
    static PieceFacts facts(Path piece) throws IOException {
        return JsonFiles.read(factsFile(piece), PieceFacts.class);
    }

    /** Remembers facts of a piece that is about to appear. */
    static void writeFacts(Path piece, PieceFacts facts) throws IOException {
        writeJson(factsFile(piece), facts);
    }

    private static Path factsFile(Path piece) {
        return piece.resolveSibling(piece.getFileName() + ".json");
    }

    static void writeJson(Path file, Object value) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        JsonFiles.write(temporary, value);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
