package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.training.backtest.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Where a simulation keeps its results, and below {@code work} every day that is done, so that it goes on after an interruption. */
public final class SimulationFolder implements AutoCloseable {
    private static final String DELIVERIES = "deliveries";
    private static final String DAYS = "days";
    private static final String CUT = "deliveries.json";

    private final WorkFolder folder;

    private SimulationFolder(WorkFolder folder) {
        this.folder = folder;
    }

    /**
     * What is known of the deliveries once all of them are written.
     *
     * @param forecastsArchived whether the data folder has weather forecasts
     */
    record Cut(boolean forecastsArchived) {}

    /**
     * Takes the folder for this process; it is made where it is missing.
     *
     * @throws InvalidInputException when another process works in it
     */
    public static SimulationFolder open(Path directory) throws IOException {
        return new SimulationFolder(WorkFolder.open(directory, "simulation"));
    }

    /**
     * Claims the folder for a request: days that were simulated for it before stay.
     *
     * @throws InvalidInputException when the folder holds days of another one
     */
    public void claim(SimulationRequest request) throws IOException {
        if (!Files.exists(folder.work(DAYS))) {
            folder.clearWork();
        }
        folder.claim(request, SimulationRequest.class, SimulationRequest::differencesFrom);
    }

    /** Throws away the results and all work, whatever it was for; other files of the folder stay. */
    public void clear() throws IOException {
        for (String name : List.of(SimulationResult.FILE_NAME, SimulationPage.FILE_NAME, SimulationLog.FILE_NAME)) {
            Files.deleteIfExists(folder.result(name));
        }
        folder.clearWork();
    }

    /** The results of a simulation that is finished; empty where it is not. */
    public Optional<SimulationResult> finished() throws IOException {
        Path file = folder.result(SimulationResult.FILE_NAME);
        return Files.exists(file) ? Optional.of(JsonFiles.read(file, SimulationResult.class)) : Optional.empty();
    }

    /** Where the results go. */
    public Path directory() {
        return folder.directory();
    }

    /** A file of the results. */
    public Path result(String name) {
        return folder.result(name);
    }

    /** The home of the system whose days are simulated. */
    public Path home() {
        return folder.work("home");
    }

    /** What arrived by a daily run; missing where nothing did. */
    Path delivery(int number) {
        return Deliveries.folder(folder.work(DELIVERIES), number);
    }

    Optional<Cut> cut() throws IOException {
        Path file = folder.work(CUT);
        return Files.exists(file) ? Optional.of(JsonFiles.read(file, Cut.class)) : Optional.empty();
    }

    /** An empty place for the deliveries. */
    Path prepareDeliveries() throws IOException {
        return folder.prepare(DELIVERIES);
    }

    void keep(Cut cut) throws IOException {
        WorkFolder.writeJson(folder.work(CUT), cut);
    }

    Optional<SimulatedDay> day(LocalDate day) throws IOException {
        Path file = dayFile(day);
        return Files.exists(file) ? Optional.of(JsonFiles.read(file, SimulatedDay.class)) : Optional.empty();
    }

    void keep(SimulatedDay day) throws IOException {
        Files.createDirectories(folder.work(DAYS));
        WorkFolder.writeJson(dayFile(day.day()), day);
    }

    private Path dayFile(LocalDate day) {
        return folder.work(DAYS).resolve(day + ".json");
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
