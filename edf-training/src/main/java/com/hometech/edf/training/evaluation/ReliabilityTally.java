package com.hometech.edf.training.evaluation;

import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.training.evaluation.Reliability.IntervalValues;
import com.hometech.edf.training.evaluation.Reliability.QuantileValues;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Counts how often readings lie at or below each quantile and inside each central interval: over all leads, and by day. */
final class ReliabilityTally {
    private final ScoredLevels levels;
    private final LeadBuckets days;
    private final List<IntervalLevels> central;
    /** Of each central interval, the positions of its ends among all levels. */
    private final int[][] ends;
    /** Position 0 holds all leads, position d + 1 the day d. */
    private final List<Leads> leads;

    private final double[] kwh;

    ReliabilityTally(ScoredLevels levels, LeadBuckets days) {
        this.levels = levels;
        this.days = days;
        this.central = levels.centralIntervals();
        this.ends = central.stream()
                .map(pair -> new int[] {
                    levels.all().indexOf(pair.lower()), levels.all().indexOf(pair.upper())
                })
                .toArray(int[][]::new);
        this.kwh = new double[levels.all().size()];
        this.leads = IntStream.rangeClosed(0, days.count())
                .mapToObj(position -> new Leads())
                .toList();
    }

    void add(Outcomes outcomes, int row) {
        levels.fill(outcomes.prediction(), row, kwh);
        leads.get(0).add(outcomes.actualKwh(row));
        leads.get(1 + days.of(outcomes.table().leadHours(row))).add(outcomes.actualKwh(row));
    }

    Reliability values() {
        List<QuantileValues> quantiles = new ArrayList<>();
        List<IntervalValues> intervals = new ArrayList<>();
        for (int position = 0; position < leads.size(); position++) {
            String name = GroupScoring.nameOf(position);
            Leads ofLeads = leads.get(position);
            for (int level = 0; level < kwh.length; level++) {
                quantiles.add(ofLeads.quantile(name, level));
            }
            for (int pair = 0; pair < ends.length; pair++) {
                intervals.add(ofLeads.interval(name, pair));
            }
        }
        return new Reliability(quantiles, intervals);
    }

    /** Sums over some leads. */
    private final class Leads {
        private final QuantileErrors errors = new QuantileErrors(levels.all());
        private final long[] covered = new long[ends.length];
        private final double[] width = new double[ends.length];

        /** Adds the row whose quantiles are in {@link #kwh}. */
        void add(double actualKwh) {
            errors.add(actualKwh, kwh);
            for (int pair = 0; pair < ends.length; pair++) {
                double lower = kwh[ends[pair][0]];
                double upper = kwh[ends[pair][1]];
                covered[pair] += lower <= actualKwh && actualKwh <= upper ? 1 : 0;
                width[pair] += upper - lower;
            }
        }

        QuantileValues quantile(String name, int level) {
            return new QuantileValues(
                    name,
                    levels.all().get(level),
                    EvaluationReport.nullable(errors.atOrBelowPercent(level)),
                    EvaluationReport.nullable(errors.pinballKwh(level)));
        }

        IntervalValues interval(String name, int pair) {
            IntervalLevels pairOfLevels = central.get(pair);
            return new IntervalValues(
                    name,
                    pairOfLevels.lower(),
                    pairOfLevels.upper(),
                    pairOfLevels.nominalCoveragePercent(),
                    EvaluationReport.nullable(100.0 * covered[pair] / errors.rows()),
                    EvaluationReport.nullable(width[pair] / errors.rows()));
        }
    }
}
