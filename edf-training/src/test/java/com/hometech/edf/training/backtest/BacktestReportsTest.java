package com.hometech.edf.training.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.training.report.BacktestPage;
import com.hometech.edf.training.report.BacktestReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see of a backtest. */
class BacktestReportsTest {
    private static final BacktestRequest REQUEST =
            new BacktestRequest("d4ta", "c0nf", "1", null, null, 4, 72, 2, List.of("XGBoost"));

    @TempDir
    private static Path directory;

    private static BacktestResult result;

    @BeforeAll
    static void runABacktest() throws IOException {
        try (BacktestFolder folder = BacktestFolder.open(directory)) {
            folder.claim(REQUEST);
            result = new Backtest(
                            SmallPortfolio.CONFIG,
                            SmallPortfolio.topology(),
                            SmallPortfolio.whole().write(directory.resolve("tables")),
                            folder,
                            Clock.fixed(SmallPortfolio.END, ZoneOffset.UTC),
                            new SilentListener())
                    .run(REQUEST);
            BacktestReports.write(result, folder);
        }
    }

    @Test
    void thePageShowsEverythingWithoutTheNetwork() throws IOException {
        String page = Files.readString(directory.resolve(BacktestPage.FILE_NAME));

        assertThat(page)
                .contains(
                        "Strategies and plain forecasts, on the same rows",
                        "Error by hour of the forecast",
                        "Error by hour of the day",
                        "How many readings fall inside the interval",
                        "Reliability of the quantiles",
                        "Typical building: ",
                        "The ten buildings with the largest relative error",
                        "By site: median over the buildings of a site",
                        "4 origins, 72 h apart",
                        "every 2 origins",
                        "d4ta",
                        "c0nf")
                .doesNotContain("src=\"http");
    }

    @Test
    void examplesShowTheNewestForecastOfEachHourAndGapsBetweenTheOrigins() {
        var trace = result.strategies().get(0).examples().get(0).trace();

        assertThat(trace.times()).hasSize(4 * 72);
        assertThat(trace.forecastKwh()).doesNotContain(Double.NaN);
    }

    @Test
    void theTerminalComparesAllCandidates() {
        List<String> lines = BacktestReports.lines(result.scores());

        assertThat(lines.get(0)).contains("WAPE med", "MASE", "pinball", "coverage", "CPU");
        assertThat(lines.get(1)).matches("XGBoost +[\\d.]+ % +[\\d.]+ +[\\d.]+ % +[\\d.]+ % +[\\d.]+ s");
        assertThat(lines.get(2)).matches("last week +[\\d.]+ % +[\\d.]+");
        assertThat(lines).allMatch(line -> line.length() <= 100);
        assertThat(lines.get(6)).contains("4 origins, 72 h apart");
    }

    @Test
    void aFinishedBacktestIsFoundAgain() throws IOException {
        try (BacktestFolder folder = BacktestFolder.open(directory)) {
            assertThat(folder.finished(REQUEST)).contains(result.scores());
            BacktestRequest others =
                    new BacktestRequest("other", "c0nf", "1", null, null, 4, 72, 2, List.of("XGBoost"));
            assertThat(folder.finished(others)).isEmpty();
        }
    }

    @Test
    void aBacktestThatAnOlderVersionFinishedIsScoredAgain(@TempDir Path older) throws IOException {
        Files.writeString(
                older.resolve(BacktestScores.FILE_NAME),
                Files.readString(directory.resolve(BacktestScores.FILE_NAME))
                        .replace("\"schema_version\" : 2", "\"schema_version\" : 1")
                        .replaceAll("(?s)\"intervals\" : \\[.*?\\],", ""));

        try (BacktestFolder folder = BacktestFolder.open(older)) {
            assertThat(BacktestScores.read(older).candidates().get(0).intervals())
                    .isEmpty();
            assertThat(folder.finished(REQUEST)).isEmpty();
        }
    }
}
