package com.hometech.edf.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Readings out of the ordinary as the API lists them: the newest first, on one page. */
final class CannedAnomalies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CannedAnomalies() {}

    static ObjectNode none() {
        return page(List.of());
    }

    static ObjectNode page(List<ObjectNode> items) {
        ObjectNode page = JSON.createObjectNode();
        page.putArray("items").addAll(items);
        return page.putNull("next_cursor");
    }

    /** Four hours in which twice as much was used as expected. */
    static ObjectNode spike(String building, Instant from, String severity) {
        return period(building, from, Duration.ofHours(4), "spike", severity, "forecast_interval_and_z_score")
                .put("actual_kwh", 8.2)
                .put("expected_kwh", 4.1)
                .put("lower_kwh", 3.0)
                .put("upper_kwh", 5.5)
                .put("difference_kwh", 4.1)
                .put("difference_days", 0.4)
                .put("distance", 1.3);
    }

    /** A day without a reading. */
    static ObjectNode missing(String building, Instant from) {
        return period(building, from, Duration.ofHours(24), "missing", "medium", "no_reading")
                .putNull("actual_kwh")
                .putNull("expected_kwh")
                .putNull("lower_kwh")
                .putNull("upper_kwh")
                .putNull("difference_kwh")
                .putNull("difference_days")
                .putNull("distance");
    }

    private static ObjectNode period(
            String building, Instant from, Duration length, String kind, String severity, String rule) {
        return JSON.createObjectNode()
                .put("id", building + "-" + kind + "-" + from)
                .put("building_id", building)
                .put("quantity", "consumption")
                .put("kind", kind)
                .put("severity", severity)
                .put("rule", rule)
                .put("start_time", from.toString())
                .put("end_time", from.plus(length).toString())
                .put("hours", length.toHours());
    }
}
