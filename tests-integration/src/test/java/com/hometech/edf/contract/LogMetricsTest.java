package com.hometech.edf.contract;

import com.hometech.edf.aws.LogMetrics;
import com.hometech.edf.common.port.Metrics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class LogMetricsTest extends MetricsContract {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    Metrics newMetrics(Path directory, Clock clock) {
        return new LogMetrics("-dev", lines::add, clock);
    }

    @Override
    List<Sample> arrived(Path directory) throws Exception {
        return samples(lines);
    }
}
