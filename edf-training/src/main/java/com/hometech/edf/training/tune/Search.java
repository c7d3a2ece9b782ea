package com.hometech.edf.training.tune;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.training.backtest.BacktestListener;
import com.hometech.edf.training.tune.SuccessiveHalving.Step;
import com.hometech.edf.training.tune.TimeBudget.TimeIsUp;
import com.hometech.edf.training.tune.TuneReport.Conclusion;
import com.hometech.edf.training.tune.TuneReport.End;
import com.hometech.edf.training.tune.TuneReport.WindowFacts;
import com.hometech.edf.training.tune.Verdict.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Goes through the trials in the order of successive halving. Fits that were kept are taken over, so the sequence is the same
 * whether it was interrupted or not.
 */
final class Search {
    private final EdfConfig config;
    private final TuneRequest request;
    private final WindowPlan plan;
    private final TuneFolder folder;
    private final Fitter fitter;
    private final TimeBudget budget;
    private final BacktestListener listener;
    private final SearchSpace space;
    private final TrialTable table;
    private final Map<Integer, Conclusion> conclusions = new TreeMap<>();

    Search(
            EdfConfig config,
            TuneRequest request,
            WindowPlan plan,
            TuneFolder folder,
            Fitter fitter,
            TimeBudget budget,
            BacktestListener listener) {
        this.config = config;
        this.request = request;
        this.plan = plan;
        this.folder = folder;
        this.fitter = fitter;
        this.budget = budget;
        this.listener = listener;
        this.space = new SearchSpace(request.seed());
        this.table = new TrialTable(plan);
    }

    /** Fits a model with the settings of a trial and scores it. */
    @FunctionalInterface
    interface Fitter {
        /**
         * @param settings by key, see {@link SearchSpace#KEYS}
         * @param window to forecast, after what is learned from
         * @param rowsDivisor to learn from one of so many rows
         * @param progress is told of it; what it throws breaks the fit off
         * @param directory where the model's files go
         */
        FitResult run(Map<String, String> settings, Window window, int rowsDivisor, Progress progress, Path directory)
                throws IOException;
    }

    /** Goes on until there is nothing left to do or the time is up, and writes down what was found. */
    TuneReport run(int trials) throws IOException {
        SuccessiveHalving halving = new SuccessiveHalving(Rung.values().length, trials);
        End end = End.TRIALS;
        try {
            for (Optional<Step> step = halving.next(); step.isPresent(); step = halving.next()) {
                halving.finished(step.get(), relativeLoss(step.get()));
                write(report(halving, End.INTERRUPTED));
            }
        } catch (TimeIsUp timeIsUp) {
            end = End.TIME;
        }
        TuneReport report = report(halving, end);
        write(report);
        return report;
    }

    private double relativeLoss(Step step) throws IOException {
        Rung rung = Rung.of(step);
        Map<String, String> settings = settings(step.trial());
        for (Fit fit : rung.fits(step.trial(), plan)) {
            if (!table.has(fit)) {
                take(fit, settings);
            }
        }
        return table.climbed(step.trial(), rung);
    }

    private Map<String, String> settings(int trial) {
        return trial == 0 ? SearchSpace.of(config.edfTraining()) : space.settings(trial);
    }

    private void take(Fit fit, Map<String, String> settings) throws IOException {
        Optional<FitResult> kept = folder.find(fit);
        if (kept.isPresent()) {
            table.add(fit, settings, kept.get());
        } else {
            run(fit, settings);
        }
    }

    private void run(Fit fit, Map<String, String> settings) throws IOException {
        budget.check();
        String what = "trial " + fit.trial() + ", " + fit.words();
        listener.begun(what);
        Path directory = folder.prepare("model-in-progress");
        FitResult result = fitter.run(
                settings, plan.windows().get(fit.window()), fit.rowsDivisor(), budget.watching(listener), directory);
        folder.keep(fit, result);
        folder.prepare("model-in-progress");
        table.add(fit, settings, result);
        listener.finished(
                String.format(Locale.ROOT, "%-34s %+6.1f %%", what, 100 * (table.relativeLoss(fit) - 1)),
                Duration.ofMillis((long) (1000 * result.seconds())));
    }

    private TuneReport report(SuccessiveHalving halving, End end) {
        List<WindowFacts> windows = plan.windows().stream()
                .map(window -> new WindowFacts(
                        window.number(), window.issues(window.choosing()), window.issues(window.judging())))
                .toList();
        return new TuneReport(
                TuneReport.SCHEMA_VERSION,
                request,
                plan.holdOutFrom(),
                windows,
                table.trials(),
                end,
                halving.bestChallenger()
                        .map(best -> conclusions.computeIfAbsent(best, this::conclusion))
                        .orElseGet(Conclusion::withoutChallenger));
    }

    private Conclusion conclusion(int challenger) {
        List<Pair> pairs = Rung.FULL.fits(challenger, plan).stream()
                .map(fit -> new Pair(
                        table.errors(fit.of(0)),
                        table.errors(fit),
                        plan.windows().get(fit.window()).judging()))
                .toList();
        return Conclusion.of(challenger, table.relativeLoss(challenger, Rung.FULL), Verdict.of(pairs, request.seed()));
    }

    private void write(TuneReport report) throws IOException {
        TrialsCsv.write(folder.result(TrialsCsv.FILE_NAME), report.trials());
        report.write(folder.directory());
    }
}
