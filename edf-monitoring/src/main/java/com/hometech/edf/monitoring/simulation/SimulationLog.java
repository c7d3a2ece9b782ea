package com.hometech.edf.monitoring.simulation;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The log of a simulation: a dated line for each event. Each line is on disk before the next is made. */
final class SimulationLog implements AutoCloseable {
    /** Its name. */
    static final String FILE_NAME = "simulation.log";

    private final Writer file;
    private final Consumer<SimulationEvent> listener;
    private final List<SimulationEvent> events = new ArrayList<>();

    SimulationLog(Path file, Consumer<SimulationEvent> listener) throws IOException {
        this.file = Files.newBufferedWriter(file);
        this.listener = listener;
    }

    void add(SimulationEvent event) throws IOException {
        events.add(event);
        file.write(event.line() + "\n");
        file.flush();
        listener.accept(event);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
