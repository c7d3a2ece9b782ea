package com.hometech.edf.contract;

import com.hometech.edf.cli.platform.H2ForecastStore;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A process that loads a run every now and then and leaves the store open in between, as a workflow does. */
final class LoadsOfAnotherProcess {
    static final int LOADS = 4;

    private LoadsOfAnotherProcess() {}

    /** Issue time of the run of this number, from 0. */
    static Instant issue(int number) {
        return ForecastStoreContract.ISSUE.plus(Duration.ofDays(number));
    }

    static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadsOfAnotherProcess.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        try (H2ForecastStore store = new H2ForecastStore(Path.of(arguments[0]))) {
            for (int number = 0; number < LOADS; number++) {
                store.load(
                        new Run("run-" + number, issue(number), "Group/1"),
                        ForecastStoreContract.rows(ForecastStoreContract.ALPHA, issue(number), 1)
                                .iterator(),
                        refused -> {
                            throw new IllegalStateException(refused.reason());
                        });
                Thread.sleep(300);
            }
        }
    }
}
