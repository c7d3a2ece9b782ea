package com.hometech.edf.insights.analysis;

import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as usual.
 *
 * @param appliance its name
 * @param kind what it is
 * @param severity how far from usual
 * @param from start of the period
 * @param to end of the period
 * @param kwh energy of the period; null where nothing is known
 * @param expectedKwh what was usual, or forecast; null where there is nothing to compare with
 * @param rules what found it
 * @param text what it is, in a sentence without the appliance's name
 */
public record Anomaly(
        String appliance,
        AnomalyKind kind,
        AnomalySeverity severity,
        Instant from,
        Instant to,
        @Nullable Double kwh,
        @Nullable Double expectedKwh,
        List<Rule> rules,
        String text) {

    /** What finds anomalies. */
    public enum Rule {
        /** A day far from the mean of the days before it. */
        Z_SCORE,
        /** A day outside the interval of a forecast that was made before it. */
        FORECAST_INTERVAL,
        /** A long stretch of equal readings. */
        EQUAL_READINGS,
        /** A long stretch without readings. */
        GAP
    }

    public Anomaly {
        rules = List.copyOf(rules);
    }
}
