package com.hometech.edf.monitoring.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The folders that arrive, one for each daily run, as they are written. */
final class Deliveries {
    private final Path folder;
    private final Map<Path, DeliveredFile> files = new TreeMap<>();

    Deliveries(Path folder) {
        this.folder = folder;
    }

    /** Folder of a delivery; there is none where nothing arrives. */
    static Path folder(Path folder, int delivery) {
        return folder.resolve(String.format(Locale.ROOT, "delivery-%05d", delivery));
    }

    /** Adds a row to a file of a delivery; one that never arrives is left out. */
    void add(int delivery, String name, List<String> header, List<String> row) throws IOException {
        if (delivery == Arrivals.NEVER) {
            return;
        }
        Path file = folder(folder, delivery).resolve(name);
        DeliveredFile found = files.get(file);
        if (found == null) {
            found = new DeliveredFile(file, header);
            files.put(file, found);
        }
        found.add(row);
    }

    /** Writes what is not on disk yet. */
    void finish() throws IOException {
        for (DeliveredFile file : files.values()) {
            file.flush();
        }
        files.clear();
    }
}
