package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.inference.area.ErrorCorrelation;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.training.evaluation.SumScores.Check;
import com.hometech.edf.training.evaluation.SumScores.Correlations;
import com.hometech.edf.training.evaluation.SumScores.SumCoverage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures how errors of buildings and of hours go together, and checks intervals of sums that rest on it. It goes through
 * the forecasts issue by issue: time is linear in the rows, memory beside them is that of one issue.
 *
 * <p>The check is of the code that serves, and honest: correlations come from readings before the middle of the period,
 * forecasts from origins after it.
 */
final class SumScoring {
    private final Outcomes outcomes;
    private final StandardisedErrors errors;
    private final Quantity quantity;
    private final LeadBuckets days;
    private final NavigableMap<Long, List<IssueRows>> byOrigin;

    private SumScoring(
            Outcomes outcomes,
            IntervalLevels levels,
            Quantity quantity,
            LeadBuckets days,
            Map<String, BuildingFacts> facts) {
        this.outcomes = outcomes;
        errors = new StandardisedErrors(outcomes, levels);
        this.quantity = quantity;
        this.days = days;
        byOrigin = IssueRows.byOrigin(outcomes.table(), facts);
    }

    /**
     * Scores of sums.
     *
     * @param levels of the ends of the interval
     * @param quantity that is forecast
     * @param days ahead, by lead
     * @param facts of every building that has rows
     */
    static SumScores of(
            Outcomes outcomes,
            IntervalLevels levels,
            Quantity quantity,
            LeadBuckets days,
            Map<String, BuildingFacts> facts) {
        SumScoring scoring = new SumScoring(outcomes, levels, quantity, days, facts);
        return new SumScores(scoring.correlations(Long.MAX_VALUE), scoring.check());
    }

    /** From the readings before a time. */
    private Correlations correlations(long beforeEpochSecond) {
        CorrelationTally tally = new CorrelationTally();
        byOrigin.headMap(beforeEpochSecond).values().forEach(issue -> {
            Map<Long, Map<SiteId, ErrorGroup>> hours = new TreeMap<>();
            issue.forEach(rows -> add(rows, beforeEpochSecond, hours, tally));
            hours.forEach((target, sites) -> tally.addHour(target, sites.values()));
        });
        return tally.correlations();
    }

    private void add(
            IssueRows rows, long beforeEpochSecond, Map<Long, Map<SiteId, ErrorGroup>> hours, CorrelationTally tally) {
        Map<Integer, ErrorGroup> byDay = new TreeMap<>();
        for (int row = rows.from(); row < rows.to(); row++) {
            long target = outcomes.table().targetEpochSecond(row);
            double error = errors.of(row);
            if (target < beforeEpochSecond && Double.isFinite(error)) {
                hours.computeIfAbsent(target, absent -> new TreeMap<>())
                        .computeIfAbsent(rows.site(), absent -> new ErrorGroup())
                        .add(error);
                byDay.computeIfAbsent(days.of(outcomes.table().leadHours(row)), absent -> new ErrorGroup())
                        .add(error);
            }
        }
        byDay.values().forEach(tally::addDay);
    }

    private @Nullable Check check() {
        List<Long> origins = List.copyOf(byOrigin.keySet());
        if (origins.size() < 2) {
            return null;
        }
        long middle = origins.get(origins.size() / 2);
        Correlations before = correlations(middle);
        SumChecks checks =
                new SumChecks(outcomes, quantity, days, ErrorCorrelation.of(before.metrics(), "the first half"));
        byOrigin.tailMap(middle).values().forEach(checks::add);
        List<SumCoverage> sums = checks.coverages();
        return sums.isEmpty() ? null : new Check(Instant.ofEpochSecond(middle), before, sums);
    }
}
