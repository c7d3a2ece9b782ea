package com.hometech.edf.aws;

import com.hometech.edf.common.json.EmbeddedMetricFormat;
import com.hometech.edf.common.port.Metrics;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics as lines of the log in CloudWatch's embedded metric format: CloudWatch makes metrics of them wherever the log ends
 * there, in Lambda and in SageMaker's jobs. No call can fail or slow the work down.
 */
public final class LogMetrics implements Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(LogMetrics.class);

    private final String namespace;
    private final Consumer<String> log;
    private final Clock clock;

    /**
     * @param environmentSuffix what the environment adds to names, and so to the namespace {@code EDF}: environments in one
     *     account must not raise each other's alarms
     * @param log takes lines as they are, without anything before or behind; in a Lambda or job the standard output
     */
    public LogMetrics(String environmentSuffix, Consumer<String> log, Clock clock) {
        this.namespace = EmbeddedMetricFormat.NAMESPACE + environmentSuffix;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void put(String name, double value, Unit unit, Map<String, String> dimensions) {
        if (!Double.isFinite(value)) {
            LOG.warn("Metric {} is not a finite number: {}", name, value);
            return;
        }
        log.accept(EmbeddedMetricFormat.line(namespace, name, value, unit, dimensions, clock.instant()));
    }
}
