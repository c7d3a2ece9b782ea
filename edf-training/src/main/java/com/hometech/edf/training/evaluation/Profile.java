package com.hometech.edf.training.evaluation;

import com.hometech.edf.data.accuracy.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Scores by position, such as the hour of the day: the median over buildings, so that no building dominates. Of each
 * building and position only what is shown is kept: WAPE of every candidate, coverage and width of the interval.
 */
final class Profile {
    private static final List<Cell> KEPT = Stream.concat(
                    Stream.of(Candidate.values()).map(candidate -> new Cell(candidate, Metric.WAPE)),
                    Stream.of(Metric.COVERAGE, Metric.RELATIVE_WIDTH).map(metric -> new Cell(Candidate.MODEL, metric)))
            .toList();

    private final ScoredLevels levels;
    private final ScoreSheet[] current;
    private final long[] rows;
    private final List<List<double[]>> keptByPosition;

    private record Cell(Candidate candidate, Metric metric) {}

    Profile(int positions, ScoredLevels levels) {
        this.levels = levels;
        current = new ScoreSheet[positions];
        rows = new long[positions];
        keptByPosition = IntStream.range(0, positions)
                .mapToObj(position -> (List<double[]>) new ArrayList<double[]>())
                .toList();
        clear();
    }

    void add(int position, Outcomes outcomes, int row, BuildingScale scale) {
        current[position].add(outcomes, row, scale);
    }

    void finishBuilding() {
        for (int position = 0; position < current.length; position++) {
            if (current[position].rows() > 0) {
                rows[position] += current[position].rows();
                Scorecard card = current[position].card();
                keptByPosition
                        .get(position)
                        .add(KEPT.stream()
                                .mapToDouble(cell -> card.get(cell.candidate(), cell.metric()))
                                .toArray());
            }
        }
        clear();
    }

    long rows(int position) {
        return rows[position];
    }

    /** Median over buildings at a position. */
    Scorecard median(int position) {
        Scorecard median = new Scorecard();
        for (int index = 0; index < KEPT.size(); index++) {
            int kept = index;
            double[] values = keptByPosition.get(position).stream()
                    .mapToDouble(building -> building[kept])
                    .toArray();
            median.set(KEPT.get(index).candidate(), KEPT.get(index).metric(), Median.of(values));
        }
        return median;
    }

    int positions() {
        return current.length;
    }

    private void clear() {
        for (int position = 0; position < current.length; position++) {
            current[position] = new ScoreSheet(levels);
        }
    }
}
