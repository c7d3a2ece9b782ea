package com.hometech.edf.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.training.backtest.SilentListener;
import com.hometech.edf.training.tune.TuneReport.End;
import com.hometech.edf.training.tune.TuneReport.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The course of a search, with errors that are computed from the settings instead of fitted. */
class SearchTest {
    private static final EdfConfig CONFIG = ConfigReader.parse("edf_training: {default_strategy: XGBoost}", "the test");
    private static final Instant END = Instant.parse("2024-06-01T00:00:00Z");
    private static final WindowPlan PLAN = WindowPlan.of(CONFIG, END.minus(Duration.ofDays(800)), END);
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private final AtomicLong now = new AtomicLong();
    private final List<Fit> fitted = new ArrayList<>();

    @Test
    void whatIsClearlyBetterIsFoundAndRecommended() throws IOException {
        TuneReport report = search("whole", 30, LONG, new Landscape());

        assertThat(report.end()).isEqualTo(End.TRIALS);
        assertThat(report.trials()).hasSize(31);
        Trial chosen = report.trial(report.conclusion().trial());
        assertThat(chosen.number()).isPositive();
        assertThat(chosen.rung()).isEqualTo("full");
        assertThat(chosen.relativeLoss()).isLessThan(1);
        assertThat(report.conclusion().gainPercent()).isPositive();
        assertThat(report.recommended()).isEqualTo(chosen.settings());
        assertThat(report.trials())
                .filteredOn(trial -> trial.rung().equals("full"))
                .allMatch(trial -> trial.relativeLoss() >= chosen.relativeLoss());
        assertThat(TuneReport.read(directory.resolve("whole"))).isEqualTo(report);
        assertThat(Files.readAllLines(directory.resolve("whole/trials.csv"))).hasSize(1 + fitted.size());
    }

    @Test
    void whereNothingIsBetterTheConfigurationStays() throws IOException {
        TuneReport report = search("flat", 15, LONG, (settings, window, random) -> 10 + random.nextDouble());

        assertThat(report.conclusion().trial()).isZero();
        assertThat(report.conclusion().challenger()).isNotNull();
        assertThat(report.recommended()).isEmpty();
        assertThat(TuneText.lines(report).get(0)).contains("stays as it is");
    }

    @Test
    void aChoiceThatOnlyLookedBetterIsNotRecommended() throws IOException {
        TuneReport report = search("lucky", 15, LONG, new Landscape() {
            @Override
            public double error(Map<String, String> settings, int origin, Random random) {
                return origin < 6 ? super.error(settings, origin, random) : 10;
            }
        });

        assertThat(report.trial(report.conclusion().challenger()).relativeLoss())
                .isLessThan(0.95);
        assertThat(report.conclusion().trial()).isZero();
    }

    @Test
    void anInterruptedSearchGoesOnWhereItStopped() throws IOException {
        TuneReport unbroken = search("unbroken", 12, LONG, new Landscape());
        int fits = fitted.size();
        for (int killedAt : new int[] {1, 5, fits - 1}) {
            fitted.clear();
            String name = "broken-" + killedAt;
            assertThatThrownBy(() -> search(name, 12, LONG, new Landscape(), killedAt))
                    .isInstanceOf(Killed.class);

            TuneReport report = search(name, 12, LONG, new Landscape());

            assertThat(report).isEqualTo(unbroken);
            assertThat(fitted).as("what was finished is not done again").hasSize(fits + 1);
        }
    }

    @Test
    void theTimeEndsASearchAtABeginningOfTheSameSequence() throws IOException {
        TuneReport whole = search("whole", 12, LONG, new Landscape());
        List<Fit> sequence = List.copyOf(fitted);
        fitted.clear();

        // each fit takes a minute; the eighth is broken off
        TuneReport report = search("short", 12, Duration.ofMinutes(7).plusSeconds(30), new Landscape());

        assertThat(report.end()).isEqualTo(End.TIME);
        assertThat(fitted).isEqualTo(sequence.subList(0, 8));
        assertThat(report.trials().stream()
                        .mapToInt(trial -> trial.fits().size())
                        .sum())
                .isEqualTo(7);

        fitted.clear();
        assertThat(search("short", 12, Duration.ofMinutes(7), new Landscape()))
                .as("the same time again is spent")
                .isEqualTo(new TuneReport(
                        report.schemaVersion(),
                        report.request(),
                        report.holdOutFrom(),
                        report.windows(),
                        report.trials(),
                        report.end(),
                        report.conclusion()));
        assertThat(fitted).isEmpty();

        assertThat(search("short", 12, LONG, new Landscape()).trials()).isEqualTo(whole.trials());
        assertThat(fitted).isEqualTo(sequence.subList(7, sequence.size()));
    }

    @Test
    void noTimeAtAllStillHasAnAnswer() throws IOException {
        TuneReport report = search("none", 12, Duration.ofSeconds(30), new Landscape());

        assertThat(report.trials()).isEmpty();
        assertThat(report.recommended()).isEmpty();
        assertThat(ConfigReader.parse(TunedConfig.text("{}", report), "tuned")).isEqualTo(EdfConfig.defaults());
    }

    @Test
    void theTunedConfigurationHasTheSettingsAndEverythingElseAsItWas() throws IOException {
        String yaml = "# mine\nedf_training:\n  default_strategy: XGBoost\n  hyperparameters:\n    XGBoost:\n"
                + "      xgb_eta: 0.1 # my rate\n";
        TuneReport report = search("whole", 30, LONG, new Landscape());

        String tuned = TunedConfig.text(yaml, report);

        EdfConfig read = ConfigReader.parse(tuned, "tuned");
        assertThat(SearchSpace.of(read.edfTraining())).isEqualTo(report.recommended());
        assertThat(read.edfTraining().defaultStrategy()).isEqualTo("XGBoost");
        assertThat(tuned)
                .contains(
                        "# mine\n",
                        " # my rate\n",
                        "# Trial " + report.conclusion().trial());
    }

    @Test
    void aFolderBelongsToOneSearch() throws IOException {
        try (TuneFolder folder = TuneFolder.open(directory)) {
            folder.claim(request(42));
            folder.claim(request(42));
            assertThatThrownBy(() -> folder.claim(request(43)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("--seed 42")
                    .hasMessageContaining("--fresh");
            assertThatThrownBy(() -> TuneFolder.open(directory))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("in use by another search");
            folder.clear();
            folder.claim(request(43));
        }
    }

    @Test
    void onlyBoostingIsSearched() {
        assertThatThrownBy(() -> new TuneRequest("data", "configuration", "1", null, null, "Prophet", 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("default_strategy is Prophet")
                .hasMessageContaining("XGBoost or Ensemble");
    }

    private static TuneRequest request(long seed) {
        return new TuneRequest("data", "configuration", "1", null, null, "XGBoost", seed);
    }

    private TuneReport search(String name, int trials, Duration time, Errors errors) throws IOException {
        return search(name, trials, time, errors, Integer.MAX_VALUE);
    }

    private TuneReport search(String name, int trials, Duration time, Errors errors, int killedAt) throws IOException {
        TuneRequest request = request(42);
        try (TuneFolder folder = TuneFolder.open(directory.resolve(name))) {
            folder.claim(request);
            TimeBudget budget = new TimeBudget(time, now::get);
            budget.spentBefore(folder.spent());
            List<Fit> before = List.copyOf(fitted);
            Search.Fitter fitter = (settings, window, divisor, progress, work) -> {
                if (fitted.size() - before.size() == killedAt) {
                    throw new Killed();
                }
                return fit(settings, window, divisor, progress, errors);
            };
            return new Search(CONFIG, request, PLAN, folder, named(fitter), budget, new SilentListener()).run(trials);
        }
    }

    /** Remembers what was asked for, by the settings that it knows. */
    private Search.Fitter named(Search.Fitter fitter) {
        SearchSpace space = new SearchSpace(42);
        return (settings, window, divisor, progress, work) -> {
            int trial = 0;
            while (!settings.equals(trial == 0 ? SearchSpace.of(CONFIG.edfTraining()) : space.settings(trial))) {
                trial++;
            }
            fitted.add(new Fit(trial, window.number(), divisor));
            return fitter.run(settings, window, divisor, progress, work);
        };
    }

    private FitResult fit(Map<String, String> settings, Window window, int divisor, Progress progress, Errors errors) {
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        progress.report("Growing", 1, 1);
        int origins = window.issues().size();
        Random random = new Random(31L * settings.hashCode() + window.number());
        double[][] absolute = new double[3][origins];
        double[][] pinball = new double[3][origins];
        double[][] readings = new double[3][origins];
        for (int building = 0; building < 3; building++) {
            for (int origin = 0; origin < origins; origin++) {
                absolute[building][origin] = errors.error(settings, origin, random) + divisor;
                pinball[building][origin] = absolute[building][origin] / 3;
                readings[building][origin] = 100;
            }
        }
        return new FitResult(1000 / divisor, 10, 60, new WindowErrors(absolute, pinball, readings));
    }

    /** Mean absolute error of settings at an origin [kWh]. */
    private interface Errors {
        double error(Map<String, String> settings, int origin, Random random);
    }

    /** The smaller the learning rate the better, and a little noise. */
    private static class Landscape implements Errors {
        @Override
        public double error(Map<String, String> settings, int origin, Random random) {
            return 10 + 30 * Double.parseDouble(settings.get("xgb_eta")) + 0.05 * random.nextDouble();
        }
    }

    /** The process is killed. */
    private static final class Killed extends RuntimeException {}
}
