package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.LoadReceipt;
import com.hometech.edf.common.port.ForecastStore.Rejected;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every forecast store promises about runs that are loaded in parts. */
abstract class LoadsInPartsContract extends ForecastStoreRows {
    @Test
    @DisplayName("invariant I1: parts become visible together, when the run is published, and not before")
    void partsBecomeVisibleTogether() {
        Load load = begin("run-1", ISSUE, 2);
        LoadReceipt second = stage(load, 2, rows(BETA, ISSUE, 2));
        LoadReceipt first = stage(load, 1, rows(ALPHA, ISSUE, 1));
        assertNothingIsVisible();

        store.publish(load, List.of(first, second));

        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
        assertThat(store.newest(BETA, ISSUE, FAR)).isEqualTo(rows(BETA, ISSUE, 2));
        assertThat(store.buildings()).containsExactly(ALPHA, BETA);
        assertThat(store.newestIssue(BETA)).contains(ISSUE);
        assertThat(store.runs()).containsExactly(new Run("run-1", ISSUE, "Group/1"));
    }

    @Test
    @DisplayName("rows of a building that come in two parts are one forecast")
    void aBuildingInTwoParts() {
        Load load = begin("run-1", ISSUE, 2);
        List<ForecastRecord> rows = rows(ALPHA, ISSUE, 1);

        store.publish(load, List.of(stage(load, 1, rows.subList(0, 31)), stage(load, 2, rows.subList(31, 72))));

        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows);
        assertThat(store.newest(ALPHA, ISSUE, FAR)).isEqualTo(rows);
        assertThat(store.buildings()).containsExactly(ALPHA);
    }

    @Test
    @DisplayName("fault 28: a run is not published while a part is missing; with that part it is")
    void aRunWithoutAPartIsNotPublished() {
        Load load = begin("run-1", ISSUE, 3);
        List<LoadReceipt> receipts = new ArrayList<>();
        receipts.add(stage(load, 1, rows(ALPHA, ISSUE, 1)));
        receipts.add(stage(load, 3, rows(BETA, ISSUE, 2)));

        assertThatThrownBy(() -> store.publish(load, receipts))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run-1 is not published")
                .hasMessageContaining("missing [2]");
        assertNothingIsVisible();

        receipts.add(stage(load, 2, List.of()));
        store.publish(load, receipts);
        assertThat(store.buildings()).containsExactly(ALPHA, BETA);
    }

    @Test
    @DisplayName("fault 31: parts and publication that are repeated change nothing, whenever that happens")
    void repeatsChangeNothing() {
        Load load = begin("run-1", ISSUE, 2);
        stage(load, 1, rows(ALPHA, ISSUE, 1));
        List<LoadReceipt> receipts =
                List.of(stage(load, 1, rows(ALPHA, ISSUE, 1)), stage(load, 2, rows(BETA, ISSUE, 2)));
        store.publish(load, receipts);
        store.publish(load, receipts);
        stage(load, 2, rows(BETA, ISSUE, 2));

        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
        assertThat(store.issue(BETA, ISSUE)).isEqualTo(rows(BETA, ISSUE, 2));

        load("run-1-repaired", ISSUE, rows(ALPHA, ISSUE, 9).stream());
        stage(load, 1, rows(ALPHA, ISSUE, 1));
        store.publish(load, receipts);

        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 9));
        assertThat(store.newest(BETA, ISSUE, FAR)).isEqualTo(rows(BETA, ISSUE, 2));
        assertThat(store.runs()).hasSize(2);
    }

    @Test
    @DisplayName("fault 28: a part that breaks off is not in, and goes in when it is repeated")
    void aPartThatBreaksOff() {
        Load load = begin("run-1", ISSUE, 2);
        LoadReceipt first = stage(load, 1, rows(BETA, ISSUE, 2));
        Iterator<ForecastRecord> breaking = Stream.concat(rowsOfManyBuildings(), Stream.generate(() -> {
                    throw new IllegalStateException("the file ends here");
                }))
                .map(ForecastRecord.class::cast)
                .iterator();
        assertThatThrownBy(() -> store.stage(load, 2, breaking, refused -> fail("refused: " + refused)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.publish(load, List.of(first))).isInstanceOf(InvalidInputException.class);
        assertNothingIsVisible();

        List<ForecastRecord> rows = rowsOfManyBuildings().toList();
        store.publish(load, List.of(first, stage(load, 2, rows)));

        assertThat(store.buildings()).hasSize(42);
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
    }

    @Test
    @DisplayName("fault 29: parts may be loaded at the same time, each also twice")
    void partsAtTheSameTime() throws Exception {
        Load load = begin("run-1", ISSUE, 4);
        List<LoadReceipt> receipts = Concurrently.run(8, thread -> () -> {
            int part = thread / 2 + 1;
            return stage(load, part, rows(new BuildingId("building-" + part), ISSUE, part));
        });
        assertNothingIsVisible();

        Concurrently.run(4, thread -> () -> {
            store.publish(load, receipts);
            return load;
        });

        assertThat(store.buildings()).hasSize(4);
        for (int part = 1; part <= 4; part++) {
            BuildingId building = new BuildingId("building-" + part);
            assertThat(store.issue(building, ISSUE)).isEqualTo(rows(building, ISSUE, part));
        }
    }

    @Test
    @DisplayName("fault 40: of loads that overlap the one that began later wins, whichever is published last")
    void theLoadThatBeganLaterWins() {
        Load early = begin("run-1", ISSUE, 2);
        LoadReceipt first = stage(early, 1, rows(ALPHA, ISSUE, 1));
        Instant nextDay = ISSUE.plus(Duration.ofDays(1));
        load("run-2", nextDay, rows(ALPHA, nextDay, 2).stream());
        load("run-1-repaired", ISSUE, rows(ALPHA, ISSUE, 9).stream());

        store.publish(early, List.of(first, stage(early, 2, rows(BETA, ISSUE, 3))));

        assertThat(store.newest(ALPHA, ISSUE, FAR))
                .isEqualTo(
                        Stream.concat(rows(ALPHA, ISSUE, 9).subList(0, 24).stream(), rows(ALPHA, nextDay, 2).stream())
                                .toList());
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 9));
        assertThat(store.issue(BETA, ISSUE)).isEqualTo(rows(BETA, ISSUE, 3));
        assertThat(store.newestIssue(ALPHA)).contains(nextDay);
        assertThat(store.runs()).extracting(Run::runId).containsExactly("run-2", "run-1", "run-1-repaired");
    }

    @Test
    @DisplayName("fault 32: what a part rejects is told of that part, the others do not notice")
    void aPartTellsWhatItRejects() {
        Load load = begin("run-1", ISSUE, 2);
        ForecastRecord otherIssue = rows(BETA, ISSUE.minusSeconds(3600), 1).get(0);
        List<Rejected> rejected = new ArrayList<>();
        LoadReceipt second = store.stage(
                load,
                2,
                Stream.concat(Stream.of(otherIssue), rows(BETA, ISSUE, 1).stream())
                        .iterator(),
                rejected::add);

        store.publish(load, List.of(stage(load, 1, rows(ALPHA, ISSUE, 1)), second));

        assertThat(second.rows()).isEqualTo(72);
        assertThat(rejected).extracting(Rejected::row).containsExactly(otherIssue);
        assertThat(store.issue(BETA, ISSUE)).hasSize(72);
    }

    @Test
    void aPartThatTheLoadDoesNotHaveIsRefused() {
        Load load = begin("run-1", ISSUE, 2);
        assertThatThrownBy(() -> stage(load, 3, List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no part 3: parts are numbered from 1 to 2");
        Load other = begin("run-2", ISSUE, 1);
        LoadReceipt foreign = stage(other, 1, List.of());
        assertThatThrownBy(() -> store.publish(load, List.of(foreign)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Part 1 is one of load " + other.number());
    }

    Load begin(String runId, Instant issue, int parts) {
        return store.begin(new Run(runId, issue, "Group/1"), parts);
    }

    /** Stages a part of which no row is refused. */
    LoadReceipt stage(Load load, int part, List<ForecastRecord> rows) {
        LoadReceipt receipt = store.stage(load, part, rows.iterator(), refused -> fail("refused: " + refused));
        assertThat(receipt).isEqualTo(new LoadReceipt(load.number(), part, rows.size()));
        return receipt;
    }

    void assertNothingIsVisible() {
        assertThat(store.buildings()).isEmpty();
        assertThat(store.runs()).isEmpty();
        for (BuildingId building : List.of(ALPHA, BETA)) {
            assertThat(store.newest(building, ISSUE, FAR)).isEmpty();
            assertThat(store.issue(building, ISSUE)).isEmpty();
            assertThat(store.newestIssue(building)).isEmpty();
        }
    }
}
