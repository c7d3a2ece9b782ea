package com.hometech.edf.monitoring.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/** The system whose days are simulated. */
public interface DailyOperation {
    /**
     * Does a day's work.
     *
     * @param issue time of the daily run
     * @param delivery folder with what arrived since the run before; may be missing
     */
    SimulatedDay run(LocalDate day, Instant issue, Path delivery) throws IOException;

    /** Where it keeps what it made. */
    Folders folders();

    /**
     * Where a system keeps what it made.
     *
     * @param readings table of what is forecast
     * @param forecasts the runs' folders below it
     * @param accuracy the history of accuracy with its newest summary
     */
    record Folders(Path readings, Path forecasts, Path accuracy) {}
}
