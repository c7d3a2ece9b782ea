package com.hometech.edf.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.additive.CrossValidation.Forecasted;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private final AdditiveModel model = AdditiveModel.builder().build();

    /** Cutoffs go back from the end less the horizon, by half the horizon, to the third horizon from the start. */
    @Test
    void cutoffsAreThoseOfProphet() {
        CrossValidation validation = CrossValidation.of(model, Series.daily(100, 3), Duration.ofDays(20), null, null);

        assertThat(validation.cutoffs()).containsExactly(day(69), day(79));
        assertThat(validation.step()).isEqualTo(Duration.ofDays(10));
        assertThat(validation.first()).isEqualTo(Duration.ofDays(60));
        assertThat(validation.forecasts()).hasSize(40);
        assertThat(validation.forecasts().get(0).time()).isEqualTo(day(70));
        assertThat(validation.forecasts().get(39).horizon()).isEqualTo(Duration.ofDays(20));
        assertThat(validation.seasonalityLongerThanFirst()).isEmpty();
    }

    /** The longest period counts, if it is longer; a shorter first history is allowed, but told. */
    @Test
    void theFirstHistoryHoldsAPeriod() {
        Frame rows = Series.daily(900, 3);
        CrossValidation usual = CrossValidation.of(model, rows, Duration.ofDays(30), Duration.ofDays(300), null);
        CrossValidation shorter =
                CrossValidation.of(model, rows, Duration.ofDays(30), Duration.ofDays(300), Duration.ofDays(200));

        assertThat(usual.first()).isEqualTo(Duration.ofHours(8766));
        assertThat(usual.cutoffs()).containsExactly(day(569), day(869));
        assertThat(shorter.cutoffs()).containsExactly(day(269), day(569), day(869));
        assertThat(shorter.seasonalityLongerThanFirst().orElseThrow().name()).isEqualTo("yearly");
    }

    @Test
    void aGapIsPassedOver() {
        Frame all = Series.daily(150, 3);
        Frame rows = all.rows(0, 60).followedBy(all.rows(110, 150));

        CrossValidation validation =
                CrossValidation.of(model, rows, Duration.ofDays(10), Duration.ofDays(15), Duration.ofDays(40));

        // 94 sees nothing up to 104 days: the last forecast before the gap ends with the value before it
        assertThat(validation.cutoffs()).containsExactly(day(49), day(109), day(124), day(139));
    }

    /** Seasonalities of the whole history, everything else from what was known. */
    @Test
    void forecastsAreThoseOfFitsUpToTheCutoff() {
        Frame rows = Series.daily(120, 3).with("price", Series.noise(120, 4, 2));
        AdditiveModel priced =
                AdditiveModel.builder().regressors(Regressor.of("price")).build();

        CrossValidation validation =
                CrossValidation.of(priced, rows, Duration.ofDays(7), Duration.ofDays(50), Duration.ofDays(10));

        assertThat(validation.cutoffs()).containsExactly(day(12), day(62), day(112));
        AdditiveModel weekly = AdditiveModel.builder()
                .regressors(Regressor.of("price"))
                .weekly(BuiltInSeasonality.ON)
                .build();
        for (int cutoff : new int[] {12, 62, 112}) {
            Forecast expected = weekly.fit(rows.rows(0, cutoff + 1)).predict(rows.rows(cutoff + 1, cutoff + 8));
            List<Forecasted> found = validation.forecasts().stream()
                    .filter(row -> row.cutoff().equals(day(cutoff)))
                    .toList();
            for (int row = 0; row < 7; row++) {
                assertThat(found.get(row).yhat()).isCloseTo(expected.yhat()[row], within(1e-7));
                assertThat(found.get(row).yhatUpper())
                        .isCloseTo(expected.intervals().orElseThrow().yhatUpper()[row], within(1e-6));
                assertThat(found.get(row).y()).isEqualTo(rows.column("y")[cutoff + 1 + row]);
            }
        }
    }

    @Test
    void withoutSamplesThereAreNoBounds() {
        AdditiveModel certain = AdditiveModel.builder().uncertaintySamples(0).build();

        CrossValidation validation = CrossValidation.of(certain, Series.daily(100, 3), Duration.ofDays(20), null, null);

        assertThat(validation.forecasts().get(0).yhatLower()).isNaN();
        assertThat(validation.metrics(0.1).get(0).coverage()).isNaN();
        assertThat(validation.metrics(0.1).get(0).mae()).isPositive();
    }

    /** Two forecasts at each of three horizons, a window of half of them: worked by hand. */
    @Test
    void metricsAreMeansOverAWindowOfHorizons() {
        List<Forecasted> forecasts = new ArrayList<>();
        double[][] errors = {{1, 2, 3}, {3, 4, 9}};
        for (int cutoff = 0; cutoff < 2; cutoff++) {
            for (int ahead = 1; ahead <= 3; ahead++) {
                double yhat = 10 - errors[cutoff][ahead - 1];
                forecasts.add(new Forecasted(day(cutoff), day(cutoff + ahead), 10, yhat, yhat - 3, yhat + 3));
            }
        }

        List<HorizonMetrics> metrics = metrics(forecasts, 0.5);

        // errors by horizon: 1 3, 2 4, 3 9. Windows of three: at 2 days both there and half of day 1; at 3 days
        // likewise
        assertThat(metrics).extracting(HorizonMetrics::horizon).containsExactly(Duration.ofDays(2), Duration.ofDays(3));
        assertThat(metrics.get(0).mae()).isCloseTo((6 + 4 / 2.0) / 3, within(1e-12));
        assertThat(metrics.get(1).mae()).isCloseTo((12 + 6 / 2.0) / 3, within(1e-12));
        assertThat(metrics.get(1).mse()).isCloseTo((90 + 20 / 2.0) / 3, within(1e-12));
        assertThat(metrics.get(1).rmse()).isCloseTo(Math.sqrt(100 / 3.0), within(1e-12));
        assertThat(metrics.get(1).mape()).isCloseTo(0.5, within(1e-12));
        // medians are of whole forecasts: 3, 9 and the last of day 2
        assertThat(metrics.get(1).mdape()).isCloseTo(0.4, within(1e-12));
        assertThat(metrics.get(0).coverage()).isCloseTo((1 + 2 / 2.0) / 3, within(1e-12));
        assertThat(metrics.get(0).smape()).isCloseTo((2 / 9.0 + 4 / 8.0 + (1 / 9.5 + 3 / 8.5) / 2) / 3, within(1e-12));

        assertThat(metrics(forecasts, 0)).hasSize(3);
        assertThat(metrics(forecasts, 1)).hasSize(1);
        assertThat(metrics(forecasts, 1).get(0).mae()).isCloseTo(22 / 6.0, within(1e-12));
        assertThatThrownBy(() -> metrics(forecasts, 1.5)).isInstanceOf(AdditiveInputException.class);
    }

    @Test
    void valuesNextToZeroHaveNoErrorAsAPartOfThem() {
        List<Forecasted> forecasts = List.of(
                new Forecasted(day(0), day(1), 0, 0, -1, 1),
                new Forecasted(day(1), day(2), 5, 4, 3, 5),
                new Forecasted(day(2), day(3), 8, 4, 3, 5));

        HorizonMetrics metrics = metrics(forecasts, 1).get(0);

        assertThat(metrics.mape()).isNaN();
        assertThat(metrics.smape()).isCloseTo((0 + 1 / 4.5 + 4 / 6.0) / 3, within(1e-12));
        assertThat(metrics.coverage()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void lengthsThatDoNotFitAreNamed() {
        Frame rows = Series.daily(100, 3);
        checkRefused(rows, Duration.ZERO, null, null, "horizon is PT0S");
        checkRefused(rows, Duration.ofDays(1), Duration.ofDays(-1), null, "step is PT-24H");
        checkRefused(rows, Duration.ofDays(100), null, null, "horizon is PT2400H, but the history spans only PT2376H");
        checkRefused(rows, Duration.ofSeconds(Long.MAX_VALUE), null, null, "give a shorter one");
        checkRefused(rows, Duration.ofDays(40), null, null, "first is PT2880H");
        checkRefused(
                rows, Duration.ofDays(1), null, Duration.ofSeconds(Long.MAX_VALUE), "make first or horizon shorter");
        checkRefused(rows, Duration.ofDays(1), null, Duration.ofDays(-3), "first is PT-72H");
    }

    private void checkRefused(Frame rows, Duration horizon, Duration step, Duration first, String words) {
        assertThatThrownBy(() -> CrossValidation.of(model, rows, horizon, step, first))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining(words);
    }

    private static List<HorizonMetrics> metrics(List<Forecasted> forecasts, double window) {
        Duration day = Duration.ofDays(1);
        return new CrossValidation(day, day, day, null, forecasts).metrics(window);
    }

    private static LocalDateTime day(int day) {
        return Series.START.plusDays(day);
    }
}
