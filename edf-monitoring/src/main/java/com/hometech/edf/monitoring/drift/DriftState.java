package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.monitoring.drift.ErrorHistory.DayError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an execution hands on to the next: {@value #FILE_NAME}.
 *
 * @param buildings digest of all that tables follow from beside readings and weather
 * @param months by month such as {@code 2024-11}
 * @param weather fingerprints of the files of weather, by month
 * @param errors of issued forecasts, by quantity and day
 * @param alarms all that lasted
 */
record DriftState(
        String buildings,
        Map<String, MonthState> months,
        Map<String, String> weather,
        Map<Quantity, NavigableMap<LocalDate, DayError>> errors,
        List<Alarm> alarms) {
    static final String FILE_NAME = "drift_state.json";
    /** Before the first execution. */
    static final DriftState NEW = new DriftState("", Map.of(), Map.of(), Map.of(), List.of());

    /**
     * What the tables of a month were made from.
     *
     * @param readings fingerprint of the files of readings
     * @param head digest of the profiles of its first days, which the last days of the month before follow from
     * @param signals fingerprint of the profiles that the signals follow from; null before there are any
     */
    record MonthState(
            String readings, String head, @Nullable String signals) {
        /** A month without anything. */
        static final MonthState NEW = new MonthState("", "", null);

        MonthState withSignals(String fingerprint) {
            return new MonthState(readings, head, fingerprint);
        }
    }

    DriftState {
        months = new TreeMap<>(months);
        weather = new TreeMap<>(weather);
        Map<Quantity, NavigableMap<LocalDate, DayError>> copied = new TreeMap<>();
        errors.forEach((quantity, days) -> copied.put(quantity, new TreeMap<>(days)));
        errors = copied;
        alarms = alarms.stream().sorted().toList();
    }

    /** The state in a folder; {@link #NEW} where there is none. */
    static DriftState read(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        return Files.exists(file) ? JsonFiles.read(file, DriftState.class) : NEW;
    }

    void write(Path folder) throws IOException {
        JsonFiles.write(folder.resolve(FILE_NAME), this);
    }
}
