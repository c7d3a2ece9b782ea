package com.hometech.edf.monitoring.challenger;

import com.hometech.edf.common.config.MonitoringConfig.ChallengerConfig;
import com.hometech.edf.data.accuracy.IntervalSums;
import com.hometech.edf.data.watch.ChallengerComparison;
import com.hometech.edf.data.watch.ChallengerComparison.Difference;
import com.hometech.edf.data.watch.ChallengerComparison.Scores;
import com.hometech.edf.data.watch.ChallengerComparison.UseTypeScores;
import com.hometech.edf.data.watch.ChallengerComparison.Verdict;
import com.hometech.edf.monitoring.challenger.PairedHistory.Pair;
import com.hometech.edf.monitoring.challenger.PairedSums.Side;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Says which of two models is better by the days that both were scored on. */
final class Comparison {
    private static final double PERCENT = 100;

    private Comparison() {}

    /**
     * Compares.
     *
     * @param pair with a day at least
     */
    static ChallengerComparison of(Pair pair, ChallengerConfig rules) {
        List<PairedDay> days = pair.days();
        PairedSums all = days.stream().map(PairedDay::all).reduce(PairedSums.NONE, PairedSums::plus);
        Difference error = difference(days, Side::errorKwh, rules);
        Difference pinball = difference(days, Side::pinballKwh, rules);
        Verdict verdict = verdict(days.size(), error, rules);
        return new ChallengerComparison(
                pair.quantity(),
                pair.champion(),
                pair.challenger(),
                days.get(0).day(),
                days.get(days.size() - 1).day(),
                days.size(),
                all.hours(),
                scores(all.champion()),
                scores(all.challenger()),
                error,
                pinball,
                useTypes(days),
                verdict,
                text(pair, all, error, verdict, rules));
    }

    private static Difference difference(List<PairedDay> days, ToDoubleFunction<Side> loss, ChallengerConfig rules) {
        double[] challenger = days.stream()
                .mapToDouble(day -> loss.applyAsDouble(day.all().challenger()))
                .toArray();
        double[] champion = days.stream()
                .mapToDouble(day -> loss.applyAsDouble(day.all().champion()))
                .toArray();
        return RelativeDifference.of(challenger, champion, rules.confidence());
    }

    private static Verdict verdict(int days, Difference error, ChallengerConfig rules) {
        if (days < rules.minDays()) {
            return Verdict.NO_DIFFERENCE_YET;
        }
        if (error.upperPercent() < 0) {
            return Verdict.BETTER;
        }
        return error.lowerPercent() > 0 ? Verdict.WORSE : Verdict.NO_DIFFERENCE_YET;
    }

    private static Scores scores(Side side) {
        IntervalSums intervals = side.intervals();
        return new Scores(
                side.points().wapePercent(),
                intervals.coveragePercent(),
                intervals.nominalPercent(),
                side.pinballKwh() / intervals.hours());
    }

    private static List<UseTypeScores> useTypes(List<PairedDay> days) {
        Map<String, PairedSums> sums = new TreeMap<>();
        days.forEach(day -> day.useTypes().forEach((useType, of) -> sums.merge(useType, of, PairedSums::plus)));
        return sums.entrySet().stream()
                .map(entry -> new UseTypeScores(
                        entry.getKey(),
                        entry.getValue().champion().points().wapePercent(),
                        entry.getValue().challenger().points().wapePercent()))
                .toList();
    }

    private static String text(Pair pair, PairedSums all, Difference error, Verdict verdict, ChallengerConfig rules) {
        int days = pair.days().size();
        String numbers = String.format(
                Locale.ROOT,
                "%s beside %s on %d days (%s to %s): WAPE %.2f %% instead of %.2f %%, errors %+.1f %% (%.0f %% interval %+.1f"
                        + " to %+.1f %%); its intervals hold %.1f %% of the readings, those of the other %.1f %% (nominal %.0f %%).",
                pair.challenger(),
                pair.champion(),
                days,
                pair.days().get(0).day(),
                pair.days().get(days - 1).day(),
                all.challenger().points().wapePercent(),
                all.champion().points().wapePercent(),
                error.percent(),
                PERCENT * rules.confidence(),
                error.lowerPercent(),
                error.upperPercent(),
                all.challenger().intervals().coveragePercent(),
                all.champion().intervals().coveragePercent(),
                all.challenger().intervals().nominalPercent());
        return switch (verdict) {
            case BETTER -> "Better. " + numbers;
            case WORSE -> "Worse. " + numbers;
            case NO_DIFFERENCE_YET ->
                (days < rules.minDays()
                                ? "No difference yet: fewer than %d days. ".formatted(rules.minDays())
                                : "No difference beyond chance yet. ")
                        + numbers;
        };
    }
}
