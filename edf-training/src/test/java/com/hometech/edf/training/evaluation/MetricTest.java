package com.hometech.edf.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.accuracy.Pinball;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTest {
    private static final BuildingScale NO_SCALE = new BuildingScale(Double.NaN, Double.NaN);

    /** Quarterly beer production of Australia, 1992 to 2007 (megalitres), and 2008 to the second quarter of 2010. */
    private static final double[] BEER = {
        443, 410, 420, 532, 433, 421, 410, 512, 449, 381, 423, 531, 426, 408, 416, 520, 409, 398, 398, 507, 432, 398,
        406, 526, 428, 397, 403, 517, 435, 383, 424, 521, 421, 402, 414, 500, 451, 380, 416, 492, 428, 408, 406, 506,
        435, 380, 421, 490, 435, 390, 412, 454, 416, 403, 408, 482, 438, 386, 405, 491, 427, 383, 394, 473
    };

    private static final double[] BEER_AFTER = {420, 390, 410, 488, 415, 398, 419, 488, 414, 374};

    @ParameterizedTest(name = "{0}: RMSE {1}, MAE {2}, MAPE {3}, MASE {4}")
    @CsvSource({
        "mean, 38.4, 34.8, 8.28, 2.44",
        "naive, 62.7, 57.4, 14.2, 4.01",
        "drift, 64.9, 58.9, 14.6, 4.12",
        "seasonal naive, 14.3, 13.4, 3.17, 0.937"
    })
    @DisplayName("the beer example of Hyndman and Athanasopoulos, section 5.8, comes out as published")
    void thePublishedExampleComesOut(String method, double rmse, double mae, double mape, double mase) {
        Scorecard card = score(BEER_AFTER, beerForecast(method), new BuildingScale(1, seasonalScale(BEER, 4)));

        assertThat(card.get(Candidate.MODEL, Metric.RMSE)).isCloseTo(rmse, within(0.05));
        assertThat(card.get(Candidate.MODEL, Metric.MAE)).isCloseTo(mae, within(0.05));
        assertThat(card.get(Candidate.MODEL, Metric.MAPE)).isCloseTo(mape, within(0.05));
        assertThat(card.get(Candidate.MODEL, Metric.MASE)).isCloseTo(mase, within(0.005));
    }

    @Test
    void handComputedErrors() {
        // errors 1, -2, 0, 5; sum |e| 8, sum e² 30, sum |actual| 20
        Scorecard card = score(new double[] {4, 10, 6, 0}, new double[] {5, 8, 6, 5}, new BuildingScale(5, 2));

        assertThat(card.get(Candidate.MODEL, Metric.MAE)).isEqualTo(2.0);
        assertThat(card.get(Candidate.MODEL, Metric.RMSE)).isEqualTo(Math.sqrt(7.5));
        assertThat(card.get(Candidate.MODEL, Metric.WAPE)).isEqualTo(40.0);
        assertThat(card.get(Candidate.MODEL, Metric.BIAS)).isEqualTo(1.0);
        assertThat(card.get(Candidate.MODEL, Metric.RELATIVE_BIAS)).isEqualTo(20.0);
        assertThat(card.get(Candidate.MODEL, Metric.MASE)).isEqualTo(1.0);
        assertThat(card.get(Candidate.MODEL, Metric.CV_RMSE)).isCloseTo(100 * Math.sqrt(7.5) / 5, within(1e-12));
        // the reading of 0 has no percentage error: (1/4 + 2/10 + 0) / 3
        assertThat(card.get(Candidate.MODEL, Metric.MAPE)).isCloseTo(15.0, within(1e-12));
        assertThat(card.get(Candidate.MODEL, Metric.MAPE_LEFT_OUT)).isEqualTo(25.0);
        // 2/9, 4/18, 0, 10/5
        assertThat(card.get(Candidate.MODEL, Metric.SMAPE))
                .isCloseTo(100 * (2 / 9.0 + 4 / 18.0 + 2) / 4, within(1e-12));
    }

    @Test
    void readingsUpToOnePercentOfTheMeanHaveNoPercentageError() {
        BuildingScale scale = new BuildingScale(100, Double.NaN);

        Scorecard card = score(new double[] {1.0, 1.01, 100}, new double[] {50, 2.02, 110}, scale);

        assertThat(card.get(Candidate.MODEL, Metric.MAPE)).isCloseTo((100 + 10) / 2.0, within(1e-9));
        assertThat(card.get(Candidate.MODEL, Metric.MAPE_LEFT_OUT)).isCloseTo(100 / 3.0, within(1e-9));
    }

    @Test
    void relativeErrorsDoNotDependOnTheUnit() {
        double[] actual = series(1, 500);
        double[] forecast = series(2, 500);
        double scale = seasonalScale(actual, 168);

        Scorecard inKwh = score(actual, forecast, new BuildingScale(50, scale));
        Scorecard inWh = score(times(actual, 1000), times(forecast, 1000), new BuildingScale(50_000, scale * 1000));

        for (Metric metric : new Metric[] {Metric.WAPE, Metric.MAPE, Metric.SMAPE, Metric.MASE, Metric.CV_RMSE}) {
            assertThat(inWh.get(Candidate.MODEL, metric))
                    .as(metric.key())
                    .isCloseTo(inKwh.get(Candidate.MODEL, metric), within(1e-9));
        }
        assertThat(inWh.get(Candidate.MODEL, Metric.MAE))
                .isCloseTo(1000 * inKwh.get(Candidate.MODEL, Metric.MAE), within(1e-6));
    }

    @Test
    void theHourAWeekAgoHasAMaseOfOneInSample() {
        double[] series = series(3, 2000);
        double[] actual = Arrays.copyOfRange(series, 168, series.length);
        double[] weekAgo = Arrays.copyOfRange(series, 0, series.length - 168);

        Scorecard card = score(actual, weekAgo, new BuildingScale(50, seasonalScale(series, 168)));

        assertThat(card.get(Candidate.MODEL, Metric.MASE)).isCloseTo(1.0, within(1e-12));
    }

    @Test
    void pinballLossAtTheMedianIsHalfTheAbsoluteError() {
        double[] actual = series(4, 100);
        double[] forecast = series(5, 100);
        for (int row = 0; row < actual.length; row++) {
            assertThat(Pinball.loss(0.5, actual[row], forecast[row]))
                    .isEqualTo(Math.abs(actual[row] - forecast[row]) / 2);
        }
    }

    @Test
    void pinballLossPunishesTheRareSide() {
        assertThat(Pinball.loss(0.9, 10, 8)).isCloseTo(1.8, within(1e-12));
        assertThat(Pinball.loss(0.9, 8, 10)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void pinballLossIsLeastAtTheQuantile() {
        double[] sorted = series(6, 1001);
        Arrays.sort(sorted);

        double atQuantile = meanPinball(0.9, sorted, sorted[900]);

        assertThat(meanPinball(0.9, sorted, sorted[850])).isGreaterThan(atQuantile);
        assertThat(meanPinball(0.9, sorted, sorted[950])).isGreaterThan(atQuantile);
    }

    @Test
    void handComputedIntervals() {
        BuildingScale scale = new BuildingScale(20, Double.NaN);
        IntervalErrors errors = new IntervalErrors(List.of(0.1, 0.5, 0.9));
        errors.add(10, new double[] {8, 10, 12}, scale); // inside, width 4
        errors.add(12, new double[] {8, 10, 12}, scale); // on the edge counts as inside
        errors.add(15, new double[] {8, 10, 12}, scale); // 3 above: penalty 2 / 0.2 * 3 = 30
        errors.add(7, new double[] {8, 10, 14}, scale); // 1 below: penalty 10, width 6
        Scorecard card = new Scorecard();
        errors.writeTo(card);

        assertThat(card.get(Candidate.MODEL, Metric.COVERAGE)).isEqualTo(50.0);
        assertThat(card.get(Candidate.MODEL, Metric.WIDTH)).isEqualTo(4.5);
        assertThat(card.get(Candidate.MODEL, Metric.INTERVAL_SCORE)).isCloseTo((18 + 40) / 4.0, within(1e-9));
        assertThat(card.get(Candidate.MODEL, Metric.RELATIVE_WIDTH)).isCloseTo(100 * 18 / 44.0, within(1e-9));
        // lower 0.2 0.4 0.7 0.9, middle 0 1 2.5 1.5, upper 0.2 0 2.7 0.7
        assertThat(card.get(Candidate.MODEL, Metric.PINBALL)).isCloseTo(10.8 / 12, within(1e-9));
        assertThat(card.get(Candidate.MODEL, Metric.RELATIVE_PINBALL)).isCloseTo(100 * 10.8 / 12 / 20, within(1e-9));
    }

    @Test
    void thePinballLossIsTheMeanOverAllLevelsAndTheIntervalThatOfTheOutermost() {
        IntervalErrors errors = new IntervalErrors(List.of(0.05, 0.1, 0.5, 0.9, 0.95));
        errors.add(15, new double[] {6, 8, 10, 12, 14}, NO_SCALE);
        Scorecard card = new Scorecard();
        errors.writeTo(card);

        assertThat(card.get(Candidate.MODEL, Metric.PINBALL))
                .isCloseTo((0.05 * 9 + 0.1 * 7 + 0.5 * 5 + 0.9 * 3 + 0.95) / 5, within(1e-12));
        assertThat(card.get(Candidate.MODEL, Metric.WIDTH)).isEqualTo(8);
        assertThat(card.get(Candidate.MODEL, Metric.INTERVAL_SCORE)).isCloseTo(8 + 2 / 0.1 * 1, within(1e-9));
        assertThat(card.get(Candidate.MODEL, Metric.COVERAGE)).isZero();
    }

    @Test
    void theIntervalScoreIsTheSumOfBothPinballLossesTimesTwoOverAlpha() {
        // Gneiting and Raftery (2007), section 6.2, for the central interval: IS = 2 / alpha (pinball lower + upper)
        IntervalErrors errors = new IntervalErrors(List.of(0.1, 0.5, 0.9));
        errors.add(17.5, new double[] {18, 18, 24}, NO_SCALE);
        Scorecard card = new Scorecard();
        errors.writeTo(card);

        double pinballs = Pinball.loss(0.1, 17.5, 18) + Pinball.loss(0.9, 17.5, 24);
        assertThat(card.get(Candidate.MODEL, Metric.INTERVAL_SCORE)).isCloseTo(2 / 0.2 * pinballs, within(1e-9));
    }

    @Test
    void whatHasNothingToStandOnIsNotANumber() {
        Scorecard empty = score(new double[0], new double[0], NO_SCALE);
        Scorecard zeros = score(new double[] {0, 0}, new double[] {0, 1}, NO_SCALE);

        for (Metric metric : Metric.values()) {
            assertThat(empty.get(Candidate.MODEL, metric)).as(metric.key()).isNaN();
        }
        assertThat(zeros.get(Candidate.MODEL, Metric.WAPE)).isNaN();
        assertThat(zeros.get(Candidate.MODEL, Metric.MAPE)).isNaN();
        assertThat(zeros.get(Candidate.MODEL, Metric.MASE)).isNaN();
        assertThat(zeros.get(Candidate.MODEL, Metric.SMAPE)).isEqualTo(100.0);
    }

    @Test
    void theMedianLeavesOutWhatIsNotDefined() {
        assertThat(Median.of(new double[] {3, Double.NaN, 1, 2})).isEqualTo(2.0);
        assertThat(Median.of(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
        assertThat(Median.of(new double[] {Double.NaN})).isNaN();
    }

    private static Scorecard score(double[] actual, double[] forecast, BuildingScale scale) {
        PointErrors errors = new PointErrors();
        for (int row = 0; row < actual.length; row++) {
            errors.add(actual[row], forecast[row], scale);
        }
        Scorecard card = new Scorecard();
        errors.writeTo(card, Candidate.MODEL);
        return card;
    }

    private static double[] beerForecast(String method) {
        double last = BEER[BEER.length - 1];
        double mean = Arrays.stream(BEER).average().orElseThrow();
        double drift = (last - BEER[0]) / (BEER.length - 1);
        return IntStream.range(0, BEER_AFTER.length)
                .mapToDouble(step -> switch (method) {
                    case "mean" -> mean;
                    case "naive" -> last;
                    case "drift" -> last + drift * (step + 1);
                    default -> BEER[BEER.length - 4 + step % 4];
                })
                .toArray();
    }

    private static double seasonalScale(double[] series, int season) {
        return IntStream.range(season, series.length)
                .mapToDouble(row -> Math.abs(series[row] - series[row - season]))
                .average()
                .orElseThrow();
    }

    private static double[] series(long seed, int length) {
        Random random = new Random(seed);
        return random.doubles(length).map(value -> 20 + 60 * value).toArray();
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }

    private static double meanPinball(double level, double[] actual, double forecast) {
        return Arrays.stream(actual)
                .map(value -> Pinball.loss(level, value, forecast))
                .average()
                .orElseThrow();
    }
}
