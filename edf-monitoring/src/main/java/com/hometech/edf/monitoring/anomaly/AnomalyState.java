package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an execution hands on to the next: {@value #FILE_NAME}.
 *
 * @param months by month such as {@code 2024-11}
 * @param raised day on which each alarm that lasts was raised, by what it is about
 */
record AnomalyState(Map<String, MonthState> months, Map<String, LocalDate> raised) {
    static final String FILE_NAME = "anomalies_state.json";

    /**
     * A month of the table.
     *
     * @param fingerprint of what its anomalies were found in
     * @param runs ids of the runs whose forecasts the readings were held against
     * @param knownUntil by code of the quantity, the end of the newest reading of all buildings
     */
    record MonthState(String fingerprint, List<String> runs, Map<String, Instant> knownUntil) {
        MonthState {
            runs = List.copyOf(runs);
            knownUntil = new TreeMap<>(knownUntil);
        }
    }

    AnomalyState {
        months = new TreeMap<>(months);
        raised = new TreeMap<>(raised);
    }

    /** The state of the last execution; an empty one where there was none. */
    static AnomalyState read(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        return Files.exists(file) ? JsonFiles.read(file, AnomalyState.class) : new AnomalyState(Map.of(), Map.of());
    }

    void write(Path folder) throws IOException {
        JsonFiles.write(folder.resolve(FILE_NAME), this);
    }
}
