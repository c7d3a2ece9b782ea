package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.IntervalCorrectionConfig;
import com.hometech.edf.common.config.MonitoringConfig.AccuracyConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.data.accuracy.AccuracyFile;
import com.hometech.edf.data.accuracy.AccuracyHistory;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySummary.HistoryFile;
import com.hometech.edf.data.accuracy.AccuracySummary.MonthOutcome;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.monitoring.TemporaryFolders;
import com.hometech.edf.monitoring.accuracy.AccuracyState.MonthState;
import com.hometech.edf.monitoring.accuracy.FleetAccuracy.Fleet;
import com.hometech.edf.monitoring.interval.CoverageFollower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how good issued forecasts turned out to be. A month is scored anew when forecasts, readings or rules changed, from
 * all of its forecasts: so the history is the same whatever arrived in which order, and nothing changes when nothing arrived.
 */
public final class TrackAccuracy {
    private static final String SCORED = "scored";
    private static final String UNCHANGED = "unchanged";
    private static final String KEPT = "kept";

    private final AccuracyConfig rules;
    private final IntervalCorrectionConfig correction;
    private final ScoringRules scoring;
    private final Duration delay;
    private final Inputs inputs;
    private final Instant asOf;
    private final Progress progress;

    /**
     * Where everything lies.
     *
     * @param forecasts a folder with the runs' folders below it
     * @param index lists of the forecasts that were loaded
     * @param readings tables by quantity; a quantity may have none
     * @param accuracy history and state of the last execution; empty before the first
     */
    public record Inputs(Path forecasts, Path index, Map<Quantity, Path> readings, Path accuracy) {
        public Inputs {
            readings = Map.copyOf(readings);
        }
    }

    /** @param asOf days that have ended before it, and whose readings should have arrived, are expected to be scored */
    public TrackAccuracy(EdfConfig config, Inputs inputs, Instant asOf, Progress progress) {
        this.rules = config.edfMonitoring().accuracy();
        this.correction = config.edfMonitoring().intervalCorrection();
        this.scoring = ScoringRules.of(config);
        this.delay = Duration.ofHours(config.edfFeatureEng().dataDelayHours());
        this.inputs = inputs;
        this.asOf = asOf.truncatedTo(ChronoUnit.SECONDS);
        this.progress = progress;
    }

    /**
     * Scores what is new, and writes the changed files of the history, what the next forecasts are to be corrected by, the state,
     * the page and, last, the summary.
     *
     * @param output a folder for them
     * @throws InvalidInputException when there are no forecasts at all
     */
    public AccuracySummary run(Path output) throws IOException {
        IssuedRuns runs = IssuedRuns.find(inputs.forecasts(), inputs.index());
        if (runs.isEmpty()) {
            String unusable = runs.unusable().isEmpty()
                    ? ""
                    : "; of the " + runs.unusable().size() + " runs there none can be used: "
                            + runs.unusable().get(0).folder() + ": "
                            + runs.unusable().get(0).reason();
            throw new InvalidInputException("No forecast was issued yet, so there is nothing to score" + unusable
                    + ". Run the daily workflow first");
        }
        AccuracyState before = AccuracyState.read(inputs.accuracy());
        Map<String, MonthState> months = new TreeMap<>(before.months());
        List<MonthOutcome> outcomes = scoreMonths(runs, months, output.resolve(AccuracyHistory.FOLDER));
        List<HistoryFile> changed = keepChanged(output.resolve(AccuracyHistory.FOLDER), outcomes);
        HistoryFiles history = new HistoryFiles(List.of(
                output.resolve(AccuracyHistory.FOLDER), inputs.accuracy().resolve(AccuracyHistory.FOLDER)));
        LocalDate end = end(months);
        LocalDate start = end.minusDays(rules.reportDays());
        AccuracyChecks checks = new AccuracyChecks(rules, history, before.checks());
        Optional<IntervalCorrections> corrections = corrections(history, end);
        List<QuantityAccuracy> quantities = quantities(history, start, end, runs, checks, corrections);
        AccuracySummary summary =
                new AccuracySummary(asOf, start, end.minusDays(1), quantities, outcomes, runs.unusable(), changed);
        if (corrections.isPresent()) {
            corrections.get().write(output.resolve(IntervalCorrections.FOLDER));
        }
        new AccuracyState(months, checks.states()).write(output);
        AccuracyPage.of(summary, rules).write(output.resolve(AccuracySummary.PAGE_NAME));
        Files.writeString(output.resolve(AccuracySummary.FILE_NAME), summary.toJson());
        return summary;
    }

    private List<MonthOutcome> scoreMonths(IssuedRuns runs, Map<String, MonthState> months, Path history)
            throws IOException {
        List<MonthOutcome> outcomes = new ArrayList<>();
        SortedSet<String> all = new TreeSet<>(months.keySet());
        SortedSet<YearMonth> reached = monthsOf(runs, scoring.step());
        reached.forEach(month -> all.add(month.toString()));
        Path work = Files.createTempDirectory("edf-accuracy");
        try {
            MonthScoring scorer = new MonthScoring(scoring, work, progress);
            for (String name : all) {
                YearMonth month = YearMonth.parse(name);
                MonthState known = months.get(name);
                if (known != null && !runs.gone(known.runs()).isEmpty()) {
                    outcomes.add(new MonthOutcome(name, KEPT));
                    continue;
                }
                MonthPlan plan = MonthPlan.of(month, runs, inputs.readings(), scoring);
                if (known != null && known.fingerprint().equals(plan.fingerprint())) {
                    outcomes.add(new MonthOutcome(name, UNCHANGED));
                    continue;
                }
                Optional<LocalDate> newest = scorer.score(plan, history);
                months.put(name, new MonthState(plan.fingerprint(), plan.runIds(), newest.orElse(null)));
                outcomes.add(new MonthOutcome(name, SCORED));
            }
        } finally {
            TemporaryFolders.delete(work);
        }
        return outcomes;
    }

    private static SortedSet<YearMonth> monthsOf(IssuedRuns runs, TimeStep step) {
        SortedSet<YearMonth> months = new TreeSet<>();
        for (Quantity quantity : Quantity.values()) {
            for (IssuedRun run : runs.of(quantity)) {
                YearMonth last = YearMonth.from(day(run.end(step).minusSeconds(1)));
                for (YearMonth month = YearMonth.from(day(run.issuedAt()));
                        !month.isAfter(last);
                        month = month.plusMonths(1)) {
                    months.add(month);
                }
            }
        }
        return months;
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** Removes what is the same as before, so that only changes are published. */
    private List<HistoryFile> keepChanged(Path history, List<MonthOutcome> outcomes) throws IOException {
        HistoryFiles before = new HistoryFiles(List.of(inputs.accuracy().resolve(AccuracyHistory.FOLDER)));
        List<HistoryFile> changed = new ArrayList<>();
        for (MonthOutcome outcome : outcomes) {
            for (int shard = 0; outcome.outcome().equals(SCORED) && shard < AccuracyFile.SHARDS; shard++) {
                AccuracyFile file = new AccuracyFile(YearMonth.parse(outcome.month()), shard);
                Path written = history.resolve(file.name());
                Optional<Path> old = before.find(file);
                if (old.isPresent() && Files.mismatch(old.get(), written) < 0) {
                    Files.delete(written);
                } else {
                    changed.add(new HistoryFile(file.name(), Checksums.sha256(Files.readAllBytes(written))));
                }
            }
        }
        return changed;
    }

    /** The day after the newest that is scored and has ended; the first that is not due where nothing is. */
    private LocalDate end(Map<String, MonthState> months) {
        LocalDate notDue = notDue();
        return months.values().stream()
                .map(MonthState::newestDay)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .map(newest -> newest.isBefore(notDue) ? newest.plusDays(1) : notDue)
                .orElse(notDue);
    }

    /** The first day whose readings cannot all be expected yet. */
    private LocalDate notDue() {
        return day(asOf.minus(delay));
    }

    /** What the next forecasts' intervals are to be corrected by; empty where that is switched off. */
    private Optional<IntervalCorrections> corrections(HistoryFiles history, LocalDate end) throws IOException {
        if (!correction.enabled()) {
            return Optional.empty();
        }
        CoverageFollower follower = new CoverageFollower(correction, rules.minScoredShare(), end);
        history.read(follower.first(), follower.end(), follower::add);
        return Optional.of(follower.corrections());
    }

    private List<QuantityAccuracy> quantities(
            HistoryFiles history,
            LocalDate start,
            LocalDate end,
            IssuedRuns runs,
            AccuracyChecks checks,
            Optional<IntervalCorrections> corrections)
            throws IOException {
        FleetAccuracy accuracy = new FleetAccuracy(rules);
        history.read(start, end, accuracy::add);
        FleetScores scores = new FleetScores(accuracy);
        List<QuantityAccuracy> quantities = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            Fleet known = accuracy.fleet(quantity);
            DueDays due = due(runs.of(quantity));
            if (known != null || due != null) {
                Fleet fleet = known == null ? new Fleet() : known;
                List<Check> found = checks.judge(quantity, accuracy, fleet, due);
                quantities.add(scores.of(quantity, fleet, found, CorrectionSummaries.of(corrections, quantity)));
            }
        }
        return quantities;
    }

    /** Null where there are none. */
    private @Nullable DueDays due(List<IssuedRun> runs) {
        DueDays due = null;
        LocalDate lastDue = notDue().minusDays(1);
        for (IssuedRun run : runs) {
            LocalDate first = day(run.issuedAt());
            LocalDate end = day(run.end(scoring.step()).minusSeconds(1));
            LocalDate last = end.isBefore(lastDue) ? end : lastDue;
            if (!last.isBefore(first)) {
                due = new DueDays(
                        due == null ? first : due.first(),
                        due == null || last.isAfter(due.newest()) ? last : due.newest());
            }
        }
        return due;
    }
}
