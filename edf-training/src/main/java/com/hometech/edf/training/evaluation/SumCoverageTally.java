package com.hometech.edf.training.evaluation;

import com.hometech.edf.data.accuracy.PointSums;
import com.hometech.edf.inference.area.SumInterval;
import com.hometech.edf.training.evaluation.SumScores.Coverage;
import com.hometech.edf.training.evaluation.SumScores.Kind;
import com.hometech.edf.training.evaluation.SumScores.SumCoverage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Counts how often sums of one kind lie inside their intervals: over all leads, and by day. */
final class SumCoverageTally {
    /** Position 0 holds all leads, position d + 1 the day d. */
    private final List<Leads> leads;

    private final Kind kind;

    SumCoverageTally(Kind kind, int days) {
        this.kind = kind;
        leads = IntStream.rangeClosed(0, days).mapToObj(position -> new Leads()).toList();
    }

    /**
     * Adds a sum. One that is certain and right, as of generation at night, says nothing.
     *
     * @param day ahead, from 0
     * @param intervals of the sum: with measured correlations, of the ends, of independent errors
     */
    void add(int day, double actualKwh, List<SumInterval> intervals) {
        SumInterval any = intervals.get(0);
        if (any.lower() == any.upper() && any.lower() == actualKwh) {
            return;
        }
        leads.get(0).add(actualKwh, intervals);
        leads.get(day + 1).add(actualKwh, intervals);
    }

    /** Of all leads and of each day that has a sum. */
    List<SumCoverage> coverages() {
        List<SumCoverage> coverages = new ArrayList<>();
        for (int position = 0; position < leads.size(); position++) {
            Leads counted = leads.get(position);
            if (counted.rows > 0) {
                coverages.add(new SumCoverage(
                        kind,
                        GroupScoring.nameOf(position),
                        counted.rows,
                        counted.coverage(0),
                        counted.coverage(1),
                        counted.coverage(2)));
            }
        }
        return coverages;
    }

    private static final class Leads {
        private static final int INTERVALS = 3;

        long rows;
        private double absoluteActual;
        private final long[] covered = new long[INTERVALS];
        private final double[] width = new double[INTERVALS];

        void add(double actualKwh, List<SumInterval> intervals) {
            rows++;
            absoluteActual += Math.abs(actualKwh);
            for (int i = 0; i < INTERVALS; i++) {
                SumInterval interval = intervals.get(i);
                covered[i] += interval.lower() <= actualKwh && actualKwh <= interval.upper() ? 1 : 0;
                width[i] += interval.upper() - interval.lower();
            }
        }

        Coverage coverage(int interval) {
            return new Coverage(
                    100.0 * covered[interval] / rows,
                    EvaluationReport.nullable(PointSums.ratioPercent(width[interval], absoluteActual)));
        }
    }
}
