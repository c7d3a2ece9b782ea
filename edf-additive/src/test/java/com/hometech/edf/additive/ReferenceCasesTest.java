package com.hometech.edf.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.additive.solve.PosteriorMaximum;
import com.hometech.edf.additive.solve.PosteriorMaximum.Proof;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against what real Prophet prepares, fits and predicts, and against the exact maximum of its posterior. */
class ReferenceCasesTest {
    /** Of y_scale, where the prior alone decides between a constant regressor and the offset. */
    private static final double SHARED_DIRECTION = 1e-4;

    private static final double EXACT = 1e-8;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "constant_series",
                "daily_peyton",
                "flat_hourly_gaps",
                "hourly_synthetic_full",
                "hourly_victoria_2013",
                "logistic_cap_floor",
                "multiplicative_mixed",
                "settings_edges",
                "short_daily"
            })
    void isTheExactMaximumOfProphetsPosterior(String name) {
        ReferenceCase reference = ReferenceCase.read(name);

        FittedModel fitted = reference.model().fit(reference.history());

        checkPreparation(reference, fitted);
        checkMaximum(reference, fitted);
        checkForecast(reference, fitted);
        checkIntervals(reference, fitted.predict(reference.future()));
    }

    private static void checkPreparation(ReferenceCase reference, FittedModel fitted) {
        Preparation preparation = fitted.preparation();
        JsonNode prepared = reference.json().get("prepared");
        assertThat(preparation.yScale()).isCloseTo(reference.number("/prepared/y_scale"), within(1e-9));
        assertThat(preparation.yMin()).isCloseTo(reference.number("/prepared/y_min"), within(1e-9));
        assertThat(preparation.timeScaleSeconds()).isEqualTo(reference.number("/prepared/t_scale_seconds"));
        assertThat(preparation.start())
                .isEqualTo(LocalDateTime.parse(prepared.get("start").textValue()));
        assertThat(preparation.changepoints())
                .map(LocalDateTime::toString)
                .map(text -> text.length() == 16 ? text + ":00" : text)
                .isEqualTo(texts(prepared.get("changepoints")));
        assertThat(preparation.changepointTimes())
                .containsExactly(reference.numbers("/prepared/changepoints_t"), within(1e-12));
        assertThat(preparation.columns().stream().map(FeatureColumn::name)).isEqualTo(texts(prepared.get("columns")));
        assertThat(preparation.columns().stream().mapToDouble(FeatureColumn::priorScale))
                .isEqualTo(boxed(reference.numbers("/prepared/prior_scales")));
        assertThat(preparation.columns().stream().mapToDouble(column -> column.mode() == Mode.ADDITIVE ? 1 : 0))
                .isEqualTo(boxed(reference.numbers("/prepared/additive")));
        checkComponents(preparation, prepared);
        preparation.regressors().forEach((regressor, scale) -> {
            String at = "/prepared/regressors/" + regressor.name();
            assertThat(scale.mean()).isCloseTo(reference.number(at + "/mu"), within(1e-9));
            assertThat(scale.deviation()).isCloseTo(reference.number(at + "/std"), within(1e-9));
        });
        Preparation.InitialTrend start = preparation.initialTrend(fitted.history());
        assertThat(start.rate()).isCloseTo(reference.number("/prepared/initial/k"), within(1e-9));
        assertThat(start.offset()).isCloseTo(reference.number("/prepared/initial/m"), within(1e-9));
        checkRows(preparation, fitted.history(), prepared.get("feature_rows"));
        checkRows(preparation, reference.future(), prepared.get("future_feature_rows"));
    }

    private static void checkComponents(Preparation preparation, JsonNode prepared) {
        Map<String, boolean[]> components = preparation.componentColumns();
        assertThat(components.keySet()).containsExactlyInAnyOrderElementsOf(names(prepared.get("component_columns")));
        components.forEach((component, columns) -> {
            JsonNode expected = prepared.get("component_columns").get(component);
            for (int column = 0; column < columns.length; column++) {
                assertThat(columns[column])
                        .as(component + " " + column)
                        .isEqualTo(expected.get(column).intValue() == 1);
            }
        });
        preparation.componentModes().forEach((mode, members) -> assertThat(members)
                .isEqualTo(texts(prepared.get("component_modes").get(JsonFields.lower(mode)))));
    }

    private static void checkRows(Preparation preparation, Frame rows, JsonNode expected) {
        for (JsonNode row : expected) {
            int index = row.get("row").intValue();
            double[] x = preparation.features(rows, index);
            assertThat(preparation.times(rows)[index]).isCloseTo(row.get("t").doubleValue(), within(1e-12));
            if (row.has("y_scaled")) {
                assertThat(preparation.scaledValues(rows)[index])
                        .isCloseTo(row.get("y_scaled").doubleValue(), within(1e-12));
            }
            for (int column = 0; column < x.length; column++) {
                assertThat(x[column]).isCloseTo(row.get("x").get(column).doubleValue(), within(1e-9));
            }
        }
    }

    private static void checkMaximum(ReferenceCase reference, FittedModel fitted) {
        if (!reference.has("/exact")) {
            assertThat(fitted.maximum()).isEmpty();
            assertThat(fitted.parameters().noise()).isEqualTo(reference.number("/stan/params/sigma_obs"));
            return;
        }
        PosteriorMaximum maximum = fitted.maximum().orElseThrow();
        assertThat(maximum.logPosterior()).isCloseTo(reference.number("/exact/log_posterior"), within(1e-6));
        assertThat(maximum.logPosterior()).isGreaterThanOrEqualTo(reference.number("/stan/log_posterior"));
        assertThat(maximum.gap()).isLessThan(1e-12);
        assertThat(maximum.proof()).isIn(Proof.GLOBAL, Proof.LOCAL);
        assertThat(maximum.optimality().trend()).isLessThan(1e-4);
        assertThat(maximum.optimality().changes()).isLessThan(1e-4);
        assertThat(maximum.optimality().features()).isLessThan(1e-4);
        assertThat(maximum.noise()).isCloseTo(reference.number("/exact/params/sigma_obs"), within(1e-9));
    }

    private static void checkForecast(ReferenceCase reference, FittedModel fitted) {
        double scale = fitted.preparation().yScale();
        Map<String, Frame> frames = Map.of("history", reference.history(), "future", reference.future());
        frames.forEach((part, rows) -> {
            Forecast forecast = fitted.predict(rows);
            double[] stan = reference.numbers("/stan/" + part + "/yhat");
            if (!reference.has("/exact")) {
                assertThat(forecast.yhat()).containsExactly(stan, within(EXACT * scale));
                return;
            }
            double[] exact = reference.numbers("/exact/" + part + "/yhat");
            assertThat(forecast.yhat()).containsExactly(exact, within(EXACT * scale));
            double shared = reference.name().equals("settings_edges") ? SHARED_DIRECTION : EXACT;
            double[] trend = reference.numbers("/exact/" + part + "/trend");
            assertThat(forecast.trend()).containsExactly(trend, within(shared * scale));
            double spread = reference.number("/spread/stan_default/yhat_" + part + "_max");
            assertThat(forecast.yhat()).containsExactly(stan, within(1.5 * spread * scale));
            checkSums(forecast);
        });
    }

    private static void checkSums(Forecast forecast) {
        double[] yhat = forecast.yhat();
        double[] trend = forecast.trend();
        double[] additive = forecast.component("additive_terms");
        double[] multiplicative = forecast.component("multiplicative_terms");
        for (int row = 0; row < yhat.length; row++) {
            double sum = trend[row] * (1 + multiplicative[row]) + additive[row];
            assertThat(yhat[row]).isCloseTo(sum, within(1e-9 * Math.abs(sum)));
        }
    }

    /** Five standard deviations of Prophet's samples, and 2 % of the width. */
    private static void checkIntervals(ReferenceCase reference, Forecast forecast) {
        Intervals intervals = forecast.intervals().orElseThrow();
        double[] lower = reference.numbers("/stan/intervals/yhat_lower_mean");
        double[] upper = reference.numbers("/stan/intervals/yhat_upper_mean");
        double[] lowerSpread = reference.numbers("/stan/intervals/yhat_lower_sd");
        double[] upperSpread = reference.numbers("/stan/intervals/yhat_upper_sd");
        for (int row = 0; row < lower.length; row++) {
            double width = upper[row] - lower[row];
            assertThat(intervals.yhatLower()[row]).isCloseTo(lower[row], within(5 * lowerSpread[row] + 0.02 * width));
            assertThat(intervals.yhatUpper()[row]).isCloseTo(upper[row], within(5 * upperSpread[row] + 0.02 * width));
            assertThat(intervals.trendLower()[row]).isLessThanOrEqualTo(forecast.trend()[row] + 1e-9 * width);
            assertThat(intervals.trendUpper()[row]).isGreaterThanOrEqualTo(forecast.trend()[row] - 1e-9 * width);
        }
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.textValue()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<Double> boxed(double[] values) {
        List<Double> boxed = new ArrayList<>();
        for (double value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
