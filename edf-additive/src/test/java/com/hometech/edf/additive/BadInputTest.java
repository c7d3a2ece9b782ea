package com.hometech.edf.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be used is refused with the column, row or setting that is wrong. */
class BadInputTest {
    private final AdditiveModel plain = AdditiveModel.builder().build();

    @Test
    void historiesWithoutTwoValues() {
        Frame two = Frame.regular(Series.START, Duration.ofDays(1), 2);

        assertRefused(() -> plain.fit(Frame.at(List.of()).with("y")), "no rows");
        assertRefused(() -> plain.fit(two), "no column 'y'");
        assertRefused(() -> plain.fit(two.with("y", Double.NaN, Double.NaN)), "no row", "of 2");
        assertRefused(() -> plain.fit(two.with("y", Double.NaN, 1)), "one row only");
        assertRefused(() -> plain.fit(two.with("y", 1, Double.POSITIVE_INFINITY)), "'y'", "row 1", "2023-01-03");
        LocalDateTime[] same = {Series.START, Series.START};
        assertRefused(() -> plain.fit(Frame.at(Arrays.asList(same)).with("y", 1, 2)), "all 2 rows", "two times");
        assertRefused(() -> Frame.at(Arrays.asList(Series.START, null)), "'ds'", "no time");
        assertRefused(() -> two.with("y", 1, 2, 3), "'y' has 3 values for 2 rows");
    }

    @Test
    void settingsOfTheWrongKind() throws JsonProcessingException {
        for (String field : List.of("changepoints", "holidays", "seasonalities", "regressors")) {
            JsonNode settings = new ObjectMapper().readTree("{\"" + field + "\": \"US\"}");
            assertRefused(() -> ProphetSettings.read(settings), "'" + field + "' is \"US\"", "give a list");
        }
        JsonNode negative = new ObjectMapper().readTree("{\"weekly_seasonality\": -3}");
        assertRefused(() -> ProphetSettings.read(negative), "'weekly_seasonality' is -3");
        JsonNode endless = new ObjectMapper().readTree("{\"weekly_seasonality\": 1000000}");
        Frame history = Series.daily(30, 1);
        assertRefused(() -> ProphetSettings.read(endless).fit(history), "'weekly'", "1000000 harmonics");
    }

    @Test
    void limitsOfLogisticGrowth() {
        AdditiveModel logistic = AdditiveModel.builder().growth(Growth.LOGISTIC).build();
        Frame history = Series.daily(30, 1);

        assertRefused(() -> logistic.fit(history), "'cap' is absent");
        assertRefused(() -> logistic.fit(history.with("cap", Series.noise(30, 1, 1))), "'cap'", "not above the floor");
        double[] gap = Series.constant(30, 50);
        gap[7] = Double.NaN;
        assertRefused(() -> logistic.fit(history.with("cap", gap)), "'cap'", "row 7", "absent");
        Frame withFloor = history.with("cap", Series.constant(30, 50)).with("floor", Series.constant(30, 60));
        assertRefused(() -> logistic.fit(withFloor), "50.0 in row 0", "the floor, which is 60.0");
        FittedModel fitted = logistic.fit(withFloor.with("floor", Series.constant(30, 2)));
        Frame future = fitted.future(3, Duration.ofDays(1));
        assertRefused(() -> fitted.predict(future), "'cap' is absent");
        assertRefused(
                () -> fitted.predict(future.with("cap", 50, 50, 50)), "'floor' is absent", "as the history has it");
    }

    @Test
    void regressorsAndConditions() {
        AdditiveModel model = AdditiveModel.builder()
                .regressors(Regressor.of("price"))
                .seasonalities(Seasonality.of("shift", 1, 2).onlyWhere("open"))
                .build();
        Frame history = Series.daily(30, 1);
        double[] price = Series.noise(30, 2, 1);

        assertRefused(() -> model.fit(history), "Regressor 'price'", "no such column", "[y]");
        assertRefused(() -> model.fit(history.with("price", price)), "Condition 'open' of seasonality 'shift'");
        Frame open = history.with("open", Series.every(30, 2));
        double[] hole = price.clone();
        hole[4] = Double.NaN;
        assertRefused(() -> model.fit(open.with("price", hole)), "Regressor 'price'", "row 4", "absent");
        double[] odd = Series.every(30, 2);
        odd[5] = 0.5;
        assertRefused(() -> model.fit(open.with("price", price).with("open", odd)), "'open'", "0.5 in row 5");
        FittedModel fitted = model.fit(open.with("price", price));
        Frame future = fitted.future(2, Duration.ofDays(1)).with("open", 1, 0);
        assertRefused(() -> fitted.predict(future), "Regressor 'price'", "in the history as in the future");
        assertRefused(() -> fitted.predict(Frame.at(List.of())), "no rows to forecast");
        assertRefused(() -> fitted.predict(future.with("price", 1, 2)).component("prices"), "'prices'", "shift");
    }

    /** A row without a value may lack a regressor: it is left out anyway. */
    @Test
    void aRegressorMayBeAbsentWhereTheValueIs() {
        Frame history = Series.daily(30, 1);
        double[] y = history.column("y");
        double[] price = Series.noise(30, 2, 1);
        y[3] = Double.NaN;
        price[3] = Double.NaN;

        FittedModel fitted = AdditiveModel.builder()
                .regressors(Regressor.of("price"))
                .build()
                .fit(history.with("y", y).with("price", price));

        assertThat(fitted.history().size()).isEqualTo(29);
    }

    @Test
    void changepointsOutsideTheHistory() {
        AdditiveModel early = AdditiveModel.builder()
                .changepoints(List.of(Series.START.minusSeconds(1)))
                .build();

        assertRefused(() -> early.fit(Series.daily(30, 1)), "Changepoint 2023-01-01T23:59:59", "2023-01-31");
    }

    @Test
    void holidaysThatContradictThemselves() {
        LocalDate day = LocalDate.of(2023, 1, 6);
        Holiday first = Holiday.of("kings", day).priorScale(2);

        assertRefused(
                () -> AdditiveModel.builder()
                        .holidays(List.of(
                                first, Holiday.of("kings", day.plusYears(1)).priorScale(3)))
                        .build(),
                "'kings' on 2024-01-06",
                "3.0",
                "2.0");
        assertRefused(() -> first.window(1, 2), "'kings'", "from 1 to 2");
        assertRefused(() -> first.priorScale(0), "'kings'", "0.0", "above 0");
    }

    @Test
    void tenThousandHolidaysAreFitted() {
        List<Holiday> holidays = new ArrayList<>();
        for (int day = 0; day < 10_000; day++) {
            holidays.add(
                    Holiday.of("holiday " + day % 50, Series.START.toLocalDate().plusDays(day - 5000)));
        }

        FittedModel fitted = AdditiveModel.builder().holidays(holidays).build().fit(Series.daily(400, 1));

        assertThat(fitted.preparation().columns()).hasSize(56);
        assertThat(fitted.maximum()).isPresent();
    }

    @Test
    void namesThatAreTaken() {
        assertRefused(
                () -> AdditiveModel.builder().regressors(Regressor.of("trend")).build(), "'trend'", "taken");
        assertRefused(
                () -> AdditiveModel.builder()
                        .regressors(Regressor.of("yhat_lower"))
                        .build(),
                "yhat_lower");
        assertRefused(
                () -> AdditiveModel.builder()
                        .regressors(Regressor.of("a_delim_b"))
                        .build(),
                "'_delim_'");
        assertRefused(
                () -> AdditiveModel.builder()
                        .regressors(Regressor.of("moon"))
                        .seasonalities(Seasonality.of("moon", 29.5, 2))
                        .build(),
                "'moon'",
                "already");
        assertRefused(() -> Seasonality.of("moon", 0, 2), "'moon'", "0.0 days");
        assertRefused(() -> Seasonality.of("moon", 29.5, 0), "'moon'", "0 harmonics");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"growth": "cubic"}                      | 'growth' is "cubic"; give one of linear, logistic, flat
            {"n_changepoints": -1}                   | n_changepoints is -1
            {"n_changepoints": 2.5}                  | 'n_changepoints' is 2.5; give a whole number
            {"changepoint_range": 1.5}               | changepoint_range is 1.5
            {"changepoint_prior_scale": 0}           | changepoint_prior_scale is 0.0
            {"interval_width": 1}                    | interval_width is 1.0
            {"country_holidays": "US"}               | give the days as 'holidays'
            {"mcmc_samples": 300}                    | 'mcmc_samples' is 300
            {"weekly_seasonality": "often"}          | 'weekly_seasonality' is "often"
            {"weekly_seasonality": -2}               | 'weekly_seasonality' is -2
            {"seasonality": 3}                       | unknown field 'seasonality'
            {"changepoints": ["soon"]}               | 'soon' is not a time
            {"regressors": [{"prior_scale": 1}]}     | 'name' is absent
            {"regressors": [{"name": "a", "standardize": 3}]} | 'standardize' is 3
            {"holidays": [{"holiday": "x"}]}         | Holiday 1: the field 'ds' is absent
            """)
    void settingsInJson(String json, String message) throws JsonProcessingException {
        var settings = new ObjectMapper().readTree(json);

        assertRefused(() -> ProphetSettings.read(settings), message);
    }

    private static void assertRefused(ThrowingCallable action, String... parts) {
        assertThatThrownBy(action).isInstanceOf(AdditiveInputException.class).hasMessageContainingAll(parts);
    }
}
