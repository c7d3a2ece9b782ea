package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.hometech.edf.cli.platform.FileMetrics;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.Metrics.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileMetricsTest extends MetricsContract {
    @Override
    Metrics newMetrics(Path directory, Clock clock) {
        return new FileMetrics(directory.resolve("metrics.jsonl"), clock);
    }

    @Override
    List<Sample> arrived(Path directory) throws Exception {
        return samples(Files.readAllLines(directory.resolve("metrics.jsonl")));
    }

    @Test
    void aDiskThatTakesNothingNeverFailsTheCaller() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        Metrics metrics = new FileMetrics(file.resolve("metrics.jsonl"), Clock.systemUTC());
        assertThatCode(() -> metrics.put("m", 1, Unit.COUNT, Map.of())).doesNotThrowAnyException();
    }
}
