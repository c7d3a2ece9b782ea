package com.hometech.edf.load;

import com.hometech.edf.aws.DynamoDbForecastStore;
import com.hometech.edf.aws.PostgresForecastStore;
import com.hometech.edf.aws.TimestreamForecastStore;
import com.hometech.edf.cli.platform.EmbeddedPlatform;
import com.hometech.edf.common.port.Entitlements;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.common.port.Secrets;
import com.hometech.edf.common.port.ServingModels;
import com.hometech.edf.contract.PostgresServer;
import com.hometech.edf.inference.load.LoadForecasts;
import com.hometech.edf.inference.load.LoadForecasts.Answer;
import com.hometech.edf.inference.load.LoadForecasts.LoadedPart;
import com.hometech.edf.inference.load.LoadForecasts.Outcome;
import com.hometech.edf.inference.load.LoadForecasts.Split;
import com.hometech.edf.inference.load.PartNumber;
import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Loads a {@link LargeRun} in the way of the state machine, part after part, and measures it.
 *
 * @param outcome of the load
 * @param parts in how many parts
 * @param items records or items that the store was sent; 0 where that is not counted
 * @param requests that it was sent, by name
 * @param seconds from the first call to the end of the last
 * @param heapBytes the most that was left of the heap after a collection of all of it
 */
record MeasuredLoad(
        Outcome outcome, int parts, long items, Map<String, Integer> requests, double seconds, long heapBytes) {
    /** A function has more; so small that the whole heap is collected again and again. */
    private static final String SMALL_HEAP = "-Xmx128m";

    /** What Java calls the collector of the whole heap, of those that {@code -XX:+UseSerialGC} asks for. */
    private static final String WHOLE_HEAP = "MarkSweepCompact";

    /** A platform with another forecast store. */
    private record WithStore(Platform platform, ForecastStore forecasts) implements Platform {
        @Override
        public ObjectStore objects() {
            return platform.objects();
        }

        @Override
        public ModelRegistry models() {
            return platform.models();
        }

        @Override
        public ServingModels servingModels() {
            return platform.servingModels();
        }

        @Override
        public Entitlements entitlements() {
            return platform.entitlements();
        }

        @Override
        public Metrics metrics() {
            return platform.metrics();
        }

        @Override
        public Secrets secrets() {
            return platform.secrets();
        }

        @Override
        public Clock clock() {
            return platform.clock();
        }
    }

    /** @param home holds the run in its buckets */
    static MeasuredLoad intoDynamoDb(Path home, long partRows) {
        CountedDynamoDb dynamoDb = new CountedDynamoDb();
        MeasuredLoad measured = load(
                home, new DynamoDbForecastStore(dynamoDb, "Forecasts", Optional.empty()), partRows, dynamoDb.requests);
        return measured.withItems(dynamoDb.items);
    }

    static MeasuredLoad intoTimestream(Path home, long partRows) {
        CountedTimestream timestream = new CountedTimestream();
        MeasuredLoad measured = load(
                home,
                new TimestreamForecastStore(
                        timestream.write(), timestream.query(), "Edf", "Forecasts", Clock.systemUTC()),
                partRows,
                timestream.requests);
        return measured.withItems(timestream.records);
    }

    static MeasuredLoad intoPostgres(Path home, long partRows, String url) {
        try (PostgresForecastStore store = new PostgresForecastStore(url, PostgresServer.USER, "postgres")) {
            return load(home, store, partRows, Map.of());
        }
    }

    private MeasuredLoad withItems(long sent) {
        return new MeasuredLoad(outcome, parts, sent, requests, seconds, heapBytes);
    }

    private static MeasuredLoad load(Path home, ForecastStore store, long partRows, Map<String, Integer> requests) {
        AtomicLong heapBytes = new AtomicLong();
        watchHeap(heapBytes);
        try (EmbeddedPlatform platform = new EmbeddedPlatform(home, Clock.systemUTC())) {
            LoadForecasts loadForecasts = new LoadForecasts(new WithStore(platform, store), partRows);
            long began = System.nanoTime();
            Answer answer = loadForecasts.load(LargeRun.FORECASTS, LargeRun.RUN_ID);
            int parts = 1;
            if (answer instanceof Split split) {
                List<LoadedPart> loaded = new ArrayList<>();
                for (PartNumber part : split.parts()) {
                    loaded.add(loadForecasts.loadPart(LargeRun.FORECASTS, LargeRun.RUN_ID, split.load(), part));
                }
                parts = loaded.size();
                answer = loadForecasts.publish(LargeRun.FORECASTS, LargeRun.RUN_ID, loaded);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            return new MeasuredLoad((Outcome) answer, parts, 0, requests, seconds, heapBytes.get());
        }
    }

    /** What is left after a collection of the whole heap is what is in use. */
    private static void watchHeap(AtomicLong mostBytes) {
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> ((NotificationEmitter) collector)
                .addNotificationListener(
                        (notification, unused) -> {
                            if (notification.getUserData() instanceof CompositeData data) {
                                GarbageCollectionNotificationInfo collection =
                                        GarbageCollectionNotificationInfo.from(data);
                                if (collection.getGcName().equals(WHOLE_HEAP)) {
                                    mostBytes.accumulateAndGet(heapBytes(collection), Math::max);
                                }
                            }
                        },
                        null,
                        null));
    }

    private static long heapBytes(GarbageCollectionNotificationInfo collection) {
        return collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> pool.getKey().matches(".*(Eden|Survivor|Tenured).*"))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** Measures in a JVM with a small heap; prints to standard output. */
    static void printFromSmallHeap(String store, Path home, long partRows, String url)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        SMALL_HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MeasuredLoad.class.getName(),
                        store,
                        home.toString(),
                        Long.toString(partRows),
                        url)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(output);
        }
        System.out.print(output);
    }

    /** @param arguments store, home, rows of a part, URL of the database */
    public static void main(String[] arguments) {
        Path home = Path.of(arguments[1]);
        long partRows = Long.parseLong(arguments[2]);
        MeasuredLoad measured =
                switch (arguments[0]) {
                    case "PostgreSQL" -> intoPostgres(home, partRows, arguments[3]);
                    case "DynamoDB" -> intoDynamoDb(home, partRows);
                    case "Timestream" -> intoTimestream(home, partRows);
                    default -> throw new IllegalArgumentException(arguments[0] + " is no store");
                };
        System.out.printf(
                Locale.ROOT,
                "%s: %d records in %d parts, %.1f s, heap after collections at most %.0f MB of %s; requests %s%n",
                arguments[0],
                measured.outcome().rowsWritten(),
                measured.parts(),
                measured.seconds(),
                measured.heapBytes() / 1e6,
                SMALL_HEAP,
                measured.requests());
    }
}
