package com.hometech.edf.monitoring.watch;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.WatchSummary.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a daily check found.
 *
 * @param lines what it found, for people
 * @param alarms all that last, not only those raised today
 * @param metrics for dashboards and alarms
 * @param readingsUntil end of the newest reading of all buildings, by quantity; empty where the check does not find it out
 */
public record WatchOutcome(
        List<String> lines, List<Alarm> alarms, List<Value> metrics, Map<Quantity, Instant> readingsUntil) {
    public WatchOutcome {
        lines = List.copyOf(lines);
        alarms = List.copyOf(alarms);
        metrics = List.copyOf(metrics);
        readingsUntil = Map.copyOf(readingsUntil);
    }

    /** Of a check that does not find out until when there are readings. */
    public WatchOutcome(List<String> lines, List<Alarm> alarms, List<Value> metrics) {
        this(lines, alarms, metrics, Map.of());
    }
}
