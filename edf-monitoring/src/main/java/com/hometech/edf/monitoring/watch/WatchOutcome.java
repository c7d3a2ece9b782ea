package com.hometech.edf.monitoring.watch;

import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.WatchSummary.Value;
import java.util.List;

/**
 * What a daily check found.
 *
 * @param lines what it found, for people
 * @param alarms all that last, not only those raised today
 * @param metrics for dashboards and alarms
 */
public record WatchOutcome(List<String> lines, List<Alarm> alarms, List<Value> metrics) {
    public WatchOutcome {
        lines = List.copyOf(lines);
        alarms = List.copyOf(alarms);
        metrics = List.copyOf(metrics);
    }
}
