package com.hometech.edf.inference.retraining;

import com.hometech.edf.common.config.MonitoringConfig.ChallengerConfig;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.data.watch.ChallengerComparison;
import com.hometech.edf.data.watch.ChallengerComparison.Scores;
import com.hometech.edf.data.watch.ChallengerComparison.UseTypeScores;
import com.hometech.edf.data.watch.ChallengerComparison.Verdict;
import com.hometech.edf.inference.retraining.RetrainingState.Approval;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What speaks against letting a model go live without a person. A comparison is trusted only for the model that forecasts now, and
 * where it is of the last days.
 */
public final class ApprovalPolicy {
    /** A comparison whose last day is older says nothing about today. */
    private static final int MOST_DAYS_OLD = 7;

    private static final double PERCENT = 100;

    private final ChallengerConfig rules;

    public ApprovalPolicy(ChallengerConfig rules) {
        this.rules = rules;
    }

    /**
     * What speaks against it, in sentences; empty where nothing does.
     *
     * @param live the model that forecasts, as {@code group/version}
     * @param alarms that last
     * @param before approvals of this kind, also of other groups
     */
    public List<String> obstacles(
            ChallengerComparison comparison, String live, Instant asOf, List<Alarm> alarms, List<Approval> before) {
        List<String> obstacles = new ArrayList<>();
        if (!comparison.champion().equals(live)) {
            obstacles.add("It was compared with " + comparison.champion() + ", but " + live + " forecasts now.");
        }
        long daysOld = ChronoUnit.DAYS.between(
                comparison.lastDay(), asOf.atOffset(ZoneOffset.UTC).toLocalDate());
        if (daysOld > MOST_DAYS_OLD) {
            obstacles.add("The last day of the comparison, " + comparison.lastDay() + ", is " + daysOld + " days ago.");
        }
        if (comparison.days() < rules.minDays()) {
            obstacles.add("%d days are compared; min_days asks for %d.".formatted(comparison.days(), rules.minDays()));
        }
        if (comparison.verdict() != Verdict.BETTER || comparison.error().upperPercent() > -PERCENT * rules.minGain()) {
            obstacles.add(String.format(
                    Locale.ROOT,
                    "Its errors are not certain to be %.1f %% smaller (min_gain): %+.1f %%, at most %+.1f %%.",
                    PERCENT * rules.minGain(),
                    comparison.error().percent(),
                    comparison.error().upperPercent()));
        }
        if (!(comparison.pinball().percent() <= 0)) {
            obstacles.add(String.format(
                    Locale.ROOT,
                    "Its intervals are worse: pinball loss %+.1f %%.",
                    comparison.pinball().percent()));
        }
        addCoverage(comparison.challengerScores(), obstacles);
        comparison.useTypes().forEach(scores -> addUseType(scores, obstacles));
        alarms.stream()
                .filter(alarm -> alarm.remedy() == Remedy.REPAIR_DATA && alarm.scope() != Scope.BUILDING)
                .filter(alarm -> alarm.quantity() == null || alarm.quantity() == comparison.quantity())
                .forEach(alarm -> obstacles.add("Data are faulty: " + alarm.text()));
        before.stream()
                .filter(approval -> approval.modelVersion().startsWith(group(live))
                        && !approval.asOf().equals(asOf))
                .filter(approval ->
                        approval.asOf().isAfter(asOf.minus(rules.minDaysBetweenApprovals(), ChronoUnit.DAYS)))
                .forEach(approval ->
                        obstacles.add("%s went live on %s without a person; min_days_between_approvals is %d."
                                .formatted(
                                        approval.modelVersion(),
                                        approval.asOf().atOffset(ZoneOffset.UTC).toLocalDate(),
                                        rules.minDaysBetweenApprovals())));
        return obstacles;
    }

    private static String group(String modelVersion) {
        return modelVersion.substring(0, modelVersion.indexOf('/') + 1);
    }

    private void addCoverage(Scores scores, List<String> obstacles) {
        if (!(Math.abs(scores.coveragePercent() - scores.nominalPercent()) <= PERCENT * rules.coverageTolerance())) {
            obstacles.add(String.format(
                    Locale.ROOT,
                    "Its intervals held %.1f %% of the readings, not %.0f %% (coverage_tolerance %.1f %%).",
                    scores.coveragePercent(),
                    scores.nominalPercent(),
                    PERCENT * rules.coverageTolerance()));
        }
    }

    private void addUseType(UseTypeScores scores, List<String> obstacles) {
        if (scores.challengerWapePercent() > scores.championWapePercent() * (1 + rules.maxClassLoss())) {
            obstacles.add(String.format(
                    Locale.ROOT,
                    "It is worse for buildings of use %s: WAPE %.1f %% instead of %.1f %% (max_class_loss).",
                    scores.useType(),
                    scores.challengerWapePercent(),
                    scores.championWapePercent()));
        }
    }
}
