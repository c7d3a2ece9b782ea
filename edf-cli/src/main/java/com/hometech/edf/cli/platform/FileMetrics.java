package com.hometech.edf.cli.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.common.port.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics as lines of JSON in CloudWatch's embedded metric format. A metric that cannot be written is logged and
 * forgotten: the work it describes goes on.
 */
public final class FileMetrics implements Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(FileMetrics.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Clock clock;

    /** @param file is appended to; made with its directory when it is missing */
    public FileMetrics(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public void put(String name, double value, Unit unit, Map<String, String> dimensions) {
        if (!Double.isFinite(value)) {
            LOG.warn("Metric {} is not a finite number: {}", name, value);
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            byte[] line = (line(name, value, unit, new TreeMap<>(dimensions)) + "\n").getBytes(StandardCharsets.UTF_8);
            // one write in append mode: lines of several threads and processes do not mix
            Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            LOG.warn("Metric {} = {} cannot be written to {}", name, value, file, failure);
        }
    }

    private String line(String name, double value, Unit unit, Map<String, String> dimensions)
            throws JsonProcessingException {
        ObjectNode line = JSON.createObjectNode();
        ObjectNode aws = line.putObject("_aws");
        aws.put("Timestamp", clock.millis());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", "EDF");
        dimensions.keySet().forEach(directive.putArray("Dimensions").addArray()::add);
        directive.putArray("Metrics").addObject().put("Name", name).put("Unit", cloudWatchName(unit));
        dimensions.forEach(line::put);
        line.put(name, value);
        return JSON.writeValueAsString(line);
    }

    private static String cloudWatchName(Unit unit) {
        return unit.name().charAt(0) + unit.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
