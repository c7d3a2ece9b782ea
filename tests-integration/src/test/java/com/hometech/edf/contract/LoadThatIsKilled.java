package com.hometech.edf.contract;

import com.hometech.edf.cli.platform.H2ForecastStore;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A process that dies in the middle of the second part of a load, as by {@code kill -9}. */
final class LoadThatIsKilled {
    /** The building of the first part. */
    static final BuildingId FIRST = new BuildingId("first");

    private static final int BUILDINGS = 400;

    private LoadThatIsKilled() {}

    /** What has begun, where so many loads began in the store. */
    static Load load(long number) {
        return new Load(new Run("killed", ForecastStoreContract.ISSUE, "Group/1"), number, 2);
    }

    /** Runs it in a process of its own and answers with its exit status. */
    static int run(Path file) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadThatIsKilled.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    public static void main(String[] arguments) {
        H2ForecastStore store = new H2ForecastStore(Path.of(arguments[0]));
        Stream<ForecastRecord> rows = IntStream.range(0, BUILDINGS)
                .mapToObj(number -> new BuildingId("building-" + number))
                .flatMap(building -> ForecastStoreContract.rows(building, ForecastStoreContract.ISSUE, 1).stream())
                .peek(row -> {
                    if (row.building().value().equals("building-" + (BUILDINGS - 1))) {
                        Runtime.getRuntime().halt(137);
                    }
                });
        Load load = store.begin(load(1).run(), 2);
        store.stage(
                load,
                1,
                ForecastStoreContract.rows(FIRST, ForecastStoreContract.ISSUE, 1)
                        .iterator(),
                refused -> {});
        store.stage(load, 2, rows.iterator(), refused -> {});
    }
}
