package com.hometech.edf.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProphetJsonTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"constant_series", "multiplicative_mixed", "settings_edges", "short_daily"})
    void readsWhatProphetWroteAndForecastsTheSame(String name) throws IOException {
        ReferenceCase reference = ReferenceCase.read(name);
        FittedModel read = ProphetJson.read(artifact(name));

        checkColumns(reference, read.predict(reference.future()));

        checkColumns(reference, ProphetJson.read(ProphetJson.write(read, 48)).predict(reference.future()));
    }

    private static void checkColumns(ReferenceCase reference, Forecast forecast) {
        double scale = reference.number("/prepared/y_scale");
        Iterator<String> names = reference.json().at("/stan/future").fieldNames();
        int checked = 0;
        for (; names.hasNext(); checked++) {
            String column = names.next();
            double[] expected = reference.numbers("/stan/future/" + column);
            switch (column) {
                case "ds" -> {}
                case "trend" -> assertThat(forecast.trend()).containsExactly(expected, within(1e-9 * scale));
                case "yhat" -> assertThat(forecast.yhat()).containsExactly(expected, within(1e-9 * scale));
                default -> assertThat(forecast.component(column)).containsExactly(expected, within(1e-9 * scale));
            }
        }
        assertThat(checked).isGreaterThan(4);
    }

    /** Every field of Prophet's own file is there, with the same kind of value and the same parts inside. */
    @ParameterizedTest
    @ValueSource(strings = {"multiplicative_mixed", "settings_edges", "short_daily"})
    void writesTheFieldsThatProphetWrites(String name) throws IOException {
        ReferenceCase reference = ReferenceCase.read(name);
        JsonNode theirs = mapper.readTree(artifact(name));

        JsonNode ours = mapper.readTree(ProphetJson.write(reference.model().fit(reference.history())));

        assertThat(ours.fieldNames()).toIterable().containsExactlyElementsOf(theirs::fieldNames);
        for (String same : Arrays.asList(
                "growth",
                "n_changepoints",
                "specified_changepoints",
                "yearly_seasonality",
                "daily_seasonality",
                "uncertainty_samples",
                "y_scale",
                "y_min",
                "scaling",
                "component_modes",
                "holidays_mode",
                "changepoints",
                "history_dates",
                "train_holiday_names",
                "start",
                "t_scale",
                "train_component_cols",
                "changepoints_t",
                "fit_kwargs",
                "__prophet_version")) {
            assertThat(ours.get(same)).as(same).isEqualTo(theirs.get(same));
        }
        assertThat(ours.get("seasonalities").get(0))
                .isEqualTo(theirs.get("seasonalities").get(0));
        assertThat(rows(ours, "history")).isEqualTo(rows(theirs, "history"));
        assertThat(ours.at("/params/beta/0"))
                .hasSize(theirs.at("/params/beta/0").size());
    }

    private Set<String> rows(JsonNode model, String table) throws IOException {
        JsonNode tree = mapper.readTree(model.get(table).textValue());
        Set<String> rows = new HashSet<>();
        rows.add(tree.get("data").size() + " rows");
        tree.get("schema").get("fields").forEach(field -> rows.add(field.toString()));
        return rows;
    }

    @Test
    void aModelReadAgainForecastsTheSame() {
        AdditiveModel model = AdditiveModel.builder()
                .growth(Growth.LOGISTIC)
                .seasonalities(
                        Seasonality.of("half", 3.5, 2).mode(Mode.MULTIPLICATIVE).onlyWhere("open"))
                .holidays(Series.holidays("party", 40, 80))
                .regressors(Regressor.of("price").standardize(Standardize.ALWAYS))
                .build();
        FittedModel fitted = model.fit(Series.daily(300, 4)
                .with("cap", Series.constant(300, 50))
                .with("open", Series.every(300, 2))
                .with("price", Series.noise(300, 9, 1)));
        Frame future = fitted.future(20, Duration.ofDays(1))
                .with("cap", Series.constant(20, 50))
                .with("open", Series.every(20, 2))
                .with("price", Series.noise(20, 10, 1));

        FittedModel read = ProphetJson.read(ProphetJson.write(fitted));

        Forecast before = fitted.predict(future);
        Forecast after = read.predict(future);
        assertThat(after.yhat()).isEqualTo(before.yhat());
        assertThat(after.component("half")).isEqualTo(before.component("half"));
        assertThat(after.intervals().orElseThrow().yhatUpper())
                .isEqualTo(before.intervals().orElseThrow().yhatUpper());
        assertThat(read.maximum()).isEmpty();
        assertThat(read.model().seasonalities()).hasSize(1);
        assertThat(read.parameters().changes()).isEqualTo(fitted.parameters().changes());
    }

    @Test
    void filesOfOtherVersionsAreRead() throws IOException {
        FittedModel fitted = AdditiveModel.builder().build().fit(Series.daily(100, 1));
        ObjectNode tree = (ObjectNode) mapper.readTree(ProphetJson.write(fitted));
        tree.remove(Arrays.asList("scaling", "y_min", "holidays_mode"));
        tree.put("something_new", "of a later version");
        String dates = tree.get("history_dates").textValue().replace(".000\"", ".000Z\"");
        tree.put("history_dates", dates);

        FittedModel read = ProphetJson.read(tree.toString());

        Frame future = fitted.future(5, Duration.ofDays(1));
        assertThat(read.future(5, Duration.ofDays(1)).time(4)).isEqualTo(future.time(4));
        assertThat(read.predict(future).yhat()).isEqualTo(fitted.predict(future).yhat());
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        FittedModel fitted = AdditiveModel.builder().build().fit(Series.daily(100, 1));
        ObjectNode tree = (ObjectNode) mapper.readTree(ProphetJson.write(fitted));

        assertRefused("{", "not JSON");
        assertRefused("[]", "not a JSON object");
        assertRefused(tree.deepCopy().put("country_holidays", "US"), "country_holidays", "make_holidays_df");
        assertRefused(tree.deepCopy().put("mcmc_samples", 300), "mcmc_samples", "300");
        assertRefused(tree.deepCopy().put("t_scale", 0), "'t_scale' is 0.0", "above 0");
        assertRefused(tree.deepCopy().put("y_scale", -1), "'y_scale' is -1.0", "above 0");
        assertRefused(tree.deepCopy().put("growth", "cubic"), "growth", "cubic", "linear, logistic, flat");
        assertRefused(tree.deepCopy().without("params"), "params", "absent");
        assertRefused(tree.deepCopy().put("history", "{"), "history", "not JSON");
        ObjectNode wrong = tree.deepCopy();
        ((ObjectNode) wrong.get("params")).putArray("beta").addArray().add(1);
        assertRefused(wrong, "beta", "1 coefficients", "6 columns");
    }

    private static void assertRefused(Object json, String... parts) {
        assertThatThrownBy(() -> ProphetJson.read(json.toString()))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContainingAll(parts);
    }

    private static String artifact(String name) throws IOException {
        Path file = ReferenceCase.folder().resolve("artifacts").resolve(name + ".prophet_model.json");
        assumeTrue(Files.exists(file), file + " is absent: set EDF_SHARED to the folder of the reference cases");
        return Files.readString(file);
    }
}
