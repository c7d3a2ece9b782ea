package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.monitoring.accuracy.CheckState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an execution hands on to the next: {@value #FILE_NAME}.
 *
 * @param fingerprints of what the days of a month follow from, by month such as {@code 2024-11}
 * @param newest end of the newest reading, by building and quantity, such as {@code berlin_office_00000 consumption}
 * @param checks by site, quantity and name, such as {@code north consumption suspect}
 * @param raised days on which the alarms that last were raised, by what they are about
 * @param silent buildings and quantities, as in {@code newest}, whose readings have ended
 * @param closed those whose readings had ended long before those of others when they were first seen
 */
record QualityState(
        Map<String, String> fingerprints,
        Map<String, Instant> newest,
        Map<String, CheckState> checks,
        Map<String, LocalDate> raised,
        Set<String> silent,
        Set<String> closed) {
    static final String FILE_NAME = "quality_state.json";

    QualityState {
        fingerprints = new TreeMap<>(fingerprints);
        newest = new TreeMap<>(newest);
        checks = new TreeMap<>(checks);
        raised = new TreeMap<>(raised);
        // states from before silence was told by building have neither
        silent = silent == null ? Set.of() : new TreeSet<>(silent);
        closed = closed == null ? Set.of() : new TreeSet<>(closed);
    }

    /** The state of the last execution; an empty one where there was none. */
    static QualityState read(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        return Files.exists(file)
                ? JsonFiles.read(file, QualityState.class)
                : new QualityState(Map.of(), Map.of(), Map.of(), Map.of(), Set.of(), Set.of());
    }

    void write(Path folder) throws IOException {
        JsonFiles.write(folder.resolve(FILE_NAME), this);
    }
}
