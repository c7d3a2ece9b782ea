package com.hometech.edf.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.additive.Contribution.Kind;
import com.hometech.edf.additive.RegressorProfile.Range;
import com.hometech.edf.additive.TrendProfile.RateChange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComponentsTest {
    private static final int ROWS = 1200;
    private static final LocalDateTime LAST = Series.START.plusDays(99);

    private static final FittedModel RICH = rich();

    @Test
    void seasonalitiesAreThoseOfTheForecastOverOnePeriod() {
        List<SeasonalityProfile> profiles = RICH.components().seasonalities();

        assertThat(profiles)
                .map(profile -> profile.seasonality().name())
                .containsExactly("open hours", "month", "yearly", "weekly", "daily");
        for (SeasonalityProfile profile : profiles) {
            double[] expected = RICH.predict(frame(profile.times()))
                    .component(profile.seasonality().name());
            assertThat(profile.effects()).containsExactly(expected, within(1e-9));
            assertThat(range(profile.effects()))
                    .as(profile.seasonality().name())
                    .isPositive();
        }
        assertThat(profiles.get(0).mode()).isEqualTo(Mode.MULTIPLICATIVE);
        assertThat(profiles.get(3).mode()).isEqualTo(Mode.ADDITIVE);
    }

    @Test
    void periodsStartWhereTheCalendarDoes() {
        List<SeasonalityProfile> profiles = RICH.components().seasonalities();

        assertThat(profiles.get(2).isYear()).isTrue();
        assertThat(profiles.get(2).times()).hasSize(365).startsWith(LocalDateTime.of(2017, 1, 1, 0, 0));
        for (SeasonalityProfile profile : List.of(profiles.get(0), profiles.get(1), profiles.get(3))) {
            LocalDateTime first = profile.times().get(0);
            LocalDateTime last = profile.times().get(profile.times().size() - 1);
            assertThat(first.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(first.toLocalTime()).isEqualTo("00:00");
            assertThat(Duration.between(first, last))
                    .isEqualTo(Duration.ofSeconds(
                            Math.round(86_400 * profile.seasonality().periodDays())));
            assertThat(profile.effects()[profile.times().size() - 1]).isCloseTo(profile.effects()[0], within(1e-9));
        }
    }

    @Test
    void theTrendIsThatOfTheForecastAndChangesWhereItsSlopeDoes() {
        for (Scaling scaling : Scaling.values()) {
            List<LocalDateTime> given = List.of(Series.START.plusDays(80), Series.START.plusDays(40));
            FittedModel fitted = AdditiveModel.builder()
                    .scaling(scaling)
                    .changepoints(given)
                    .build()
                    .fit(Series.daily(100, 3));

            TrendProfile trend = fitted.components().trend();

            assertThat(trend.times().get(0)).isEqualTo(Series.START);
            assertThat(trend.times().get(trend.times().size() - 1)).isEqualTo(LAST);
            assertThat(trend.values())
                    .containsExactly(fitted.predict(Frame.at(trend.times())).trend(), within(1e-9));
            assertThat(trend.changes())
                    .map(RateChange::time)
                    .containsExactly(Series.START.plusDays(40), Series.START.plusDays(80));
            RateChange change = trend.changes().get(0);
            assertThat(change.isNoticeable()).isTrue();
            assertThat(change.perDay()).isCloseTo(slope(fitted, 40) - slope(fitted, 39), within(1e-9));
        }
    }

    private static double slope(FittedModel fitted, int day) {
        Frame rows = Frame.regular(Series.START.plusDays(day), Duration.ofDays(1), 2);
        double[] trend = fitted.predict(rows).trend();
        return trend[1] - trend[0];
    }

    @Test
    void aTrendThatMayNotChangeHasNoChanges() {
        Frame history = Series.daily(100, 3);

        assertThat(AdditiveModel.builder()
                        .growth(Growth.FLAT)
                        .build()
                        .fit(history)
                        .components()
                        .trend()
                        .changes())
                .isEmpty();
        assertThat(AdditiveModel.builder()
                        .changepointCount(0)
                        .build()
                        .fit(history)
                        .components()
                        .trend()
                        .changes())
                .isEmpty();
    }

    @Test
    void logisticGrowthKeepsTheLimitsOfTheRowBefore() {
        double[] caps = new double[100];
        Arrays.setAll(caps, row -> row < 50 ? 40 : 60);
        FittedModel fitted = AdditiveModel.builder()
                .growth(Growth.LOGISTIC)
                .build()
                .fit(Series.daily(100, 3).with("cap", caps).with("floor", Series.constant(100, -5)));

        TrendProfile trend = fitted.components().trend();

        double[] limits = trend.times().stream()
                .mapToDouble(time -> time.isBefore(Series.START.plusDays(50)) ? 40 : 60)
                .toArray();
        Frame rows = Frame.at(trend.times())
                .with("cap", limits)
                .with("floor", Series.constant(trend.times().size(), -5));
        assertThat(trend.values()).containsExactly(fitted.predict(rows).trend(), within(1e-9));
    }

    @Test
    void holidaysAreListedByTheSizeOfTheirEffects() {
        List<HolidayEffect> effects = RICH.components().holidays();

        assertThat(effects)
                .hasSize(4)
                .isSortedAccordingTo(Comparator.comparingDouble(effect -> -Math.abs(effect.effect())));
        for (HolidayEffect effect : effects) {
            LocalDate day = Series.START.toLocalDate().plusDays(effect.holiday().equals("fair") ? 21 : 10);
            Frame row = frame(List.of(day.plusDays(effect.offset()).atTime(5, 0)));
            assertThat(RICH.predict(row).component(effect.holiday())[0]).isEqualTo(effect.effect());
            assertThat(effect.days()).isEqualTo(effect.holiday().equals("fair") ? 2 : 1);
        }
    }

    @Test
    void regressorsAddTheirSlopeFromTheirZero() {
        List<RegressorProfile> profiles = RICH.components().regressors();

        assertThat(profiles)
                .map(profile -> profile.regressor().name())
                .containsExactly("temperature", "price", "switch");
        for (RegressorProfile profile : profiles) {
            Range range = profile.range().orElseThrow();
            double[] seen = RICH.history().column(profile.regressor().name());
            assertThat(range.observed()).isTrue();
            assertThat(seen).contains(range.least(), range.greatest());
            for (double value : new double[] {range.least(), range.greatest(), 3}) {
                Frame row =
                        frame(List.of(Series.START)).with(profile.regressor().name(), value);
                assertThat(RICH.predict(row).component(profile.regressor().name())[0])
                        .isCloseTo(profile.effect(value), within(1e-9));
            }
        }
        assertThat(profiles.get(0).mode()).isEqualTo(Mode.MULTIPLICATIVE);
        assertThat(profiles.get(0).slope()).isNotZero();
        assertThat(profiles.get(2).zero()).isZero();
    }

    @Test
    void sharesOfTheVarianceAddUpToOne() {
        List<Contribution> contributions = RICH.components().contributions().orElseThrow();

        assertThat(contributions)
                .map(Contribution::name)
                .containsExactly(
                        "trend",
                        "open hours",
                        "month",
                        "yearly",
                        "weekly",
                        "daily",
                        "holidays",
                        "temperature",
                        "price",
                        "switch",
                        "noise");
        assertThat(contributions.stream().mapToDouble(Contribution::share).sum())
                .isCloseTo(1, within(1e-9));
        double[] y = RICH.history().column("y");
        double[] yhat = RICH.predict(RICH.history()).yhat();
        double squares = 0;
        for (int row = 0; row < y.length; row++) {
            squares += (y[row] - yhat[row]) * (y[row] - yhat[row]) / y.length;
        }
        Contribution noise = contributions.get(10);
        assertThat(noise.kind()).isEqualTo(Kind.NOISE);
        assertThat(noise.deviation()).isCloseTo(Math.sqrt(squares), within(1e-2));
        assertThat(noise.deviation()).isCloseTo(RICH.components().noise(), within(0.05));
    }

    @Test
    void theComponentThatMakesTheSeriesExplainsIt() {
        double[] y = new double[140];
        Arrays.setAll(y, row -> 50 + 10 * Math.sin(2 * Math.PI * row / 7));
        FittedModel fitted = AdditiveModel.builder()
                .build()
                .fit(Frame.regular(Series.START, Duration.ofDays(1), y.length).with("y", y));

        Contribution weekly = fitted.components().contributions().orElseThrow().get(1);

        assertThat(weekly.share()).isCloseTo(1, within(1e-3));
        assertThat(weekly.deviation()).isCloseTo(10 / Math.sqrt(2), within(1e-2));
        assertThat(weekly.greatest()).isCloseTo(10 * Math.sin(2 * Math.PI * 2 / 7), within(1e-2));
    }

    @Test
    void aMultiplicativeComponentIsWorthItsPartOfTheTrend() {
        Contribution hours = RICH.components().contributions().orElseThrow().get(1);
        Forecast forecast = RICH.predict(RICH.history());
        double[] part = forecast.component("open hours");
        double[] trend = forecast.trend();
        double greatest = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < part.length; row++) {
            greatest = Math.max(greatest, part[row] * trend[row]);
        }

        assertThat(hours.mode()).isEqualTo(Mode.MULTIPLICATIVE);
        assertThat(hours.greatest()).isCloseTo(greatest, within(1e-9));
    }

    @Test
    void aSeriesThatNeverChangesHasNothingToExplain() {
        FittedModel fitted =
                AdditiveModel.builder().build().fit(Series.daily(50, 1).with("y", Series.constant(50, 7)));

        List<Contribution> contributions = fitted.components().contributions().orElseThrow();

        assertThat(contributions).map(Contribution::share).containsOnly(Double.NaN);
        assertThat(fitted.components().trend().values()).containsOnly(7);
    }

    @Test
    void aModelWithTheEndOfItsHistoryKnowsItsShapesButNoShares() {
        Components all = ProphetJson.read(ProphetJson.write(RICH)).components();
        Components cut = ProphetJson.read(ProphetJson.write(RICH, 24)).components();

        assertThat(all.contributions()).isPresent();
        assertThat(cut.holdsHistory()).isFalse();
        assertThat(cut.contributions()).isEmpty();
        assertThat(cut.trend().values())
                .containsExactly(RICH.components().trend().values());
        assertThat(cut.holidays()).isEqualTo(RICH.components().holidays());
        assertThat(cut.seasonalities().get(3).effects())
                .containsExactly(RICH.components().seasonalities().get(3).effects());
        List<RegressorProfile> regressors = cut.regressors();
        Range temperature = regressors.get(0).range().orElseThrow();
        assertThat(temperature.observed()).isFalse();
        assertThat((temperature.least() + temperature.greatest()) / 2)
                .isCloseTo(regressors.get(0).zero(), within(1e-9));
        assertThat(temperature.greatest() - temperature.least()).isCloseTo(4 * 5, within(1.0));
        assertThat(regressors.get(1).range())
                .as("the model knows nothing of its values")
                .isEmpty();
        assertThat(regressors.get(2).range()).contains(new Range(0, 1, false));
    }

    @Test
    void theTrendOfAFitThatMovedOnReachesItsNewestRow() {
        Frame all = Series.daily(120, 3);
        FittedModel moved = MovingFit.of(AdditiveModel.builder().build(), all.rows(0, 100))
                .add(all.rows(100, 120))
                .fitted();

        Components components = moved.components();

        TrendProfile trend = components.trend();
        assertThat(trend.times().get(trend.times().size() - 1)).isEqualTo(Series.START.plusDays(119));
        assertThat(trend.values())
                .containsExactly(moved.predict(Frame.at(trend.times())).trend(), within(1e-9));
        assertThat(components.contributions()).isEmpty();
    }

    /** Two-hourly, with a component of each kind and mode. */
    private static FittedModel rich() {
        List<Holiday> holidays = new ArrayList<>(Series.holidays("fair", 21, 60));
        holidays.add(Holiday.of("party", Series.START.toLocalDate().plusDays(10)));
        holidays.add(Holiday.of("party", Series.START.toLocalDate().plusDays(5000)));
        holidays.add(Holiday.of("jubilee", Series.START.toLocalDate().plusDays(5000)));
        AdditiveModel model = AdditiveModel.builder()
                .yearly(BuiltInSeasonality.ofOrder(2))
                .seasonalities(
                        Seasonality.of("open hours", 1, 3)
                                .mode(Mode.MULTIPLICATIVE)
                                .onlyWhere("open"),
                        Seasonality.of("month", 30.5, 2))
                .holidays(holidays)
                .regressors(
                        Regressor.of("temperature").mode(Mode.MULTIPLICATIVE),
                        Regressor.of("price").standardize(Standardize.NEVER),
                        Regressor.of("switch"))
                .build();
        double[] temperature = Series.noise(ROWS, 7, 5);
        double[] y = Series.regular(Duration.ofHours(2), ROWS, 3).column("y");
        Arrays.setAll(y, row -> y[row] + 0.2 * temperature[row] + (row % 12 < 6 ? 3 : 0));
        return model.fit(Frame.regular(Series.START, Duration.ofHours(2), ROWS)
                .with("y", y)
                .with("open", Series.every(ROWS, 2))
                .with("temperature", temperature)
                .with("price", Series.noise(ROWS, 8, 1))
                .with("switch", Series.every(ROWS, 5)));
    }

    private static Frame frame(List<LocalDateTime> times) {
        Frame frame = Frame.at(times).with("open", Series.constant(times.size(), 1));
        for (String regressor : List.of("temperature", "price", "switch")) {
            frame = frame.with(regressor, Series.constant(times.size(), 0));
        }
        return frame;
    }

    private static double range(double[] values) {
        return Arrays.stream(values).max().orElseThrow()
                - Arrays.stream(values).min().orElseThrow();
    }
}
