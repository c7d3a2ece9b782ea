package com.hometech.edf.training.tune;

import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.training.backtest.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code trials.json}: everything that a search tried and what it concludes, see {@code docs/tune.md}. Equal requests give
 * equal reports but for seconds and for where the time ended them.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of this version
 * @param request what the search is about
 * @param holdOutFrom nothing from this time on was seen
 * @param windows from the newest
 * @param trials that were begun, by number
 * @param end why there are no more
 * @param conclusion what it comes to
 */
public record TuneReport(
        int schemaVersion,
        TuneRequest request,
        Instant holdOutFrom,
        List<WindowFacts> windows,
        List<Trial> trials,
        End end,
        Conclusion conclusion) {
    /** Name of the file. */
    public static final String FILE_NAME = "trials.json";
    /** Changes when a field changes its name or meaning; a new field alone does not change it. */
    public static final int SCHEMA_VERSION = 1;

    public TuneReport {
        windows = List.copyOf(windows);
        trials = List.copyOf(trials);
    }

    /** Why a search ended. */
    public enum End {
        /** As many trials as were asked for. */
        TRIALS,
        /** The time was up. */
        TIME,
        /** It was broken off, or still goes on. */
        INTERRUPTED
    }

    /**
     * A period that models forecast which learned from what lies before it.
     *
     * @param number 0 is the newest
     * @param choosing times of the forecasts that choose among the trials
     * @param judging times of those that judge the choice
     */
    public record WindowFacts(int number, List<Instant> choosing, List<Instant> judging) {
        public WindowFacts {
            choosing = List.copyOf(choosing);
            judging = List.copyOf(judging);
        }
    }

    /**
     * One trial.
     *
     * @param number 0 is the configuration that the search began with
     * @param settings by key of {@code edf_training.hyperparameters.XGBoost}
     * @param rung the highest that it came to: {@code screened}, {@code newest} or {@code full}
     * @param relativeLoss on that rung, as a multiple of trial 0's: less is better
     * @param fits of all rungs
     */
    public record Trial(
            int number, Map<String, String> settings, String rung, double relativeLoss, List<TrialFit> fits) {
        public Trial {
            settings = new TreeMap<>(settings);
            fits = List.copyOf(fits);
        }
    }

    /**
     * A model of a trial, scored by the origins that choose.
     *
     * @param window number of the window that it forecast
     * @param rowsShare of the rows before the window that it learned from
     * @param rows that it learned from
     * @param rounds of boosting
     * @param wapePercent median over the buildings [%]
     * @param pinballPercent mean pinball loss as a share of use, median over the buildings [%]
     * @param seconds that it took
     */
    public record TrialFit(
            int window,
            double rowsShare,
            long rows,
            int rounds,
            double wapePercent,
            double pinballPercent,
            double seconds) {}

    /**
     * What it comes to.
     *
     * @param trial whose settings {@code tuned.yaml} has: 0 where none is better by more than noise
     * @param challenger the best of the others, by the origins that choose; null where none was fitted for all windows
     * @param gainPercent of the challenger over trial 0, by the origins that judge [%]; null as above
     * @param leastGainPercent the gain that 95 of 100 samples of these origins reach [%]; null as above
     * @param wapeGainPercent the same of WAPE alone [%]; null as above
     */
    public record Conclusion(
            int trial,
            @Nullable Integer challenger,
            @Nullable Double gainPercent,
            @Nullable Double leastGainPercent,
            @Nullable Double wapeGainPercent) {

        static Conclusion withoutChallenger() {
            return new Conclusion(0, null, null, null, null);
        }

        /** @param relativeLoss by the origins that choose: where trial 0 is the best of all, no other is taken */
        static Conclusion of(int challenger, double relativeLoss, Verdict verdict) {
            return new Conclusion(
                    relativeLoss < 1 && verdict.isBetter() ? challenger : 0,
                    challenger,
                    verdict.gainPercent(),
                    verdict.leastGainPercent(),
                    verdict.wapeGainPercent());
        }
    }

    /** The settings that the search recommends; empty where it recommends the configuration as it was. */
    public Map<String, String> recommended() {
        return conclusion.trial() == 0 ? Map.of() : trial(conclusion.trial()).settings();
    }

    /** A trial by its number. */
    public Trial trial(int number) {
        return trials.get(number);
    }

    /** Time of all fits [s]. */
    public double seconds() {
        return trials.stream()
                .flatMap(trial -> trial.fits().stream())
                .mapToDouble(TrialFit::seconds)
                .sum();
    }

    /** Writes the file into a directory; it appears whole. */
    public void write(Path directory) throws IOException {
        WorkFolder.writeJson(directory.resolve(FILE_NAME), this);
    }

    /** Reads the file from a directory. */
    public static TuneReport read(Path directory) throws IOException {
        return JsonFiles.read(directory.resolve(FILE_NAME), TuneReport.class);
    }
}
