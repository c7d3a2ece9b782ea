package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.LoadReceipt;
import com.hometech.edf.common.port.ForecastStore.Rejected;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every forecast store promises. */
abstract class ForecastStoreContract {
    static final Instant ISSUE = Instant.parse("2016-05-10T05:00:00Z");
    static final BuildingId ALPHA = new BuildingId("alpha");
    static final BuildingId BETA = new BuildingId("beta");
    private static final Instant FAR = ISSUE.plus(Duration.ofDays(30));

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

    @Test
    @DisplayName("use and generation of the same hours and issue stand side by side, each under its own quantity")
    void quantitiesDoNotMeet() {
        List<ForecastRecord> solar = rows(ALPHA, ISSUE, 5).stream()
                .map(ForecastStoreContract::ofSolar)
                .toList();
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        load(store, new Run("run-2", ISSUE, "Solar/1", Quantity.SOLAR), solar.iterator());

        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
        assertThat(store.issue(ALPHA, Quantity.SOLAR, ISSUE)).isEqualTo(solar);
        assertThat(store.newest(ALPHA, ISSUE, FAR)).isEqualTo(rows(ALPHA, ISSUE, 1));
        assertThat(store.newest(ALPHA, Quantity.SOLAR, ISSUE, FAR)).isEqualTo(solar);
        assertThat(store.buildings(Quantity.SOLAR)).containsExactly(ALPHA);
        assertThat(store.newestIssue(ALPHA, Quantity.SOLAR)).contains(ISSUE);
        assertThat(store.newestIssue(BETA, Quantity.SOLAR)).isEmpty();
        assertThat(store.runs()).extracting(Run::quantity).containsExactly(Quantity.CONSUMPTION, Quantity.SOLAR);
    }

    @Test
    void aRowOfAnotherQuantityThanItsRunIsRejected() {
        ForecastRecord solar = ofSolar(row(ALPHA, ISSUE, ISSUE, 1));

        LoadSummary summary = load("run-1", ISSUE, Stream.of(solar));

        assertThat(summary.written()).isZero();
        assertThat(summary.rejected()).extracting(Rejected::row).containsExactly(solar);
        assertThat(summary.rejected().get(0).reason()).contains("quantity solar is not that of its run, consumption");
    }

    static ForecastRecord ofSolar(ForecastRecord row) {
        return new ForecastRecord(
                row.building(),
                Quantity.SOLAR,
                row.targetTime(),
                row.issuedAt(),
                row.leadHours(),
                row.yhat(),
                row.yhatLower(),
                row.yhatUpper(),
                row.modelVersion(),
                row.quality());
    }

    @Test
    void allNumbersComeBackBitForBit() {
        ForecastRecord exact = new ForecastRecord(
                ALPHA, ISSUE, ISSUE, 1.25, 0.1 + 0.2, -1e-300, Double.MAX_VALUE, "none", ForecastQuality.FALLBACK);
        load("run-1", ISSUE, Stream.of(exact));
        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(exact);
    }

    @Test
    @DisplayName("quantiles come back bit for bit, and rows that have none stand beside rows that have some")
    void quantilesComeBackAsTheyWere() {
        ForecastRecord bare = row(ALPHA, ISSUE.plusSeconds(3600), ISSUE, 2);
        List<ForecastQuantile> quantiles = List.of(
                new ForecastQuantile(0.025, 1.5), new ForecastQuantile(0.1 + 0.2, 1.9), new ForecastQuantile(0.5, 2.1));
        ForecastRecord rich = withQuantiles(row(ALPHA, ISSUE, ISSUE, 2), quantiles);

        load("run-1", ISSUE, Stream.of(rich, bare));

        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(rich, bare);
        assertThat(store.newest(ALPHA, ISSUE, FAR)).containsExactly(rich, bare);
    }

    @Test
    @DisplayName(
            "what an interval was before it was corrected comes back bit for bit, beside rows that were not corrected")
    void uncorrectedIntervalsComeBackAsTheyWere() {
        ForecastRecord bare = row(ALPHA, ISSUE.plusSeconds(3600), ISSUE, 2);
        ForecastRecord row = withQuantiles(row(ALPHA, ISSUE, ISSUE, 2), List.of(new ForecastQuantile(0.5, 2.0)));
        ForecastRecord corrected = row.corrected(row.yhatLower() - 0.1, row.yhatUpper() + 1.0 / 3);

        load("run-1", ISSUE, Stream.of(corrected, bare));

        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(corrected, bare);
        assertThat(store.newest(ALPHA, ISSUE, FAR).get(0).withoutCorrection()).isEqualTo(row);

        load("run-1", ISSUE, Stream.of(row, bare));
        assertThat(store.issue(ALPHA, ISSUE))
                .as("loaded again without correction")
                .containsExactly(row, bare);
    }

    @Test
    @DisplayName("invariant I4: a run that is loaded again with other levels leaves none of the former")
    void otherLevelsReplaceTheFormer() {
        ForecastRecord row = row(ALPHA, ISSUE, ISSUE, 2);
        load("run-1", ISSUE, Stream.of(withQuantiles(row, List.of(new ForecastQuantile(0.25, 1.7)))));
        ForecastRecord other = withQuantiles(row, List.of(new ForecastQuantile(0.5, 2.0)));
        load("run-1", ISSUE, Stream.of(other));
        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(other);

        load("run-1", ISSUE, Stream.of(row));
        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(row);
    }

    static ForecastRecord withQuantiles(ForecastRecord row, List<ForecastQuantile> quantiles) {
        return new ForecastRecord(
                row.building(),
                row.quantity(),
                row.targetTime(),
                row.issuedAt(),
                row.leadHours(),
                row.yhat(),
                row.yhatLower(),
                row.yhatUpper(),
                row.modelVersion(),
                row.quality(),
                quantiles);
    }

    /** So many that a store that writes in batches has written several; those of {@link #ALPHA} come first. */
    private static Stream<ForecastRecord> rowsOfManyBuildings() {
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
