package com.hometech.edf.monitoring.challenger;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Both models on the hours of a day.
 *
 * @param day in UTC
 * @param issuedHours forecast hours that both issued
 * @param useTypes sums by use type, of those hours whose reading can be scored
 */
record PairedDay(LocalDate day, long issuedHours, Map<String, PairedSums> useTypes) {
    PairedDay {
        useTypes = new TreeMap<>(useTypes);
    }

    /** Sums over all buildings. */
    PairedSums all() {
        return useTypes.values().stream().reduce(PairedSums.NONE, PairedSums::plus);
    }
}
