package com.hometech.edf.training.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.training.backtest.BacktestScores.CandidateScores;
import com.hometech.edf.training.evaluation.Metric;
import com.hometech.edf.training.evaluation.Reliability.IntervalValues;
import com.hometech.edf.training.evaluation.Reliability.QuantileValues;
import com.hometech.edf.training.report.BacktestPage;
import com.hometech.edf.training.report.BacktestReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backtest of five quantiles, its scores held against the forecasts that it wrote. */
class BacktestQuantilesTest {
    private static final List<Double> LEVELS = List.of(0.025, 0.1, 0.5, 0.9, 0.975);
    private static final EdfConfig CONFIG = ConfigReader.parse("""
            edf_training:
              default_strategy: XGBoost
              calibration_days: 14
              quantiles: [0.025, 0.1, 0.5, 0.9, 0.975]
              hyperparameters: {XGBoost: {xgb_num_boost_round: 8, xgb_max_depth: 3, xgb_quantile_num_boost_round: 8}}
            edf_feature_eng: {max_training_rows: 8000}
            """, "the test");
    private static final BacktestRequest REQUEST =
            new BacktestRequest("data", "configuration", "1", null, null, 2, 72, 1, List.of("XGBoost"));

    @TempDir
    private static Path directory;

    private static BacktestScores scores;
    private static StrategyRows rows;

    @BeforeAll
    static void runABacktest() throws IOException {
        try (BacktestFolder folder = BacktestFolder.open(directory)) {
            folder.claim(REQUEST);
            BacktestResult result = new Backtest(
                            CONFIG,
                            SmallPortfolio.topology(),
                            SmallPortfolio.whole().write(directory.resolve("tables")),
                            folder,
                            Clock.fixed(SmallPortfolio.END, ZoneOffset.UTC),
                            new SilentListener())
                    .run(REQUEST);
            BacktestReports.write(result, folder);
            ForecastsCsv.write(folder, CONFIG);
            scores = result.scores();
        }
        rows = StrategyRows.read(directory.resolve(BacktestFolder.FORECASTS), BacktestTable.of(CONFIG));
    }

    @Test
    void everyQuantileIsWrittenAndReadBack() throws IOException {
        assertThat(rows.prediction().quantiles()).hasNumberOfRows(5);
        for (int row = 0; row < rows.table().rows(); row++) {
            assertThat(quantilesOf(row)).isSorted();
        }
        assertThat(IntStream.range(0, rows.table().rows())
                        .filter(row -> quantilesOf(row).stream().distinct().count() == LEVELS.size())
                        .count())
                .as("rows whose five quantiles differ")
                .isGreaterThan(rows.table().rows() / 2);
        List<String> csv = Files.readAllLines(directory.resolve(ForecastsCsv.FILE_NAME));
        assertThat(csv.get(0)).endsWith(",fallback_kwh,q2_5_kwh,q10_kwh,q50_kwh,q90_kwh,q97_5_kwh");
        assertThat(csv.get(1))
                .endsWith(","
                        + String.join(
                                ",",
                                quantilesOf(0).stream().map(String::valueOf).toList()));
    }

    private static List<Double> quantilesOf(int row) {
        return IntStream.range(0, LEVELS.size())
                .mapToObj(level -> rows.prediction().quantiles()[level][row])
                .toList();
    }

    @Test
    void eachQuantileAndCentralIntervalIsScored() {
        assertThat(scores.period().quantileLevels()).isEqualTo(LEVELS);
        assertThat(model().quantiles().subList(0, 5))
                .allSatisfy(quantile -> assertThat(quantile.leads()).isEqualTo("all"))
                .extracting(QuantileValues::level)
                .isEqualTo(LEVELS);
        for (int level = 0; level < LEVELS.size(); level++) {
            double[] quantile = rows.prediction().quantiles()[level];
            assertThat(model().quantiles().get(level).atOrBelowPercent())
                    .isCloseTo(100 * mean(row -> actual(row) <= quantile[row] ? 1 : 0), within(1e-9));
        }
        assertThat(model().intervals().subList(0, 2))
                .extracting(IntervalValues::lowerLevel, IntervalValues::upperLevel, IntervalValues::nominalPercent)
                .containsExactly(tuple(0.025, 0.975, 95.0), tuple(0.1, 0.9, 80.0));
        for (int pair = 0; pair < 2; pair++) {
            double[] lower = rows.prediction().quantiles()[pair];
            double[] upper = rows.prediction().quantiles()[4 - pair];
            IntervalValues values = model().intervals().get(pair);
            assertThat(values.coveragePercent())
                    .isCloseTo(
                            100 * mean(row -> lower[row] <= actual(row) && actual(row) <= upper[row] ? 1 : 0),
                            within(1e-9));
            assertThat(values.widthKwh()).isCloseTo(mean(row -> upper[row] - lower[row]), within(1e-9));
        }
    }

    @Test
    void thePinballLossIsTheMeanOverAllLevels() {
        double mean = IntStream.range(0, LEVELS.size())
                .mapToDouble(level -> mean(row -> pinball(
                        LEVELS.get(level), actual(row), rows.prediction().quantiles()[level][row])))
                .average()
                .orElseThrow();

        assertThat(model().pooled(Metric.PINBALL)).isCloseTo(mean, within(1e-9));
    }

    @Test
    void thePageShowsTheIntervals() throws IOException {
        assertThat(Files.readString(directory.resolve(BacktestPage.FILE_NAME)))
                .contains(
                        "Reliability of the quantiles", "Intervals between two quantiles", "2.5 and 97.5", "10 and 90");
    }

    private static CandidateScores model() {
        return scores.candidates().get(0);
    }

    private static double actual(int row) {
        return rows.table().targetKwh(row);
    }

    private static double pinball(double level, double actual, double quantile) {
        return Math.max(level * (actual - quantile), (level - 1) * (actual - quantile));
    }

    /** Mean over the rows that have a reading. */
    private static double mean(IntToDoubleFunction value) {
        FeatureTable table = rows.table();
        return IntStream.range(0, table.rows())
                .filter(row -> Double.isFinite(table.targetKwh(row)))
                .mapToDouble(value)
                .average()
                .orElseThrow();
    }
}
