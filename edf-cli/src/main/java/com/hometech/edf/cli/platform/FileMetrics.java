package com.hometech.edf.cli.platform;

import com.hometech.edf.common.json.EmbeddedMetricFormat;
import com.hometech.edf.common.port.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics as lines of JSON in CloudWatch's embedded metric format. A metric that cannot be written is logged and
 * forgotten: the work it describes goes on.
 */
public final class FileMetrics implements Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(FileMetrics.class);

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
            byte[] line = (EmbeddedMetricFormat.line(
                                    EmbeddedMetricFormat.NAMESPACE, name, value, unit, dimensions, clock.instant())
                            + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            // one write in append mode: lines of several threads and processes do not mix
            Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            LOG.warn("Metric {} = {} cannot be written to {}", name, value, file, failure);
        }
    }
}
