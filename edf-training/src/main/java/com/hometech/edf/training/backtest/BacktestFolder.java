package com.hometech.edf.training.backtest;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a backtest keeps its results and every finished piece: models and groups of forecasts. */
public final class BacktestFolder implements AutoCloseable {
    static final String FORECASTS = "forecasts.parquet";

    private static final List<String> RESULTS =
            List.of(BacktestScores.FILE_NAME, ScoresCsv.FILE_NAME, "backtest.html", FORECASTS, ForecastsCsv.FILE_NAME);

    private final WorkFolder folder;

    private BacktestFolder(WorkFolder folder) {
        this.folder = folder;
    }

    /**
     * Takes the folder for this process; it is made where it is missing.
     *
     * @throws InvalidInputException when another process works in it
     */
    public static BacktestFolder open(Path directory) throws IOException {
        return new BacktestFolder(WorkFolder.open(directory, "backtest"));
    }

    /**
     * Claims the folder for a request: work that was done for it before stays.
     *
     * @throws InvalidInputException when the folder holds work for another one
     */
    public void claim(BacktestRequest request) throws IOException {
        folder.claim(request, BacktestRequest.class, BacktestRequest::differencesFrom);
    }

    /** The scores of a backtest that was finished for the same request; those of an older schema are made again. */
    public Optional<BacktestScores> finished(BacktestRequest request) throws IOException {
        Path file = result(BacktestScores.FILE_NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        BacktestScores scores = BacktestScores.read(directory());
        return Optional.of(scores)
                .filter(found -> found.schemaVersion() == BacktestScores.SCHEMA_VERSION)
                .filter(found -> found.request().equals(request));
    }

    /** Throws away the results and all work, whatever it was for; other files of the folder stay. */
    public void clear() throws IOException {
        clearResults();
        folder.clearWork();
    }

    /** Throws away the results, so that none of another run is taken for those of this one; {@code scores.json} first. */
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
        return folder.prepare(name);
    }

    /** What is remembered of a piece; it is there as soon as the piece is. */
    static PieceFacts facts(Path piece) throws IOException {
        return JsonFiles.read(factsFile(piece), PieceFacts.class);
    }

    /** Remembers facts of a piece that is about to appear. */
    static void writeFacts(Path piece, PieceFacts facts) throws IOException {
        WorkFolder.writeJson(factsFile(piece), facts);
    }

    private static Path factsFile(Path piece) {
        return piece.resolveSibling(piece.getFileName() + ".json");
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        folder.close();
    }
}
