package com.hometech.edf.monitoring.challenger;

import com.hometech.edf.common.config.MonitoringConfig.ChallengerConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.port.Metrics.Unit;
import com.hometech.edf.data.watch.ChallengerComparison;
import com.hometech.edf.data.watch.ChallengerComparison.Verdict;
import com.hometech.edf.data.watch.WatchSummary.Value;
import com.hometech.edf.monitoring.accuracy.IssuedRun;
import com.hometech.edf.monitoring.accuracy.IssuedRuns;
import com.hometech.edf.monitoring.challenger.PairedHistory.Pair;
import com.hometech.edf.monitoring.watch.Watch;
import com.hometech.edf.monitoring.watch.WatchInputs;
import com.hometech.edf.monitoring.watch.WatchOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code challenger}: scores the shadow forecasts of a model that waits for approval beside those of the model that forecasts. A day
 * is scored once its readings should be there, and again for some days, for readings that are late; only forecasts of those days are
 * read. With another model on either side the comparison begins anew.
 */
public final class ChallengerWatch implements Watch {
    /** Days that are scored again, for late readings and corrections. */
    private static final int DAYS_AGAIN = 4;
    /** A challenger without a newer shadow forecast is compared no more. */
    private static final int MOST_DAYS_SILENT = 14;

    @Override
    public String name() {
        return "challenger";
    }

    @Override
    public WatchOutcome run(WatchInputs inputs, Path output) throws IOException {
        Instant from = inputs.asOf()
                .minus(Duration.ofDays(
                        inputs.config().edfMonitoring().challenger().maxDays() + (long) MOST_DAYS_SILENT));
        IssuedRuns shadows = IssuedRuns.neverLoaded(inputs.shadowForecasts(), from);
        PairedHistory before = PairedHistory.read(inputs.before(this));
        List<Pair> pairs = new ArrayList<>();
        if (!shadows.isEmpty()) {
            IssuedRuns live = IssuedRuns.find(inputs.forecasts(), inputs.forecastIndex(), from);
            for (Quantity quantity : Quantity.values()) {
                pair(inputs, quantity, shadows.of(quantity), live.of(quantity), before)
                        .ifPresent(pairs::add);
            }
        }
        ChallengerConfig rules = inputs.config().edfMonitoring().challenger();
        List<ChallengerComparison> comparisons = pairs.stream()
                .filter(pair -> !pair.days().isEmpty())
                .map(pair -> Comparison.of(pair, rules))
                .toList();
        if (!pairs.isEmpty() || Files.exists(inputs.before(this).resolve(PairedHistory.FILE_NAME))) {
            new PairedHistory(pairs).write(output);
            Files.writeString(
                    output.resolve(ChallengerComparison.FILE_NAME),
                    new ChallengerComparison.All(inputs.asOf(), comparisons).toJson());
        }
        return new WatchOutcome(lines(pairs, comparisons), List.of(), metrics(comparisons));
    }

    private Optional<Pair> pair(
            WatchInputs inputs, Quantity quantity, List<IssuedRun> shadows, List<IssuedRun> live, PairedHistory before)
            throws IOException {
        if (shadows.isEmpty()) {
            return Optional.empty();
        }
        IssuedRun newest = shadows.get(shadows.size() - 1);
        Map<Instant, IssuedRun> byIssue = live.stream()
                .collect(Collectors.toMap(IssuedRun::issuedAt, Function.identity(), (one, other) -> other));
        IssuedRun beside = byIssue.get(newest.issuedAt());
        if (beside == null || newest.issuedAt().isBefore(inputs.asOf().minus(Duration.ofDays(MOST_DAYS_SILENT)))) {
            return Optional.empty();
        }
        String challenger = newest.manifest().modelVersion();
        String champion = beside.manifest().modelVersion();
        Map<LocalDate, PairedDay> days = new TreeMap<>(before.days(quantity, champion, challenger));
        LocalDate end = day(inputs.asOf()
                .minus(Duration.ofHours(inputs.config().edfFeatureEng().dataDelayHours())));
        List<IssuedRun> ofBoth = shadows.stream()
                .filter(shadow -> isOf(shadow, challenger) && isOf(byIssue.get(shadow.issuedAt()), champion))
                .toList();
        LocalDate first = firstToScore(ofBoth, days, end);
        if (first.isBefore(end)) {
            score(inputs, quantity, ofBoth, byIssue, first, end).forEach(scored -> days.put(scored.day(), scored));
        }
        return Optional.of(new Pair(
                quantity,
                champion,
                challenger,
                days.values().stream().filter(scored -> counts(inputs, scored)).toList()));
    }

    private static boolean isOf(@Nullable IssuedRun run, String modelVersion) {
        return run != null && run.manifest().modelVersion().equals(modelVersion);
    }

    /** The first day of both, or the first of those that are scored again. */
    private static LocalDate firstToScore(List<IssuedRun> ofBoth, Map<LocalDate, PairedDay> days, LocalDate end) {
        LocalDate first = ofBoth.isEmpty() ? end : day(ofBoth.get(0).issuedAt());
        LocalDate again = days.keySet().stream()
                .reduce((one, other) -> other)
                .map(newest -> newest.plusDays(1).isBefore(end) ? newest.plusDays(1) : end)
                .map(next -> next.minusDays(DAYS_AGAIN))
                .orElse(first);
        return again.isAfter(first) ? again : first;
    }

    private static List<PairedDay> score(
            WatchInputs inputs,
            Quantity quantity,
            List<IssuedRun> ofBoth,
            Map<Instant, IssuedRun> byIssue,
            LocalDate first,
            LocalDate end)
            throws IOException {
        PairedScoring scoring = new PairedScoring(
                inputs.config(), inputs.topology(), quantity, inputs.readings().resolve(quantity.table()), first, end);
        TimeStep step = TimeStep.of(inputs.config().edfFeatureEng().step());
        for (IssuedRun shadow : ofBoth) {
            IssuedRun beside = byIssue.get(shadow.issuedAt());
            if (beside != null && shadow.reaches(start(first), start(end), step)) {
                scoring.add(beside, shadow);
            }
        }
        return scoring.days();
    }

    /** Whether enough of the day's hours could be scored. */
    private static boolean counts(WatchInputs inputs, PairedDay day) {
        return day.all().hours() >= inputs.config().edfMonitoring().accuracy().minBuildingsShare() * day.issuedHours();
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<String> lines(List<Pair> pairs, List<ChallengerComparison> comparisons) {
        List<String> lines = new ArrayList<>();
        for (Pair pair : pairs) {
            if (pair.days().isEmpty()) {
                lines.add(pair.challenger() + " forecasts beside " + pair.champion() + "; no day could be scored yet.");
            }
        }
        for (ChallengerComparison comparison : comparisons) {
            lines.add(comparison.text());
            if (comparison.verdict() == Verdict.BETTER) {
                lines.add("Let it go live: edf models approve " + comparison.challenger());
            }
        }
        return lines.isEmpty() ? List.of("No model waits for approval beside the one that forecasts.") : lines;
    }

    private static List<Value> metrics(List<ChallengerComparison> comparisons) {
        return comparisons.stream()
                .filter(comparison -> Double.isFinite(comparison.error().percent()))
                .map(comparison -> new Value(
                        "ChallengerError",
                        comparison.error().percent(),
                        Unit.PERCENT,
                        Map.of("quantity", comparison.quantity().code())))
                .toList();
    }
}
