package com.hometech.edf.data.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ZScoreRuleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZScoreRule RULE = new ZScoreRule(3, 28);

    @Test
    void expectsMeanAndDeviationOfTheSameHourBefore() {
        double[] readings = new double[9];
        double[] before = {10, 12, 11, 13, 9, 11, 14, 12};
        System.arraycopy(before, 0, readings, 0, 8);
        readings[8] = 20;

        ZScores scores = RULE.expect(readings, new int[9], TimeStep.DAY);

        // mean and sample standard deviation as R has them: mean(x), sd(x) * sqrt(1 + 1/8)
        assertThat(scores.means()[8]).isCloseTo(11.5, within(1e-12));
        assertThat(scores.deviations()[8]).isCloseTo(1.6035674514745464 * Math.sqrt(1.125), within(1e-12));
        assertThat(scores.score(8, 20)).isCloseTo(8.5 / 1.7008401285415224, within(1e-9));
        assertThat(RULE.isOutOfTheOrdinary(scores.score(8, 20))).isTrue();
        assertThat(RULE.isOutOfTheOrdinary(scores.score(8, 14))).isFalse();
        assertThat(RULE.isOutOfTheOrdinary(scores.score(8, 3))).isTrue();
        assertThat(scores.means()[5]).as("with five readings before").isNaN();
        assertThat(RULE.isOutOfTheOrdinary(scores.score(5, 100))).isFalse();
        assertThat(RULE.isOutOfTheOrdinary(scores.score(8, Double.NaN))).isFalse();
    }

    @Test
    void whatComesLaterOrLongBeforeChangesNothing() {
        double[] readings = noise(70 * 24, 1);
        int[] groups = TimeGroups.of(0, readings.length, TimeStep.HOUR, BERLIN, HolidayCalendar.NONE);
        int index = 50 * 24 + 13;
        ZScores known = RULE.expect(readings, groups, TimeStep.HOUR);

        double[] other = readings.clone();
        Arrays.fill(other, index, other.length, 1e6);
        Arrays.fill(other, 0, index - 28 * 24, 1e6);
        ZScores again = RULE.expect(other, groups, TimeStep.HOUR);

        assertThat(again.means()[index]).isEqualTo(known.means()[index]);
        assertThat(again.deviations()[index]).isCloseTo(known.deviations()[index], within(1e-9));
        other[index - 28 * 24 + 7 * 24] = 1e6;
        assertThat(RULE.expect(other, groups, TimeStep.HOUR).means()[index]).isGreaterThan(known.means()[index]);
    }

    @Test
    void aConstantMeterIsNotOutOfTheOrdinaryForATrifle() {
        double[] readings = new double[40];
        Arrays.fill(readings, 100);

        ZScores scores = RULE.expect(readings, new int[40], TimeStep.DAY);

        assertThat(RULE.isOutOfTheOrdinary(scores.score(39, 105))).isFalse();
        assertThat(RULE.isOutOfTheOrdinary(scores.score(39, 107))).isTrue();
        double[] nothing = new double[40];
        assertThat(RULE.isOutOfTheOrdinary(
                        RULE.expect(nothing, new int[40], TimeStep.DAY).score(39, 0)))
                .as("nothing after nothing")
                .isFalse();
    }

    @Test
    void missingReadingsAreNotLearnedFrom() {
        double[] readings = noise(60, 2);
        double[] holes = readings.clone();
        holes[40] = Double.NaN;
        readings[40] = 1e6;

        assertThat(RULE.expect(holes, new int[60], TimeStep.DAY).means()[59]).isBetween(9.0, 11.0);
        assertThat(RULE.expect(readings, new int[60], TimeStep.DAY).means()[59]).isGreaterThan(1000);
    }

    @Test
    void manyReadingsOfAWindowMatchTheirPlainFormula() {
        double[] readings = noise(900, 3);
        ZScores scores = new ZScoreRule(3, 200).expect(readings, new int[900], TimeStep.DAY);

        for (int index : List.of(300, 555, 899)) {
            double[] window = Arrays.copyOfRange(readings, index - 200, index);
            double mean = Arrays.stream(window).sum() / 200;
            double variance =
                    Arrays.stream(window).map(x -> (x - mean) * (x - mean)).sum() / 199;
            assertThat(scores.means()[index]).isCloseTo(mean, within(1e-9));
            assertThat(scores.deviations()[index]).isCloseTo(Math.sqrt(variance * (1 + 1 / 200.0)), within(1e-9));
        }
    }

    @Test
    void theSameLocalHourIsAlikeOverAChangeOfClocks() {
        HolidayCalendar holidays = new HolidayCalendar(new TreeMap<>(Map.of(LocalDate.parse("2024-04-01"), "Easter")));
        long first = Instant.parse("2024-03-29T00:00:00Z").getEpochSecond();
        int[] groups = TimeGroups.of(first, 5 * 24, TimeStep.HOUR, BERLIN, holidays);

        int fridayAt13 = 12;
        int saturdayAt13 = 24 + 12;
        int sundayAt13 = 48 + 11;
        int holidayAt13 = 72 + 11;
        int tuesdayAt13 = 96 + 11;
        assertThat(groups[tuesdayAt13]).isEqualTo(groups[fridayAt13]);
        assertThat(groups[sundayAt13]).isEqualTo(groups[saturdayAt13]).isNotEqualTo(groups[fridayAt13]);
        assertThat(groups[holidayAt13]).isEqualTo(groups[sundayAt13]);
    }

    @Test
    void aDayStandsForItsLocalDate() {
        long saturday = Instant.parse("2024-06-01T00:00:00Z").getEpochSecond();
        int[] groups = TimeGroups.of(saturday, 3, TimeStep.DAY, ZoneId.of("America/Los_Angeles"), HolidayCalendar.NONE);

        assertThat(groups[0]).isEqualTo(groups[1]).isNotEqualTo(groups[2]);
    }

    @Test
    void joinsHitsInARow() {
        boolean[] hits = {true, false, true, false, false, true, true};

        assertThat(Stretch.of(hits, 1)).containsExactly(new Stretch(0, 3), new Stretch(5, 7));
        assertThat(Stretch.of(hits, 0)).containsExactly(new Stretch(0, 1), new Stretch(2, 3), new Stretch(5, 7));
        assertThat(Stretch.of(hits, 2)).containsExactly(new Stretch(0, 7));
        assertThat(Stretch.of(new boolean[3], 1)).isEmpty();
    }

    @Test
    void refusesSettingsThatSayNothing() {
        assertThatThrownBy(() -> new ZScoreRule(0, 28))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> new ZScoreRule(3, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new ZScoreRule(3, 28, 1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> RULE.expect(new double[2], new int[1], TimeStep.HOUR))
                .isInstanceOf(InvalidInputException.class);
    }

    private static double[] noise(int length, long seed) {
        Random random = new Random(seed);
        double[] values = new double[length];
        Arrays.setAll(values, index -> 10 + random.nextGaussian());
        return values;
    }
}
