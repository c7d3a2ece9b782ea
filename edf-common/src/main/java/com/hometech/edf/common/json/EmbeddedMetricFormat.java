package com.hometech.edf.common.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.common.port.Metrics.Unit;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** CloudWatch's embedded metric format: a line of a log that CloudWatch also counts as a metric, without any call. */
public final class EmbeddedMetricFormat {
    /** Where metrics of EDF are; what the environment adds to names follows. */
    public static final String NAMESPACE = "EDF";

    private static final JsonMapper JSON = new JsonMapper();

    private EmbeddedMetricFormat() {}

    /** The metric as one line without line feed; the value must be finite. */
    public static String line(
            String namespace, String name, double value, Unit unit, Map<String, String> dimensions, Instant time) {
        Map<String, String> sorted = new TreeMap<>(dimensions);
        ObjectNode line = JSON.createObjectNode();
        ObjectNode aws = line.putObject("_aws");
        aws.put("Timestamp", time.toEpochMilli());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", namespace);
        sorted.keySet().forEach(directive.putArray("Dimensions").addArray()::add);
        directive.putArray("Metrics").addObject().put("Name", name).put("Unit", cloudWatchName(unit));
        sorted.forEach(line::put);
        line.put(name, value);
        return line.toString();
    }

    private static String cloudWatchName(Unit unit) {
        return unit.name().charAt(0) + unit.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
