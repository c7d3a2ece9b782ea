package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalyFile;
import com.hometech.edf.monitoring.anomaly.AnomalyState.MonthState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The anomalies of the last months.
 *
 * @param anomalies in order
 * @param knownUntil by quantity, the end of the newest reading of all buildings
 */
record Recent(List<Anomaly> anomalies, Map<Quantity, Instant> knownUntil) {
    Recent {
        anomalies = anomalies.stream().sorted().toList();
        knownUntil = new EnumMap<>(knownUntil);
    }

    /**
     * Of some months.
     *
     * @param looked the months, which were looked at
     * @param months what is known of each
     * @param folders of today's output and of what was published before; the first that has a file counts
     */
    static Recent of(List<YearMonth> looked, Map<String, MonthState> months, List<Path> folders) throws IOException {
        List<Anomaly> anomalies = new ArrayList<>();
        Map<Quantity, Instant> knownUntil = new EnumMap<>(Quantity.class);
        for (YearMonth month : looked) {
            for (Path folder : folders) {
                Path file = folder.resolve(AnomalyFile.name(month));
                if (Files.exists(file)) {
                    AnomalyFile.read(file, anomalies::add);
                    break;
                }
            }
            MonthState state = months.get(month.toString());
            for (Quantity quantity : Quantity.values()) {
                Instant end = state == null ? null : state.knownUntil().get(quantity.code());
                if (end != null) {
                    knownUntil.merge(quantity, end, (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        }
        return new Recent(anomalies, knownUntil);
    }

    /** Those that go on into the last days of what is known of their quantity. */
    List<Anomaly> ofLastDays(int days) {
        return anomalies.stream()
                .filter(anomaly -> anomaly.period().end().isAfter(endOf(anomaly).minus(Duration.ofDays(days))))
                .toList();
    }

    /** Whether an anomaly goes on until the end of what is known. */
    boolean goesOn(Anomaly anomaly) {
        return !anomaly.period().end().isBefore(endOf(anomaly));
    }

    private Instant endOf(Anomaly anomaly) {
        return knownUntil.getOrDefault(anomaly.quantity(), anomaly.period().end());
    }
}
