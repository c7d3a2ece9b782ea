package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.cli.platform.FileMetrics;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.Metrics.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FileMetricsTest extends MetricsContract {
    @Override
    Metrics newMetrics(Path directory, Clock clock) {
        return new FileMetrics(directory.resolve("metrics.jsonl"), clock);
    }

    @Override
    List<Sample> arrived(Path directory) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("metrics.jsonl"))) {
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
    void aDiskThatTakesNothingNeverFailsTheCaller() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        Metrics metrics = new FileMetrics(file.resolve("metrics.jsonl"), Clock.systemUTC());
        assertThatCode(() -> metrics.put("m", 1, Unit.COUNT, Map.of())).doesNotThrowAnyException();
    }
}
