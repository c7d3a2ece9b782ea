package com.hometech.edf.training.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.training.backtest.BacktestScores.CandidateScores;
import com.hometech.edf.training.evaluation.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestTest {
    private static final BacktestTable SHAPE = BacktestTable.of(SmallPortfolio.CONFIG);
    private static final Clock CLOCK = Clock.fixed(SmallPortfolio.END, ZoneOffset.UTC);

    @TempDir
    private Path directory;

    @Test
    void everyBuildingIsForecastFromEveryOrigin() throws IOException {
        BacktestScores scores =
                run("whole", SmallPortfolio.whole(), request(3, 0, null)).scores();

        assertThat(scores.period().issuedAt())
                .containsExactly(
                        Instant.parse("2024-05-22T05:00:00Z"),
                        Instant.parse("2024-05-24T05:00:00Z"),
                        Instant.parse("2024-05-26T05:00:00Z"));
        assertThat(scores.period().trainedBefore()).containsExactly(Instant.parse("2024-05-08T05:00:00Z"));
        assertThat(scores.rows().forecast()).isEqualTo(3 * 3 * 72);
        StrategyRows rows = forecasts("whole");
        assertThat(rows.table().rows()).isEqualTo(3 * 3 * 72);
        assertThat(rows.table().buildings()).containsExactly("north_office", "north_school", "south_office");
        assertThat(rows.table().targetEpochSecond(0))
                .isEqualTo(Instant.parse("2024-05-22T05:00:00Z").getEpochSecond());
        assertThat(directory.resolve("whole/scores.csv")).content().contains("XGBoost,site,south,49-72,median,1,");
    }

    @Test
    void theScoresAreThoseOfTheStoredForecasts() throws IOException {
        BacktestScores scores =
                run("whole", SmallPortfolio.whole(), request(3, 0, null)).scores();
        StrategyRows rows = forecasts("whole").withFallbacks();
        FeatureTable table = rows.table();

        CandidateScores model = candidate(scores, "XGBoost");
        assertThat(model.median(Metric.WAPE))
                .isCloseTo(medianWape(table, row -> rows.prediction().yhat()[row]), within(1e-9));
        assertThat(candidate(scores, "last_week").median(Metric.WAPE))
                .isCloseTo(medianWape(table, table::lastWeekKwh), within(1e-9));
        assertThat(model.pooled(Metric.COVERAGE)).isCloseTo(coverage(rows), within(1e-9));
        assertThat(scores.rows().scored()).isEqualTo(known(table).count());
        assertThat(scores.rows().withoutReading())
                .isPositive()
                .isEqualTo(table.rows() - scores.rows().scored());
        assertThat(scores.rows().standIns().get("yesterday")).isPositive();
        assertThat(model.quantiles())
                .filteredOn(quantile -> quantile.leads().equals("all"))
                .hasSize(3);
    }

    @Test
    void aForecastDoesNotDependOnWhatCameAfterItsOrigin() throws IOException {
        Instant second = Instant.parse("2024-05-24T05:00:00Z");
        run("whole", SmallPortfolio.whole(), request(3, 0, null));
        run("changed", SmallPortfolio.changed(second, kwh -> 1.5 * kwh), request(3, 0, null));

        StrategyRows whole = forecasts("whole");
        StrategyRows changed = forecasts("changed");
        for (int row = 0; row < whole.table().rows(); row++) {
            boolean later = whole.table().originEpochSecond(row) >= second.getEpochSecond();
            assertThat(changed.prediction().yhat()[row] == whole.prediction().yhat()[row])
                    .as("row %d", row)
                    .isEqualTo(!later);
        }
    }

    @Test
    void whatIsAfterTheEndIsNotSeen() throws IOException {
        Instant end = Instant.parse("2024-05-20T12:00:00Z");

        run("ended", SmallPortfolio.whole(), request(2, 0, end));
        run("never-there", SmallPortfolio.until(end), request(2, 0, end));

        assertThat(directory.resolve("ended/forecasts.parquet"))
                .hasSameBinaryContentAs(directory.resolve("never-there/forecasts.parquet"));
    }

    @Test
    void modelsAreFittedAnewAfterSoManyOrigins() throws IOException {
        Steps steps = new Steps();

        BacktestScores scores = run("refitted", SmallPortfolio.whole(), request(3, 2, null), steps)
                .scores();

        assertThat(steps.begun).filteredOn("Fitting XGBoost"::equals).hasSize(2);
        assertThat(scores.period().trainedBefore())
                .containsExactly(Instant.parse("2024-05-08T05:00:00Z"), Instant.parse("2024-05-12T05:00:00Z"));
        FeatureTable rows = forecasts("refitted").table();
        assertThat(IntStream.range(1, rows.rows())
                        .filter(row -> rows.buildingIndex(row) == rows.buildingIndex(row - 1))
                        .allMatch(row -> rows.originEpochSecond(row) >= rows.originEpochSecond(row - 1)))
                .isTrue();
        assertThat(rows.buildings()).hasSize(3);
    }

    @Test
    void anInterruptedBacktestGoesOnWhereItStopped() throws IOException {
        run("unbroken", SmallPortfolio.whole(), request(3, 0, null));
        Steps killed = new Steps("Scoring");
        assertThatThrownBy(() -> run("broken", SmallPortfolio.whole(), request(3, 0, null), killed))
                .isInstanceOf(Killed.class);
        assertThat(directory.resolve("broken/scores.json")).doesNotExist();
        Steps again = new Steps();

        run("broken", SmallPortfolio.whole(), request(3, 0, null), again);

        assertThat(again.begun).containsExactly("Reading the tables", "Scoring");
        for (String file : List.of("forecasts.parquet", "scores.csv")) {
            assertThat(directory.resolve("broken").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("unbroken").resolve(file));
        }
    }

    @Test
    void aBacktestKilledWhileItFitsKeepsNoHalfModel() throws IOException {
        Steps killed = new Steps("Fitting XGBoost");
        assertThatThrownBy(() -> run("broken", SmallPortfolio.whole(), request(2, 0, null), killed))
                .isInstanceOf(Killed.class);
        Steps again = new Steps();

        run("broken", SmallPortfolio.whole(), request(2, 0, null), again);

        assertThat(again.begun).contains("Fitting XGBoost");
    }

    @Test
    void aFolderBelongsToOneRequest() throws IOException {
        BacktestRequest first = request(3, 0, null);
        try (BacktestFolder folder = BacktestFolder.open(directory)) {
            folder.claim(first);
            folder.claim(first);
            assertThatThrownBy(() -> folder.claim(request(4, 0, null)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("--origins 3")
                    .hasMessageContaining("--fresh");
            assertThatThrownBy(() -> BacktestFolder.open(directory))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("in use");
            folder.clear();
            folder.claim(request(4, 0, null));
        }
    }

    @Test
    void tooLittleHistoryIsSaid() {
        assertThatThrownBy(() -> run("short", SmallPortfolio.whole(), request(50, 0, null)))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("calibration_days")
                .hasMessageContaining("fewer origins");
    }

    @Test
    void someBuildingsHaveTheRowsThatTheyHaveAmongAll() throws IOException {
        StoredBuildings stored = StoredBuildings.read(
                SmallPortfolio.CONFIG,
                SmallPortfolio.topology(),
                SmallPortfolio.whole().write(directory.resolve("tables")),
                SmallPortfolio.END);
        Instant issue = Instant.parse("2024-05-22T05:00:00Z");

        FeatureTable all = stored.everyLead(issue, List.of(issue));
        FeatureTable last = stored.table(issue, stored.buildings().subList(2, 3), building -> stored.plan()
                .everyLead(building, List.of(issue)));

        assertThat(last.buildings()).containsExactly("south_office");
        for (int row = 0; row < 72; row++) {
            for (int feature = 0; feature < all.schema().size(); feature++) {
                assertThat(Float.floatToIntBits(last.feature(row, feature)))
                        .isEqualTo(Float.floatToIntBits(all.feature(144 + row, feature)));
            }
        }
    }

    private static BacktestRequest request(int origins, int refitEvery, @Nullable Instant end) {
        return new BacktestRequest(
                "data", "configuration", "1", null, end, origins, 48, refitEvery, List.of("XGBoost"));
    }

    private BacktestResult run(String name, SmallPortfolio portfolio, BacktestRequest request) throws IOException {
        return run(name, portfolio, request, new Steps());
    }

    private BacktestResult run(
            String name, SmallPortfolio portfolio, BacktestRequest request, BacktestListener listener)
            throws IOException {
        StoredBuildings.Tables tables = portfolio.write(directory.resolve("tables-" + name));
        try (BacktestFolder folder = BacktestFolder.open(directory.resolve(name))) {
            folder.claim(request);
            return new Backtest(SmallPortfolio.CONFIG, SmallPortfolio.topology(), tables, folder, CLOCK, listener)
                    .run(request);
        }
    }

    private StrategyRows forecasts(String name) throws IOException {
        return StrategyRows.read(directory.resolve(name).resolve("forecasts.parquet"), SHAPE);
    }

    private static CandidateScores candidate(BacktestScores scores, String name) {
        return scores.candidates().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static IntStream known(FeatureTable table) {
        return IntStream.range(0, table.rows()).filter(row -> !Double.isNaN(table.targetKwh(row)));
    }

    private static double medianWape(FeatureTable table, IntToDoubleFunction forecastKwh) {
        TreeMap<Double, String> byWape = new TreeMap<>();
        for (String building : table.buildings()) {
            int[] rows = known(table)
                    .filter(row -> table.building(row).equals(building))
                    .toArray();
            double errors = IntStream.of(rows)
                    .mapToDouble(row -> Math.abs(forecastKwh.applyAsDouble(row) - table.targetKwh(row)))
                    .sum();
            byWape.put(
                    100
                            * errors
                            / IntStream.of(rows).mapToDouble(table::targetKwh).sum(),
                    building);
        }
        return new ArrayList<>(byWape.keySet()).get(1);
    }

    private static double coverage(StrategyRows rows) {
        Prediction prediction = rows.prediction();
        return 100
                * known(rows.table())
                        .mapToDouble(
                                row -> rows.table().targetKwh(row) >= prediction.lower()[row]
                                                && rows.table().targetKwh(row)
                                                        <= prediction.upper()[row]
                                        ? 1
                                        : 0)
                        .average()
                        .orElseThrow();
    }

    /** The process is killed. */
    private static final class Killed extends RuntimeException {}

    /** Remembers the steps, and dies at one of them. */
    private static final class Steps implements BacktestListener {
        private final List<String> begun = new ArrayList<>();
        private final @Nullable String deadly;
        private String current = "";

        Steps() {
            this(null);
        }

        Steps(@Nullable String deadly) {
            this.deadly = deadly;
        }

        @Override
        public void begun(String step) {
            current = step;
            begun.add(step);
            if (step.equals(deadly) && !step.startsWith("Fitting")) {
                throw new Killed();
            }
        }

        @Override
        public void finished(String step, Duration took) {
            assertThat(took).isPositive();
        }

        @Override
        public void report(String what, long done, long total) {
            if (current.equals(deadly) && what.startsWith("Growing")) {
                throw new Killed();
            }
        }
    }
}
