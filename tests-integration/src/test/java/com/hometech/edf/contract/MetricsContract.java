package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.Metrics.Unit;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everything that takes metrics promises. */
abstract class MetricsContract {
    private static final Instant NOW = Instant.parse("2016-05-10T05:00:00Z");

    /** A metric as it arrived. */
    record Sample(String name, double value, String unit, Map<String, String> dimensions, Instant time) {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    abstract Metrics newMetrics(Path directory, Clock clock);

    /** Everything that arrived. */
    abstract List<Sample> arrived(Path directory) throws Exception;

    /** Lines in CloudWatch's embedded metric format. */
    static List<Sample> samples(List<String> lines) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (String line : lines) {
            JsonNode json = new ObjectMapper().readTree(line);
            JsonNode directive = json.at("/_aws/CloudWatchMetrics/0");
            Map<String, String> dimensions = new TreeMap<>();
            directive
                    .at("/Dimensions/0")
                    .forEach(name -> dimensions.put(
                            name.asText(), json.get(name.asText()).asText()));
            String name = directive.at("/Metrics/0/Name").asText();
            samples.add(new Sample(
                    name,
                    json.get(name).asDouble(),
                    directive.at("/Metrics/0/Unit").asText(),
                    dimensions,
                    Instant.ofEpochMilli(json.at("/_aws/Timestamp").asLong())));
        }
        return samples;
    }

    @Test
    void aMetricArrivesWithUnitDimensionsAndTime() throws Exception {
        Metrics metrics = newMetrics(directory, Clock.fixed(NOW, ZoneOffset.UTC));
        metrics.put("RowsRejected", 3, Unit.COUNT, Map.of("run", "run-1", "store", "embedded"));
        metrics.put("Share", 0.25, Unit.NONE, Map.of());

        assertThat(arrived(directory))
                .containsExactly(
                        new Sample("RowsRejected", 3, "Count", Map.of("run", "run-1", "store", "embedded"), NOW),
                        new Sample("Share", 0.25, "None", Map.of(), NOW));
    }

    @Test
    void noMetricIsLostWhenManyArriveAtOnce() throws Exception {
        Metrics metrics = newMetrics(directory, Clock.fixed(NOW, ZoneOffset.UTC));
        Concurrently.run(4, thread -> () -> {
            IntStream.range(0, 50).forEach(value -> metrics.put("m" + thread, value, Unit.SECONDS, Map.of()));
            return thread;
        });
        assertThat(arrived(directory)).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoNumberNeverFailsTheCaller() {
        Metrics metrics = newMetrics(directory, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThatCode(() -> {
                    metrics.put("m", Double.NaN, Unit.NONE, Map.of());
                    metrics.put("m", Double.POSITIVE_INFINITY, Unit.NONE, Map.of());
                })
                .doesNotThrowAnyException();
    }
}
