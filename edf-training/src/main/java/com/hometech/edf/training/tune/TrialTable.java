package com.hometech.edf.training.tune;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.training.tune.TuneReport.Trial;
import com.hometech.edf.training.tune.TuneReport.TrialFit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is known of all trials. */
final class TrialTable {
    private final WindowPlan plan;
    private final Map<Integer, Map<String, String>> settings = new TreeMap<>();
    private final Map<Integer, Rung> rungs = new TreeMap<>();
    private final Map<Fit, FitResult> results = new LinkedHashMap<>();

    TrialTable(WindowPlan plan) {
        this.plan = plan;
    }

    boolean has(Fit fit) {
        return results.containsKey(fit);
    }

    void add(Fit fit, Map<String, String> settingsOfTrial, FitResult result) {
        settings.put(fit.trial(), settingsOfTrial);
        results.put(fit, result);
    }

    /** Remembers that a trial came to a rung, and answers with its loss there. */
    double climbed(int trial, Rung rung) {
        rungs.put(trial, rung);
        return relativeLoss(trial, rung);
    }

    /** Loss on a rung by the origins that choose, as a multiple of that of trial 0. */
    double relativeLoss(int trial, Rung rung) {
        return rung.fits(trial, plan).stream()
                .mapToDouble(this::relativeLoss)
                .average()
                .orElseThrow();
    }

    /** Loss of a fit by the origins that choose, as a multiple of that of trial 0 with the same window and rows. */
    double relativeLoss(Fit fit) {
        return choosing(fit).relativeTo(choosing(fit.of(0)));
    }

    private Score choosing(Fit fit) {
        return errors(fit).score(plan.windows().get(fit.window()).choosing());
    }

    WindowErrors errors(Fit fit) {
        return requireNonNull(results.get(fit)).errors();
    }

    /** Those that came to a rung, by number. */
    List<Trial> trials() {
        return rungs.keySet().stream().map(this::trial).toList();
    }

    private Trial trial(int number) {
        Rung rung = requireNonNull(rungs.get(number));
        return new Trial(
                number,
                requireNonNull(settings.get(number)),
                rung.name().toLowerCase(Locale.ROOT),
                relativeLoss(number, rung),
                results.keySet().stream()
                        .filter(fit -> fit.trial() == number)
                        .map(this::fit)
                        .toList());
    }

    private TrialFit fit(Fit fit) {
        FitResult result = requireNonNull(results.get(fit));
        Score score = choosing(fit);
        return new TrialFit(
                fit.window(),
                1.0 / fit.rowsDivisor(),
                result.rows(),
                result.rounds(),
                score.wapePercent(),
                score.pinballPercent(),
                result.seconds());
    }
}
