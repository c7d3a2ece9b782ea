package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.data.accuracy.AccuracySummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an execution hands on to the next: {@value AccuracySummary#STATE_NAME}, beside the history.
 *
 * @param months by month such as {@code 2024-11}
 * @param checks by quantity and name, such as {@code consumption wape}
 */
record AccuracyState(Map<String, MonthState> months, Map<String, CheckState> checks) {
    /** Before anything was scored. */
    static final AccuracyState NEW = new AccuracyState(Map.of(), Map.of());

    /**
     * A month of the history.
     *
     * @param fingerprint of what it was scored from
     * @param runs ids of the runs that it was scored from
     * @param newestDay newest day of which anything could be scored; null where there is none
     */
    record MonthState(
            String fingerprint, List<String> runs, @Nullable LocalDate newestDay) {
        MonthState {
            runs = List.copyOf(runs);
        }
    }

    AccuracyState {
        months = new TreeMap<>(months);
        checks = new TreeMap<>(checks);
    }

    /** The state beside the history; {@link #NEW} where there is none. */
    static AccuracyState read(Path accuracy) throws IOException {
        Path file = accuracy.resolve(AccuracySummary.STATE_NAME);
        return Files.exists(file) ? JsonFiles.read(file, AccuracyState.class) : NEW;
    }

    void write(Path folder) throws IOException {
        JsonFiles.write(folder.resolve(AccuracySummary.STATE_NAME), this);
    }

    CheckState check(String name) {
        return checks.getOrDefault(name, CheckState.NEW);
    }
}
