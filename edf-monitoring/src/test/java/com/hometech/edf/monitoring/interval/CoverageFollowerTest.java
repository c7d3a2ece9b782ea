package com.hometech.edf.monitoring.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.IntervalCorrectionConfig;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.AccuracySums;
import com.hometech.edf.data.accuracy.EndSums;
import com.hometech.edf.data.accuracy.HourCounts;
import com.hometech.edf.data.accuracy.IntervalSums;
import com.hometech.edf.data.accuracy.MissSums;
import com.hometech.edf.inference.correction.EndOffsets;
import com.hometech.edf.inference.correction.IntervalCorrections;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageFollowerTest {
    private static final IntervalCorrectionConfig RULES =
            EdfConfig.defaults().edfMonitoring().intervalCorrection();
    private static final double SHARE = 0.75;
    private static final LocalDate DAY = LocalDate.of(2024, 3, 1);

    private static CoverageFollower follower(LocalDate end) {
        return new CoverageFollower(RULES, SHARE, end);
    }

    private static AccuracyRecord record(
            String building, LocalDate day, int dayAhead, int hours, long below, long above, EndOffsets inForce) {
        return record(building, day, dayAhead, new HourCounts(24, hours, 24 - hours, 0, 0), below, above, inForce);
    }

    private static AccuracyRecord record(
            String building,
            LocalDate day,
            int dayAhead,
            HourCounts counts,
            long below,
            long above,
            EndOffsets inForce) {
        long hours = counts.scored();
        return new AccuracyRecord(
                new BuildingId(building),
                Quantity.CONSUMPTION,
                day,
                dayAhead,
                new AccuracySums(
                        counts,
                        AccuracySums.NONE.points(),
                        IntervalSums.NONE,
                        new MissSums(
                                hours,
                                new EndSums(below, 0.1 * hours, inForce.lower() * hours),
                                new EndSums(above, 0.1 * hours, inForce.upper() * hours))));
    }

    /** Forecasts of a fleet day by day, whose readings fall by a normal distribution beside what the model believes. */
    private static final class Fleet {
        static final int BUILDINGS = 40;
        private static final double END = 1.2816;

        private final Random random = new Random(11);
        private final List<AccuracyRecord> history = new ArrayList<>();
        private final int delay;
        private IntervalCorrections corrections = follower(DAY).corrections();
        private LocalDate day = DAY;
        private final List<Double> coverage = new ArrayList<>();

        /** @param delay days from a forecast until its readings count */
        Fleet(int delay) {
            this.delay = delay;
        }

        /** A day whose readings have this mean and deviation, where the model believes 0 and 1. */
        void day(double mean, double deviation, boolean correcting) {
            long inside = 0;
            for (int building = 0; building < BUILDINGS; building++) {
                EndOffsets moved =
                        correcting ? corrections.of(Quantity.CONSUMPTION).of("b" + building, 0) : EndOffsets.NONE;
                double dayOff = 0.3 * random.nextGaussian();
                int below = 0;
                int above = 0;
                for (int hour = 0; hour < 24; hour++) {
                    double reading = mean + deviation * (dayOff + Math.sqrt(0.91) * random.nextGaussian());
                    below += reading < -END - moved.lower() * 2 * END ? 1 : 0;
                    above += reading > END + moved.upper() * 2 * END ? 1 : 0;
                }
                inside += 24 - below - above;
                history.add(record("b" + building, day, 1, 24, below, above, moved));
            }
            coverage.add(100.0 * inside / (24 * BUILDINGS));
            day = day.plusDays(1);
            CoverageFollower follower = follower(day.minusDays(delay));
            history.forEach(follower::add);
            corrections = follower.corrections();
        }

        EndOffsets all() {
            return corrections.of(Quantity.CONSUMPTION).of("another", 0);
        }

        double coverage(int fromDay, int toDay) {
            return coverage.subList(fromDay, toDay).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
        }
    }

    @Test
    void intervalsThatAreRightStayAsTheyAre() {
        Fleet fleet = new Fleet(1);
        for (int day = 0; day < 90; day++) {
            fleet.day(0, 1, true);
        }

        assertThat(fleet.coverage(0, 90)).isCloseTo(80, within(1.0));
        assertThat(fleet.all().lower()).isCloseTo(0, within(0.03));
        assertThat(fleet.all().upper()).isCloseTo(0, within(0.03));
    }

    @ParameterizedTest(name = "readings count {0} days later")
    @ValueSource(ints = {1, 2, 4})
    void coverageComesBackAfterErrorsHaveGrownAndShifted(int delay) {
        Fleet fleet = new Fleet(delay);
        for (int day = 0; day < 30; day++) {
            fleet.day(0, 1, true);
        }
        for (int day = 0; day < 90; day++) {
            fleet.day(0.5, 1.4, true);
        }

        assertThat(fleet.coverage(30, 32)).as("at first").isLessThan(68);
        assertThat(fleet.coverage(44, 58)).as("two to four weeks later").isBetween(77.0, 83.0);
        for (int day = 58; day + 28 <= 120; day++) {
            assertThat(fleet.coverage(day, day + 28))
                    .as("four weeks from day %s", day)
                    .isBetween(78.5, 81.5);
        }
        // what is needed: the 10 % and 90 % quantiles of N(0.5, 1.4), in widths of the interval of N(0, 1)
        assertThat(fleet.all().lower()).isCloseTo((-0.5 + 0.4 * 1.2816) / 2.5631, within(0.06));
        assertThat(fleet.all().upper()).isCloseTo((0.5 + 0.4 * 1.2816) / 2.5631, within(0.06));
    }

    @Test
    void intervalsThatAreTooWideBecomeNarrower() {
        Fleet fleet = new Fleet(2);
        for (int day = 0; day < 60; day++) {
            fleet.day(0, 0.8, true);
        }

        assertThat(fleet.coverage(0, 3)).isGreaterThan(87);
        assertThat(fleet.coverage(32, 60)).isCloseTo(80, within(1.5));
        assertThat(fleet.all().upper()).isLessThan(-0.05);
    }

    @Test
    void forecastsThatWereNotCorrectedWindNothingUp() {
        Fleet fleet = new Fleet(1);
        for (int day = 0; day < 180; day++) {
            fleet.day(0, 1.4, false);
        }
        assertThat(fleet.all().upper())
                .as("what half a year of uncorrected errors asks for, and no more")
                .isCloseTo(0.4 * 1.2816 / 2.5631, within(0.06));

        for (int day = 0; day < 28; day++) {
            fleet.day(0, 1.4, true);
        }

        assertThat(fleet.coverage(180, 208)).isCloseTo(80, within(2.0));
    }

    @Test
    void onlyTheLastWeeksAndTheCorrectionsThatWereInForceMatter() {
        CoverageFollower all = follower(DAY.plusDays(60));
        CoverageFollower last = follower(DAY.plusDays(60));
        for (int day = 0; day < 60; day++) {
            AccuracyRecord record =
                    record("b", DAY.plusDays(day), 1, 24, day < 30 ? 12 : 3, 2, new EndOffsets(0.1, -0.05));
            all.add(record);
            if (day >= 60 - CoverageFollower.WINDOW_DAYS) {
                last.add(record);
            }
        }

        assertThat(all.corrections()).isEqualTo(last.corrections());
        assertThat(all.corrections().through()).isEqualTo(DAY.plusDays(59));
    }

    @Test
    @DisplayName("I4: the order in which records come makes no difference")
    void theOrderMakesNoDifference() {
        Random random = new Random(5);
        List<AccuracyRecord> records = new ArrayList<>();
        for (int day = 0; day < 28; day++) {
            for (int building = 0; building < 9; building++) {
                for (int ahead = 1; ahead <= 3; ahead++) {
                    records.add(record(
                            "b" + building,
                            DAY.plusDays(day),
                            ahead,
                            24,
                            random.nextInt(6),
                            random.nextInt(6),
                            new EndOffsets(0.01 * building, 0.02)));
                }
            }
        }
        CoverageFollower inOrder = follower(DAY.plusDays(28));
        records.forEach(inOrder::add);
        Collections.shuffle(records, random);
        CoverageFollower shuffled = follower(DAY.plusDays(28));
        records.forEach(shuffled::add);

        assertThat(shuffled.corrections()).isEqualTo(inOrder.corrections());
        assertThat(inOrder.corrections().of(Quantity.CONSUMPTION).all()).hasSize(3);
    }

    @Test
    void aBuildingThatDiffersIsFollowedByItself() {
        CoverageFollower follower = follower(DAY.plusDays(28));
        for (int day = 0; day < 28; day++) {
            for (int building = 0; building < 20; building++) {
                follower.add(
                        record("b" + building, DAY.plusDays(day), 1, 24, 2, building == 0 ? 12 : 2, EndOffsets.NONE));
            }
        }

        IntervalCorrections corrections = follower.corrections();

        EndOffsets different = corrections.of(Quantity.CONSUMPTION).of("b0", 0);
        EndOffsets usual = corrections.of(Quantity.CONSUMPTION).of("b1", 0);
        assertThat(different.upper()).isGreaterThan(usual.upper() + 0.1);
        assertThat(different.lower()).isCloseTo(usual.lower(), within(1e-9));
    }

    @Test
    void noEndMovesFurtherThanItMay() {
        CoverageFollower follower = follower(DAY.plusDays(28));
        for (int day = 0; day < 28; day++) {
            follower.add(record("b", DAY.plusDays(day), 1, 24, 0, 24, new EndOffsets(-5, 5)));
        }

        EndOffsets offsets = follower.corrections().of(Quantity.CONSUMPTION).of("b", 0);

        assertThat(offsets).isEqualTo(new EndOffsets(-RULES.mostNarrowing(), RULES.mostWidening()));
    }

    @Test
    void whatIsHardlyScoredOrHasNoWidthSaysNothing() {
        CoverageFollower follower = follower(DAY.plusDays(28));
        follower.add(record("sparse", DAY, 1, 17, 17, 0, EndOffsets.NONE));
        follower.add(record("night", DAY, 1, new HourCounts(24, 0, 0, 0, 0), 0, 0, EndOffsets.NONE));
        follower.add(record("later", DAY.plusDays(28), 1, 24, 24, 0, EndOffsets.NONE));

        assertThat(follower.corrections().quantities()).isEmpty();
    }
}
