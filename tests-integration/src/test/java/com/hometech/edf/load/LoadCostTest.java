package com.hometech.edf.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.platform.EmbeddedPlatform;
import com.hometech.edf.contract.PostgresServer;
import com.hometech.edf.inference.load.LoadForecasts.Outcome;
import com.hometech.edf.inference.load.LoadForecasts.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a load costs. {@code -Dedf.load.records=72000,720000,7200000} also measures loads of so many records, each in a JVM with
 * a small heap; the output file of the test has the figures.
 */
class LoadCostTest {
    private static final int DYNAMODB_BATCH = 25;
    private static final int TIMESTREAM_BATCH = 100;

    /** 72 hours from 05:00 touch four days. */
    private static final int DAYS = 4;

    @TempDir
    private Path home;

    @Test
    @DisplayName("DynamoDB is sent full batches of what it is to keep, and few requests beside")
    void requestsToDynamoDb() throws IOException {
        LargeRun run = written(new LargeRun(100, 40));

        MeasuredLoad load = MeasuredLoad.intoDynamoDb(home, run.fileRows());

        assertThat(load.outcome()).isEqualTo(new Outcome(Status.COMPLETE, 7_200, 0, Optional.empty()));
        assertThat(load.parts()).isEqualTo(3);
        int batches = 0;
        int items = 0;
        for (int buildings : List.of(40, 40, 20)) {
            // days and issue of each building, the buildings of the part; then that the part is whole
            batches += requests(buildings * (DAYS + 1) + 1, DYNAMODB_BATCH) + 1;
            items += buildings * (DAYS + 1) + 2;
        }
        // the run; then the list of buildings
        batches += 1 + requests(100, DYNAMODB_BATCH);
        items += 1 + 100;
        assertThat(load.items()).isEqualTo(items);
        assertThat(load.requests())
                .as("the load's number; twice the newest run, once the parts")
                .isEqualTo(Map.of("BatchWriteItem", batches, "UpdateItem", 1, "Query", 3));
    }

    @Test
    @DisplayName("Timestream is sent full batches of records, and few requests beside")
    void requestsToTimestream() throws IOException {
        LargeRun run = written(new LargeRun(100, 40));

        MeasuredLoad load = MeasuredLoad.intoTimestream(home, run.fileRows());

        assertThat(load.outcome().rowsWritten()).isEqualTo(7_200);
        int batches = IntStream.of(40, 40, 20)
                .map(buildings -> requests(buildings * LargeRun.ROWS_OF_BUILDING, TIMESTREAM_BATCH)
                        + requests(buildings, TIMESTREAM_BATCH))
                .sum();
        assertThat(load.items()).isEqualTo(7_200 + 100 + 1);
        assertThat(load.requests()).isEqualTo(Map.of("WriteRecords", batches + 1, "Query", 2));
    }

    @Test
    @DisplayName("a load of many records needs no more memory than one of few")
    void manyRecords() throws Exception {
        int[] records = Arrays.stream(System.getProperty("edf.load.records", "").split(","))
                .filter(number -> !number.isBlank())
                .mapToInt(Integer::parseInt)
                .toArray();
        for (int number : records) {
            LargeRun run = written(LargeRun.ofRecords(number));
            for (String store : List.of("PostgreSQL", "DynamoDB", "Timestream")) {
                MeasuredLoad.printFromSmallHeap(
                        store, home, run.fileRows(), PostgresServer.empty().url());
            }
        }
    }

    private LargeRun written(LargeRun run) throws IOException {
        try (EmbeddedPlatform platform = new EmbeddedPlatform(home, Clock.systemUTC())) {
            run.write(platform.objects(), home);
        }
        return run;
    }

    private static int requests(int items, int batch) {
        return (items + batch - 1) / batch;
    }
}
