package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.watch.Alarm;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one look found.
 *
 * @param anomalies in order, of all months that were looked at
 * @param readingsUntil by quantity, the end of the newest reading of all buildings; empty where there are none
 * @param alarms that would last
 */
public record AnomalyLook(List<Anomaly> anomalies, Map<Quantity, Instant> readingsUntil, List<Alarm> alarms) {
    public AnomalyLook {
        anomalies = List.copyOf(anomalies);
        readingsUntil = readingsUntil.isEmpty() ? Map.of() : new EnumMap<>(readingsUntil);
        alarms = List.copyOf(alarms);
    }
}
