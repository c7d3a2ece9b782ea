package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.data.anomaly.Anomaly;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what an execution changed in the table. */
final class Changes {
    private int found;
    private int changed;
    private int withdrawn;

    /** Adds a month. */
    void add(List<Anomaly> before, List<Anomaly> now) {
        Map<String, Anomaly> known = new HashMap<>();
        before.forEach(anomaly -> known.put(anomaly.id(), anomaly));
        for (Anomaly anomaly : now) {
            Anomaly old = known.remove(anomaly.id());
            found += old == null ? 1 : 0;
            changed += old != null && !old.equals(anomaly) ? 1 : 0;
        }
        withdrawn += known.size();
    }

    int found() {
        return found;
    }

    int changed() {
        return changed;
    }

    int withdrawn() {
        return withdrawn;
    }
}
