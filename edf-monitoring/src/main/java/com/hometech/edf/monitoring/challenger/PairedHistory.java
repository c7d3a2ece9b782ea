package com.hometech.edf.monitoring.challenger;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The days that were compared so far: {@value #FILE_NAME}. Only the newest comparison of each quantity is kept.
 *
 * @param pairs newest comparisons
 */
record PairedHistory(List<Pair> pairs) {
    static final String FILE_NAME = "days.json";

    /**
     * Two models and the days that they were compared on, in order.
     *
     * @param champion the model that forecast, as {@code group/version}
     * @param challenger the model that waited
     */
    record Pair(Quantity quantity, String champion, String challenger, List<PairedDay> days) {
        Pair {
            days = List.copyOf(days);
        }
    }

    PairedHistory {
        pairs = List.copyOf(pairs);
    }

    /** Reads what was published before; nothing where there is none. */
    static PairedHistory read(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        return Files.exists(file) ? JsonFiles.read(file, PairedHistory.class) : new PairedHistory(List.of());
    }

    void write(Path folder) throws IOException {
        JsonFiles.write(folder.resolve(FILE_NAME), this);
    }

    /** The days of two models; none where others were compared. */
    Map<LocalDate, PairedDay> days(Quantity quantity, String champion, String challenger) {
        return pairs.stream()
                .filter(pair -> pair.quantity() == quantity
                        && pair.champion().equals(champion)
                        && pair.challenger().equals(challenger))
                .flatMap(pair -> pair.days().stream())
                .collect(Collectors.toMap(PairedDay::day, day -> day, (one, other) -> other, TreeMap::new));
    }
}
