package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore.Rejected;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every forecast store promises. */
abstract class ForecastStoreContract extends ForecastValuesContract {
    @Test
    void anEmptyStoreHasNothing() {
        assertThat(store.buildings()).isEmpty();
        assertThat(store.runs()).isEmpty();
        assertThat(store.newest(ALPHA, ISSUE, FAR)).isEmpty();
        assertThat(store.issue(ALPHA, ISSUE)).isEmpty();
        assertThat(store.newestIssue(ALPHA)).isEmpty();
    }

    @Test
    void aLoadedRunIsReadBackInTimeOrder() {
        List<ForecastRecord> shuffled = new ArrayList<>(rows(ALPHA, ISSUE, 1));
        Collections.shuffle(shuffled, new Random(7));
        LoadSummary summary = load("run-1", ISSUE, Stream.concat(shuffled.stream(), rows(BETA, ISSUE, 2).stream()));

        assertThat(summary).isEqualTo(new LoadSummary(144, List.of()));
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
        assertThat(store.newest(BETA, ISSUE, FAR)).isEqualTo(rows(BETA, ISSUE, 2));
        assertThat(store.newestIssue(ALPHA)).contains(ISSUE);
        assertThat(store.buildings()).containsExactly(ALPHA, BETA);
        assertThat(store.runs()).containsExactly(new Run("run-1", ISSUE, "Group/1"));
    }

    @Test
    void rowsOfSeveralBuildingsMayComeInAnyOrder() {
        List<ForecastRecord> mixed =
                new ArrayList<>(Stream.concat(rows(ALPHA, ISSUE, 1).stream(), rows(BETA, ISSUE, 2).stream())
                        .toList());
        Collections.shuffle(mixed, new Random(11));

        assertThat(load("run-1", ISSUE, mixed.stream()).written()).isEqualTo(144);

        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
        assertThat(store.newest(BETA, ISSUE, FAR)).isEqualTo(rows(BETA, ISSUE, 2));
    }

    @Test
    void aRangeHoldsItsStartButNotItsEnd() {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        Instant from = ISSUE.plus(Duration.ofHours(3));
        assertThat(store.newest(ALPHA, from, from.plus(Duration.ofHours(2))))
                .extracting(ForecastRecord::targetTime)
                .containsExactly(from, from.plus(Duration.ofHours(1)));
        assertThat(store.newest(ALPHA, from.plusMillis(1), from.plus(Duration.ofHours(1))))
                .isEmpty();
    }

    @Test
    @DisplayName("faults 29 and 31, invariants I2 and I4: the same run loaded again leaves the same rows")
    void theSameRunLoadedAgainLeavesTheSameRows() {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        List<ForecastRecord> before = store.issue(ALPHA, ISSUE);
        LoadSummary again = load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());

        assertThat(again).isEqualTo(new LoadSummary(72, List.of()));
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(before);
        assertThat(store.newest(ALPHA, ISSUE, FAR)).isEqualTo(before);
        assertThat(store.runs()).hasSize(1);
    }

    @Test
    @DisplayName("fault 40: an older issue never replaces a newer one, in whichever order they are loaded")
    void anOlderIssueNeverReplacesANewerOne() {
        Instant nextDay = ISSUE.plus(Duration.ofDays(1));
        load("run-2", nextDay, rows(ALPHA, nextDay, 2).stream());
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());

        List<ForecastRecord> newest = store.newest(ALPHA, ISSUE, FAR);
        assertThat(newest).hasSize(96);
        assertThat(newest.subList(0, 24)).isEqualTo(rows(ALPHA, ISSUE, 1).subList(0, 24));
        assertThat(newest.subList(24, 96)).isEqualTo(rows(ALPHA, nextDay, 2));
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
        assertThat(store.newestIssue(ALPHA)).contains(nextDay);
        assertThat(store.runs()).extracting(Run::runId).containsExactly("run-2", "run-1");
    }

    @Test
    void aLaterRunOfTheSameIssueReplacesItsRows() {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        load("run-1-repaired", ISSUE, rows(ALPHA, ISSUE, 9).stream());
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 9));
        assertThat(store.runs()).hasSize(2);
    }

    @Test
    @DisplayName("fault 32: a row that cannot be written is answered with the reason, the others are in")
    void rejectedRowsDoNotLoseTheOthers() {
        ForecastRecord otherIssue = rows(BETA, ISSUE.minusSeconds(3600), 1).get(0);
        ForecastRecord noHour = row(BETA, ISSUE.plusMillis(5), ISSUE, 1);
        LoadSummary summary =
                load("run-1", ISSUE, Stream.concat(Stream.of(otherIssue, noHour), rows(ALPHA, ISSUE, 1).stream()));

        assertThat(summary.written()).isEqualTo(72);
        assertThat(summary.rejected()).extracting(Rejected::row).containsExactly(otherIssue, noHour);
        assertThat(summary.rejected())
                .allSatisfy(rejected -> assertThat(rejected.reason()).isNotBlank());
        assertThat(store.buildings()).containsExactly(ALPHA);
    }

    @Test
    @DisplayName("fault 28, invariant I1: a load that breaks leaves nothing to be seen, and can be repeated")
    void aLoadThatBreaksLeavesNothing() {
        load("run-0", ISSUE, rows(BETA, ISSUE, 3).stream());
        Iterator<ForecastRecord> breaking = Stream.concat(rowsOfManyBuildings(), Stream.generate(() -> {
                    throw new IllegalStateException("the file ends here");
                }))
                .map(ForecastRecord.class::cast)
                .iterator();

        assertThatThrownBy(() -> load(store, new Run("run-1", ISSUE, "Group/1"), breaking))
                .isInstanceOf(IllegalStateException.class);

        assertThat(store.buildings()).containsExactly(BETA);
        assertThat(store.issue(ALPHA, ISSUE)).isEmpty();
        assertThat(store.newest(ALPHA, ISSUE, FAR)).isEmpty();
        assertThat(store.newestIssue(ALPHA)).isEmpty();
        assertThat(store.runs()).extracting(Run::runId).containsExactly("run-0");
        assertThat(load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream()).written())
                .isEqualTo(72);
    }

    @Test
    @DisplayName("invariant I1: no row of a run is visible before the run is")
    void noRowIsVisibleBeforeItsRun() throws Exception {
        CountDownLatch halfWay = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        List<Boolean> visible = Concurrently.run(2, thread -> () -> {
            if (thread == 0) {
                load(
                        "run-1",
                        ISSUE,
                        Stream.concat(
                                rowsOfManyBuildings(),
                                rows(BETA, ISSUE, 1).stream().peek(row -> {
                                    if (row.leadHours() == 40) {
                                        halfWay.countDown();
                                        awaitQuietly(looked);
                                    }
                                })));
                return false;
            }
            awaitQuietly(halfWay);
            boolean anything = !store.issue(ALPHA, ISSUE).isEmpty()
                    || !store.newest(ALPHA, ISSUE, FAR).isEmpty()
                    || !store.buildings().isEmpty()
                    || !store.runs().isEmpty();
            looked.countDown();
            return anything;
        });
        assertThat(visible).containsOnly(false);
        assertThat(store.issue(ALPHA, ISSUE)).hasSize(72);
    }

    @Test
    @DisplayName("faults 29 and 40: loads at the same time, of the same run and of others, all end as if one by one")
    void concurrentLoadsEndAsIfOneByOne() throws Exception {
        Concurrently.run(8, thread -> () -> {
            int pair = thread / 2;
            Instant issue = ISSUE.plus(Duration.ofDays(pair));
            return load("run-" + pair, issue, rows(ALPHA, issue, pair).stream());
        });
        assertThat(store.runs()).hasSize(4);
        assertThat(store.newest(ALPHA, ISSUE, FAR)).hasSize(72 + 3 * 24);
        for (int day = 0; day < 4; day++) {
            Instant issue = ISSUE.plus(Duration.ofDays(day));
            assertThat(store.issue(ALPHA, issue)).isEqualTo(rows(ALPHA, issue, day));
        }
    }
}
