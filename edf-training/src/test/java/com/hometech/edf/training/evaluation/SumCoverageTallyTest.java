package com.hometech.edf.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.hometech.edf.inference.area.SumInterval;
import com.hometech.edf.training.evaluation.SumScores.Coverage;
import com.hometech.edf.training.evaluation.SumScores.Kind;
import com.hometech.edf.training.evaluation.SumScores.SumCoverage;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SumCoverageTallyTest {
    private static final List<SumInterval> NIGHT =
            List.of(new SumInterval(0, 0, 0), new SumInterval(0, 0, 0), new SumInterval(0, 0, 0));

    @Test
    void eachKindOfIntervalIsCountedForItself() {
        SumCoverageTally tally = new SumCoverageTally(Kind.SITE, 2);
        tally.add(0, 12, List.of(interval(8, 11), interval(5, 15), interval(9, 10.5)));
        tally.add(1, 8, List.of(interval(8, 11), interval(5, 15), interval(9, 10.5)));

        assertThat(tally.coverages())
                .containsExactly(
                        new SumCoverage(
                                Kind.SITE,
                                "all",
                                2,
                                new Coverage(50, 30.0),
                                new Coverage(100, 100.0),
                                new Coverage(0, 15.0)),
                        new SumCoverage(
                                Kind.SITE,
                                "1-24",
                                1,
                                new Coverage(0, 25.0),
                                new Coverage(100, 1000 / 12.0),
                                new Coverage(0, 12.5)),
                        new SumCoverage(
                                Kind.SITE,
                                "25-48",
                                1,
                                new Coverage(100, 37.5),
                                new Coverage(100, 125.0),
                                new Coverage(0, 18.75)));
    }

    @Test
    @DisplayName("generation at night is certain: it does not count, unless there was some")
    void nights() {
        SumCoverageTally tally = new SumCoverageTally(Kind.ALL_BUILDINGS, 1);
        tally.add(0, 0, NIGHT);
        assertThat(tally.coverages()).isEmpty();

        tally.add(0, 1, NIGHT);
        assertThat(tally.coverages())
                .extracting(SumCoverage::rows, sum -> sum.measured().coveragePercent())
                .containsOnly(tuple(1L, 0.0));
    }

    private static SumInterval interval(double lower, double upper) {
        return new SumInterval(10, lower, upper);
    }
}
