package com.hometech.edf.monitoring.watch;

import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.monitoring.accuracy.AccuracyBench;
import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.apache.commons.io.FileUtils;

/**
 * Says how long accuracy and each daily check take, by the clock and by processors, for many buildings with years of hourly readings, on the first day, on which
 * nothing is known yet, and on the second, and how much heap was in use after collections at most:
 * {@code WatchBenchmark BUILDINGS YEARS}. Fifty buildings are a site with its weather; a month of forecasts, an issue a day, is kept.
 */
final class WatchBenchmark {
    private static final Instant END = Instant.parse("2024-11-20T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int ISSUES = 30;
    private static final int BUILDINGS_OF_A_SITE = 50;
    private static final long HOUR = 3600;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final AtomicLong mostInUse = new AtomicLong();
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<String> buildings;
    private final Path folder;
    private final AccuracyBench accuracy;
    private final List<WatchBench> watches;

    private WatchBenchmark(Path folder, int count) throws IOException {
        this.folder = folder;
        buildings = IntStream.range(0, count)
                .mapToObj(number -> "site%03d-%05d".formatted(number / BUILDINGS_OF_A_SITE, number))
                .toList();
        accuracy = new AccuracyBench(folder);
        watches = WatchJob.watches().stream()
                .map(watch -> new WatchBench(
                        folder,
                        watch,
                        accuracy.forecasts,
                        accuracy.index,
                        ZoneId.of("Europe/Berlin"),
                        buildings.toArray(String[]::new)))
                .toList();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> noteHeap(
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())),
                            null,
                            null);
        }
    }

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        int years = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("watch-benchmark");
        try {
            new WatchBenchmark(folder, count).run(years);
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private void run(int years) throws IOException {
        long start = System.nanoTime();
        Instant first = END.minus(Duration.ofDays(365L * years));
        Instant issued = END.minus(DAY.multipliedBy(ISSUES)).plus(Duration.ofHours(5));
        accuracy.readingsOfAll(buildings, first, END, this::use);
        weather(first, END);
        for (int issue = 0; issue < ISSUES; issue++) {
            forecast(issued.plus(DAY.multipliedBy(issue)));
        }
        System.out.printf(
                Locale.ROOT,
                "%d buildings, %d years, %,d MB of files, made in %.0f s%n",
                buildings.size(),
                years,
                FileUtils.sizeOfDirectory(folder.toFile()) >> 20,
                (System.nanoTime() - start) / 1e9);
        day("first day", END);

        accuracy.readingsOfAll(buildings, END, END.plus(DAY), this::use);
        forecast(END.plus(Duration.ofHours(5)));
        day("second day", END.plus(DAY));
    }

    private void forecast(Instant issued) throws IOException {
        accuracy.run("run-" + issued.getEpochSecond(), issued, buildings, (building, time) -> use(time) + 2);
    }

    private void day(String title, Instant midnight) throws IOException {
        Instant asOf = midnight.plus(Duration.ofMinutes(390));
        measured(title + ": accuracy", () -> accuracy.track(asOf));
        for (WatchBench watch : watches) {
            measured(title + ": " + watch.published().getFileName(), () -> watch.run(asOf));
        }
    }

    /** What is done. */
    private interface Work {
        Object run() throws IOException;
    }

    private void measured(String title, Work work) throws IOException {
        System.gc();
        mostInUse.set(0);
        long start = System.nanoTime();
        long processor = PROCESS.getProcessCpuTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double processorSeconds = (PROCESS.getProcessCpuTime() - processor) / 1e9;
        System.gc();
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s, %.1f s of processors, at most %,d MB of heap in use after a collection%n",
                title,
                seconds,
                processorSeconds,
                mostInUse.get() >> 20);
    }

    private void noteHeap(GarbageCollectionNotificationInfo collection) {
        List<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(pool -> pool.getName())
                .toList();
        long inUse = collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heap.contains(pool.getKey()))
                .map(pool -> pool.getValue())
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        mostInUse.accumulateAndGet(inUse, Math::max);
    }

    /** Another value for each call, so that files compress no better than those of meters. */
    private double use(Instant time) {
        return AccuracyBench.use(time) * (0.9 + 0.2 * random.nextDouble());
    }

    private void weather(Instant from, Instant to) throws IOException {
        List<String> sites = buildings.stream()
                .map(id -> id.substring(0, id.indexOf('-')))
                .distinct()
                .toList();
        YearMonth last = YearMonth.from(to.atOffset(ZoneOffset.UTC));
        for (YearMonth month = YearMonth.from(from.atOffset(ZoneOffset.UTC));
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            long start = Math.max(
                    from.getEpochSecond(),
                    month.atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
            long end = Math.min(
                    to.getEpochSecond(),
                    month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
            Path file = folder.resolve("weather").resolve("month=" + month).resolve("part-000001.parquet");
            try (ParquetRowWriter writer = new ParquetRowWriter(file, WeatherColumn.SCHEMA)) {
                for (String site : sites) {
                    for (long time = start; time < end; time += HOUR) {
                        writer.setString(WeatherColumn.SITE_ID.ordinal(), site);
                        writer.setEpochSecond(WeatherColumn.TIMESTAMP_HOUR.ordinal(), time);
                        writer.setDouble(
                                WeatherColumn.TEMPERATURE_C.ordinal(), 20 * new SplittableRandom(time).nextDouble());
                        writer.setLong(WeatherColumn.VERSION.ordinal(), 1);
                        writer.endRow();
                    }
                }
                writer.finish();
            }
        }
    }
}
