package com.hometech.edf.data.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccuracySumsTest {
    @Test
    void metricsAreThoseOfFourErrorsByHand() {
        PointTally tally = new PointTally();
        tally.add(10, 12, 1);
        tally.add(20, 16, 1);
        tally.add(0, 1, 1);
        tally.add(10, 10, 1);
        PointSums sums = tally.sums();

        assertThat(sums.maeKwh()).isEqualTo(7.0 / 4);
        assertThat(sums.rmseKwh()).isCloseTo(Math.sqrt(21.0 / 4), within(1e-12));
        assertThat(sums.mapePercent()).isCloseTo(100 * (0.2 + 0.2 + 0) / 3, within(1e-12));
        assertThat(sums.mapeLeftOutPercent()).isEqualTo(25);
        assertThat(sums.wapePercent()).isEqualTo(100 * 7.0 / 40);
        assertThat(sums.biasKwh()).isEqualTo(-1.0 / 4);
        assertThat(sums.biasPercent()).isEqualTo(-2.5);
    }

    @Test
    void aBuildingOfZerosHasNoPercentages() {
        PointTally tally = new PointTally();
        tally.add(0, 2, 0);
        tally.add(0, 0, 0);
        PointSums sums = tally.sums();

        assertThat(sums.maeKwh()).isEqualTo(1);
        assertThat(sums.mapePercent()).isNaN();
        assertThat(sums.wapePercent()).isNaN();
        assertThat(sums.biasPercent()).isNaN();
    }

    @Test
    void sumsOfPartsAreThoseOfTheWhole() {
        Random random = new Random(7);
        PointTally whole = new PointTally();
        PointSums parts = PointSums.NONE;
        for (int part = 0; part < 30; part++) {
            PointTally tally = new PointTally();
            for (int hour = 0; hour < 24; hour++) {
                double actual = random.nextDouble() * 10;
                double forecast = actual + random.nextGaussian();
                whole.add(actual, forecast, 0.5);
                tally.add(actual, forecast, 0.5);
            }
            parts = parts.plus(tally.sums());
        }

        assertThat(parts.hours()).isEqualTo(720);
        assertThat(parts.rmseKwh()).isCloseTo(whole.sums().rmseKwh(), within(1e-12));
        assertThat(parts.mapePercent()).isCloseTo(whole.sums().mapePercent(), within(1e-10));
        assertThat(parts.biasKwh()).isCloseTo(whole.sums().biasKwh(), within(1e-12));
    }

    @Test
    void coverageIsHeldAgainstTheLevelsOfThatTime() {
        IntervalSums wide = new IntervalSums(10, 100, 9, 9, 40, 1, 2);
        IntervalSums narrow = new IntervalSums(30, 300, 21, 24, 60, 2, 4);
        IntervalSums both = wide.plus(narrow);

        assertThat(both.coveragePercent()).isEqualTo(75);
        assertThat(both.nominalPercent()).isEqualTo(82.5);
        assertThat(new IntervalSums(3, 30, 2, 0.8 + 0.8 + 0.8, 6, 1, 2).nominalPercent())
                .as("as people write it, not 80.00000000000001")
                .isEqualTo(80);
        assertThat(both.meanWidthKwh()).isEqualTo(2.5);
        assertThat(both.relativeWidthPercent()).isEqualTo(25);
        assertThat(both.meanUpperPinballKwh()).isEqualTo(0.15);
    }

    @Test
    void theBestBaselineHasTheLowestWape() {
        AccuracySums sums = new AccuracySums(
                new HourCounts(10, 10, 0, 0, 0),
                List.of(point(5), point(20), point(10), point(10)),
                IntervalSums.NONE,
                MissSums.NONE);

        assertThat(sums.bestBaseline()).isEqualTo(Candidate.YESTERDAY);
        assertThat(sums.wapeTo(Candidate.YESTERDAY)).isEqualTo(0.5);
        assertThat(AccuracySums.NONE.bestBaseline()).isEqualTo(Candidate.LAST_WEEK);
        assertThat(AccuracySums.NONE.wapeTo(Candidate.LAST_WEEK)).isNaN();
    }

    private static PointSums point(double absolute) {
        return new PointSums(10, 100, 10, 0, absolute, absolute, 1);
    }
}
