package com.hometech.edf.inference.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IntervalCorrectorTest {
    private static final Instant ISSUE = Instant.parse("2024-06-01T05:00:00Z");
    private static final double NO_CEILING = Double.POSITIVE_INFINITY;

    private static ForecastRecord forecast(
            String building, double lead, double lower, double yhat, double upper, ForecastQuantile... quantiles) {
        return new ForecastRecord(
                new BuildingId(building),
                Quantity.CONSUMPTION,
                ISSUE.plusSeconds((long) (3600 * (lead - 1))),
                ISSUE,
                lead,
                yhat,
                lower,
                upper,
                "EDF/1",
                ForecastQuality.MODEL,
                List.of(quantiles));
    }

    private static IntervalCorrector corrector(EndOffsets all) {
        return corrector(new QuantityOffsets(List.of(all, all, all), Map.of()));
    }

    private static IntervalCorrector corrector(QuantityOffsets offsets) {
        return new IntervalCorrector(offsets, 1, "feeds-in"::equals);
    }

    @Test
    void endsMoveByWidthsOfTheInterval() {
        ForecastRecord corrected =
                corrector(new EndOffsets(0.1, -0.05)).correct(forecast("b", 1, 10, 14, 20), NO_CEILING);

        assertThat(corrected.yhatLower()).isCloseTo(9, within(1e-12));
        assertThat(corrected.yhatUpper()).isCloseTo(19.5, within(1e-12));
        assertThat(corrected.yhat()).isEqualTo(14);
    }

    @Test
    void eachBuildingAndDayAheadHasItsOwnOffsets() {
        IntervalCorrector corrector = corrector(new QuantityOffsets(
                List.of(new EndOffsets(0, 0.1), new EndOffsets(0, 0.2)),
                Map.of("known", List.of(new EndOffsets(0, 0.3), new EndOffsets(0, 0.4)))));

        assertThat(corrector.correct(forecast("new", 24, 0, 5, 10), NO_CEILING).yhatUpper())
                .isEqualTo(11);
        assertThat(corrector.correct(forecast("new", 25, 0, 5, 10), NO_CEILING).yhatUpper())
                .isEqualTo(12);
        assertThat(corrector.correct(forecast("known", 1, 0, 5, 10), NO_CEILING).yhatUpper())
                .isEqualTo(13);
        assertThat(corrector
                        .correct(forecast("known", 48, 0, 5, 10), NO_CEILING)
                        .yhatUpper())
                .isEqualTo(14);
        assertThat(corrector
                        .correct(forecast("known", 49, 0, 5, 10), NO_CEILING)
                        .yhatUpper())
                .as("nothing is known of the third day ahead")
                .isEqualTo(10);
    }

    @Test
    void endsStopWhereTheEnergyCannotBe() {
        IntervalCorrector wide = corrector(new EndOffsets(1, 1));

        assertThat(wide.correct(forecast("b", 1, 2, 5, 10), NO_CEILING).yhatLower())
                .isZero();
        assertThat(wide.correct(forecast("feeds-in", 1, 2, 5, 10), NO_CEILING).yhatLower())
                .isEqualTo(-6);
        assertThat(wide.correct(forecast("b", 1, 2, 5, 10), 12).yhatUpper()).isEqualTo(12);
        assertThat(wide.correct(forecast("b", 1, 0, 0, 0), 0).yhatUpper())
                .as("no sunshine at night")
                .isZero();
    }

    @Test
    @DisplayName("whatever the offsets: quantiles never cross, no end is where it cannot be, and going back is exact")
    void quantilesNeverCrossAndGoingBackIsExact() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            double scale = Math.pow(10, random.nextInt(9) - 4);
            boolean feedsIn = random.nextInt(4) == 0;
            double[] kwh = random.doubles(5).map(x -> scale * x * x).sorted().toArray();
            if (feedsIn) {
                double shift = scale * random.nextDouble();
                kwh = Arrays.stream(kwh).map(x -> x - shift).toArray();
            }
            double ceiling = random.nextBoolean() ? NO_CEILING : kwh[4] * (1 + random.nextDouble());
            ForecastRecord before = forecast(
                    feedsIn ? "feeds-in" : "b",
                    1 + random.nextInt(72),
                    kwh[0],
                    kwh[1 + random.nextInt(3)],
                    kwh[4],
                    new ForecastQuantile(0.25, kwh[1]),
                    new ForecastQuantile(0.5, kwh[2]),
                    new ForecastQuantile(0.75, kwh[3]));

            ForecastRecord after = corrector(new EndOffsets(2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1))
                    .correct(before, Math.max(ceiling, kwh[4]));

            assertThat(List.of(after.yhatLower(), kwh[1], kwh[2], kwh[3], after.yhatUpper()))
                    .isSorted();
            assertThat(after.yhat()).isBetween(after.yhatLower(), after.yhatUpper());
            assertThat(after.yhatUpper()).isLessThanOrEqualTo(Math.max(ceiling, kwh[4]));
            assertThat(feedsIn || after.yhatLower() >= 0).isTrue();
            assertThat(after.withoutCorrection()).isEqualTo(before);
        }
    }

    @Test
    void aSecondCorrectionRemembersTheFirstInterval() {
        ForecastRecord before = forecast("b", 1, 10, 14, 20);
        IntervalCorrector corrector = corrector(new EndOffsets(0.1, 0.1));

        assertThat(corrector
                        .correct(corrector.correct(before, NO_CEILING), NO_CEILING)
                        .withoutCorrection())
                .isEqualTo(before);
    }
}
