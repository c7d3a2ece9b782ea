package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.data.accuracy.AccuracySummary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;

/**
 * Says how long it takes to score a month of many buildings with an issue a day, and how much memory is in use after
 * collections: {@code AccuracyBenchmark BUILDINGS DAYS}.
 */
final class AccuracyBenchmark {
    private static final Instant FIRST = Instant.parse("2024-10-01T05:00:00Z");

    private AccuracyBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        int days = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("accuracy-benchmark");
        try {
            AccuracyBench bench = new AccuracyBench(folder);
            List<String> buildings = IntStream.range(0, count)
                    .mapToObj("building_%05d"::formatted)
                    .toList();
            Instant end = FIRST.plus(Duration.ofDays(days));
            bench.readingsOfAll(buildings, FIRST.minus(Duration.ofDays(70)), end, AccuracyBench::use);
            for (int day = 0; day < days; day++) {
                bench.run(
                        "run-" + day,
                        FIRST.plus(Duration.ofDays(day)),
                        buildings,
                        (building, time) -> AccuracyBench.use(time) + 2);
            }
            long start = System.nanoTime();
            AccuracySummary summary = bench.track(end);
            double seconds = (System.nanoTime() - start) / 1e9;
            long issued = summary.quantities().get(0).leads().get(0).hours().issued();
            System.out.printf(
                    Locale.ROOT,
                    "%d buildings, %d issues: %,d forecast rows scored in %.1f s, %,.0f a second; heap after collections %d MB%n",
                    count,
                    days,
                    issued,
                    seconds,
                    issued / seconds,
                    heapAfterCollections() >> 20);
            start = System.nanoTime();
            bench.track(end);
            System.out.printf(
                    Locale.ROOT, "the same again, nothing changed: %.1f s%n", (System.nanoTime() - start) / 1e9);
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static long heapAfterCollections() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}
