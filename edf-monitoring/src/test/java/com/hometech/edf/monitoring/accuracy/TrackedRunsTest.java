package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Readings of August to October 2024, and runs that are scored with them. */
abstract class TrackedRunsTest {
    static final Instant START = Instant.parse("2024-08-01T00:00:00Z");
    /** Issue of the first run. */
    static final Instant FIRST = Instant.parse("2024-10-10T05:00:00Z");
    /** Readings end here, at midnight. */
    static final Instant END = Instant.parse("2024-10-16T00:00:00Z");

    static final LocalDate WHOLE_DAY = LocalDate.of(2024, 10, 13);
    static final ToDoubleBiFunction<String, Instant> TWO_TOO_MUCH = (building, time) -> AccuracyBench.use(time) + 2;

    @TempDir
    Path temporary;

    AccuracyBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new AccuracyBench(temporary.resolve("a"));
    }

    static void runs(AccuracyBench bench, int days, List<String> buildings) throws IOException {
        for (int day = 0; day < days; day++) {
            bench.run("run-" + day, FIRST.plus(Duration.ofDays(day)), buildings, TWO_TOO_MUCH);
        }
    }

    static Check check(AccuracySummary summary, String name) {
        return summary.quantities().get(0).checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
