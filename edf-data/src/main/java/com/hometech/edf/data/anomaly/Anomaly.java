package com.hometech.edf.data.anomaly;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * A period in which readings of a building were out of the ordinary.
 *
 * @param building whose readings
 * @param quantity of what
 * @param kind what they were like
 * @param severity how grave that is
 * @param rule what found it
 * @param period when
 * @param energy what was read and what was expected
 * @param distance how far the farthest reading lies outside: in widths of its interval, or in standard deviations where
 *     {@link AnomalyRule#Z_SCORE} found it; NaN where readings do not change or are missing
 */
public record Anomaly(
        BuildingId building,
        Quantity quantity,
        AnomalyKind kind,
        AnomalySeverity severity,
        AnomalyRule rule,
        Period period,
        Energy energy,
        double distance)
        implements Comparable<Anomaly> {
    private static final Comparator<Anomaly> ORDER = Comparator.comparing(Anomaly::building)
            .thenComparing(Anomaly::quantity)
            .thenComparing(anomaly -> anomaly.period().start())
            .thenComparing(Anomaly::kind);

    /**
     * When it was.
     *
     * @param start of the first interval
     * @param end of the last interval
     * @param hours length of the intervals that are out of the ordinary [h]: one between them that is not does not count
     */
    public record Period(Instant start, Instant end, double hours) {}

    /**
     * Sums over the intervals of the period that are out of the ordinary; NaN where nothing is known.
     *
     * @param actualKwh readings [kWh]
     * @param expectedKwh what was expected of the same intervals [kWh]
     * @param lowerKwh lower ends of their intervals [kWh]
     * @param upperKwh upper ends of their intervals [kWh]
     * @param differenceKwh actual less expected [kWh]
     * @param differenceDays the difference in mean days of the building's energy
     */
    public record Energy(
            double actualKwh,
            double expectedKwh,
            double lowerKwh,
            double upperKwh,
            double differenceKwh,
            double differenceDays) {}

    /**
     * Its identity, which follows from building, quantity, kind and start: the same anomaly keeps it when it goes on or when
     * readings are corrected.
     */
    public String id() {
        String key = building.value() + '|' + quantity.code() + '|' + kind.code() + '|' + period.start();
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** By building, quantity, start, kind: that of the files. */
    @Override
    public int compareTo(Anomaly other) {
        return ORDER.compare(this, other);
    }
}
