package com.hometech.edf.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.training.backtest.Backtest;
import com.hometech.edf.training.backtest.BacktestFolder;
import com.hometech.edf.training.backtest.BacktestRequest;
import com.hometech.edf.training.backtest.BacktestScores;
import com.hometech.edf.training.backtest.SilentListener;
import com.hometech.edf.training.backtest.SmallPortfolio;
import com.hometech.edf.training.evaluation.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches that fit real models. */
class TuneTest {
    private static final EdfConfig CONFIG = ConfigReader.parse("""
            edf_training:
              default_strategy: XGBoost
              calibration_days: 14
              hyperparameters:
                XGBoost: {xgb_num_boost_round: 4, xgb_quantile_num_boost_round: 4, xgb_max_depth: 3}
            edf_feature_eng: {max_training_rows: 2000}
            """, "the test");
    private static final Instant END = SmallPortfolio.START.plus(Duration.ofDays(210));
    private static final Clock CLOCK = Clock.fixed(END, ZoneOffset.UTC);
    /** Its first trial needs few rounds. */
    private static final long SEED = 2061;

    @TempDir
    private static Path directory;

    private static TuneReport whole;

    @BeforeAll
    static void search() throws IOException {
        whole = tune("whole", SmallPortfolio.until(END));
    }

    @Test
    void theLastPartOfTheReadingsIsNeverSeen() throws IOException {
        TuneReport changed =
                tune("changed", SmallPortfolio.until(END).withChange(whole.holdOutFrom(), kwh -> 9 * kwh + 1));

        assertThat(whole.trials()).hasSize(2);
        assertThat(whole.trial(1).rung()).isEqualTo("full");
        assertThat(changed)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*seconds")
                .isEqualTo(whole);
    }

    @Test
    void aTrialIsScoredAsABacktestScoresIt() throws IOException {
        FitResult newest;
        try (TuneFolder folder = TuneFolder.open(directory.resolve("whole"))) {
            newest = folder.find(new Fit(0, 0, 1)).orElseThrow();
        }

        BacktestScores scores = backtest(whole.holdOutFrom());

        TuneReport.WindowFacts window = whole.windows().get(0);
        assertThat(scores.period().issuedAt()).startsWith(window.choosing().get(0));
        assertThat(scores.period().issuedAt()).endsWith(window.judging().get(2));
        assertThat(newest.errors().score(new int[] {0, 1, 2, 3, 4, 5}).wapePercent())
                .isCloseTo(scores.candidates().get(0).median(Metric.WAPE), within(1e-9));
        assertThat(newest.rounds()).isEqualTo(4);
    }

    @Test
    void tooLittleHistoryAndNoTrialsAreSaid() {
        assertThatThrownBy(() -> tune("short", SmallPortfolio.until(END.minus(Duration.ofDays(20)))))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("days; a search needs at least");
        assertThatThrownBy(() -> tune("none", SmallPortfolio.until(END), 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--trials is 0");
    }

    private static TuneReport tune(String name, SmallPortfolio portfolio) throws IOException {
        return tune(name, portfolio, 1);
    }

    private static TuneReport tune(String name, SmallPortfolio portfolio, int trials) throws IOException {
        StoredBuildings.Tables tables = portfolio.write(directory.resolve("tables-" + name));
        TuneRequest request = new TuneRequest("data", "configuration", "1", null, null, "XGBoost", SEED);
        try (TuneFolder folder = TuneFolder.open(directory.resolve(name))) {
            folder.claim(request);
            return new Tune(CONFIG, SmallPortfolio.topology(), tables, folder, CLOCK, new SilentListener())
                    .run(request, trials, new TimeBudget(Duration.ofHours(1), System::nanoTime));
        }
    }

    private static BacktestScores backtest(Instant end) throws IOException {
        StoredBuildings.Tables tables = SmallPortfolio.until(END).write(directory.resolve("tables-backtest"));
        BacktestRequest request =
                new BacktestRequest("data", "configuration", "1", null, end, 6, 120, 0, List.of("XGBoost"));
        try (BacktestFolder folder = BacktestFolder.open(directory.resolve("backtest"))) {
            folder.claim(request);
            return new Backtest(CONFIG, SmallPortfolio.topology(), tables, folder, CLOCK, new SilentListener())
                    .run(request)
                    .scores();
        }
    }
}
