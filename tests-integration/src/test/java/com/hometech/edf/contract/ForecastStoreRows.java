package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ForecastStore.Rejected;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store, and rows to load into it. */
abstract class ForecastStoreRows {
    static final Instant ISSUE = Instant.parse("2016-05-10T05:00:00Z");
    static final BuildingId ALPHA = new BuildingId("alpha");
    static final BuildingId BETA = new BuildingId("beta");
    static final Instant FAR = ISSUE.plus(Duration.ofDays(30));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    ForecastStore store;

    /** An empty store that may use the directory. */
    abstract ForecastStore newStore(Path directory) throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = newStore(directory);
    }

    /** So many that a store that writes in batches has written several; those of {@link #ALPHA} come first. */
    static Stream<ForecastRecord> rowsOfManyBuildings() {
        return Stream.concat(
                rows(ALPHA, ISSUE, 1).stream(),
                IntStream.range(0, 40)
                        .mapToObj(number -> rows(new BuildingId("building-" + number), ISSUE, 1))
                        .flatMap(List::stream));
    }

    LoadSummary load(String runId, Instant issue, Stream<ForecastRecord> rows) {
        return load(store, new Run(runId, issue, "Group/1"), rows.iterator());
    }

    /**
     * What the load of a run of one part did.
     *
     * @param written rows that are in the store
     * @param rejected rows that it refused
     */
    record LoadSummary(long written, List<Rejected> rejected) {}

    static LoadSummary load(ForecastStore store, Run run, Iterator<ForecastRecord> rows) {
        List<Rejected> rejected = new ArrayList<>();
        return new LoadSummary(store.load(run, rows, rejected::add).rows(), rejected);
    }

    static List<ForecastRecord> rows(BuildingId building, Instant issue, double level) {
        return IntStream.range(0, 72)
                .mapToObj(hour -> row(building, issue.plus(Duration.ofHours(hour)), issue, level + hour / 100.0))
                .toList();
    }

    static ForecastRecord row(BuildingId building, Instant target, Instant issue, double yhat) {
        double leadHours = Duration.between(issue, target).toHours() + 1;
        return new ForecastRecord(
                building, target, issue, leadHours, yhat, yhat - 0.5, yhat + 0.5, "Group/1", ForecastQuality.MODEL);
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
