package com.hometech.edf.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.additive.AdditiveModel;
import com.hometech.edf.additive.BuiltInSeasonality;
import com.hometech.edf.additive.FittedModel;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.additive.Growth;
import com.hometech.edf.additive.Holiday;
import com.hometech.edf.additive.HolidayEffect;
import com.hometech.edf.additive.Mode;
import com.hometech.edf.additive.ProphetJson;
import com.hometech.edf.additive.Regressor;
import com.hometech.edf.additive.RegressorProfile;
import com.hometech.edf.additive.Seasonality;
import com.hometech.edf.additive.SeasonalityProfile;
import com.hometech.edf.additive.TrendProfile.RateChange;
import com.hometech.edf.common.config.EvaluationConfig.MetricsThresholds;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.training.evaluation.ModelEvaluation;
import com.hometech.edf.training.evaluation.SampleEvaluation;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComponentSectionTest {
    private static final LocalDateTime START = LocalDateTime.of(2023, 1, 4, 0, 0);
    private static final int ROWS = 24 * 70;
    private static final Pattern FIGURE = Pattern.compile(
            "<figcaption><strong>(.*?)</strong><span>(.*?)</span>.*?<script type=\"application/json\">(.*?)</script>",
            Pattern.DOTALL);

    private static final FittedModel MODEL = rich("fair");

    @Test
    void withoutModelsThereIsNoSection() {
        ModelEvaluation evaluation = SampleEvaluation.of(4, 10, new MetricsThresholds(50.0, 100.0, 10.0));

        assertThat(ComponentSection.blocks(List.of())).isEmpty();
        assertThat(EvaluationPage.of(evaluation.report(), List.of(), List.of()).render())
                .doesNotContain("What the models are made of");
        assertThat(EvaluationPage.of(evaluation.report(), List.of(), List.of(example(MODEL)))
                        .render())
                .contains("What the models are made of", "b7: trend", "but those of what the models are made of");
    }

    @Test
    void everyComponentHasItsChart() {
        assertThat(charts(html(example(MODEL))).keySet())
                .containsExactly(
                        "b7: trend",
                        "b7: at work, at rest",
                        "b7: cycle",
                        "b7: yearly",
                        "b7: weekly",
                        "b7: temperature",
                        "b7: holidays");
    }

    @Test
    void theTrendMarksItsChanges() {
        Chart chart = charts(html(example(MODEL))).get("b7: trend");
        List<RateChange> changes = MODEL.components().trend().changes().stream()
                .filter(RateChange::isNoticeable)
                .toList();

        assertThat(changes).isNotEmpty();
        assertThat(chart.explanation()).contains("the " + changes.size() + " of 25 changepoints");
        assertThat(chart.spec().get("yTitle").asText()).isEqualTo("Trend [kWh]");
        assertThat(chart.values(0)[0]).isCloseTo(MODEL.components().trend().values()[0], within(1e-3));
        double[] marks = chart.values(1);
        int first = IntStream.range(0, marks.length)
                .filter(place -> !Double.isNaN(marks[place]))
                .findFirst()
                .orElseThrow();
        assertThat(marks[first]).isEqualTo(chart.values(0)[first]);
        assertThat(chart.spec().at("/labels/" + first).asText())
                .startsWith(changes.get(0).time().getDayOfMonth() + " ");
    }

    @Test
    void seasonalitiesHaveTheUnitOfTheirModeAndTheWordsOfTheirPeriod() {
        Map<String, Chart> charts = charts(html(example(MODEL)));
        List<SeasonalityProfile> profiles = MODEL.components().seasonalities();

        Chart weekly = charts.get("b7: weekly");
        assertThat(weekly.spec().get("yTitle").asText()).isEqualTo("Effect [kWh]");
        assertThat(weekly.values(0)[30]).isCloseTo(profiles.get(4).effects()[30], within(1e-3));
        assertThat(weekly.ticks()).containsExactly("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon");
        Chart yearly = charts.get("b7: yearly");
        assertThat(yearly.spec().get("yTitle").asText()).isEqualTo("Effect [% of the trend]");
        // charts keep six digits
        assertThat(yearly.values(0)[30]).isCloseTo(100 * profiles.get(3).effects()[30], withinPercentage(1e-3));
        assertThat(yearly.ticks()).startsWith("Jan", "Feb").endsWith("Dec").hasSize(12);
        Chart cycle = charts.get("b7: cycle");
        assertThat(cycle.spec().get("xTitle").asText()).isEqualTo("Days since Mon 2 Jan 2023");
        assertThat(cycle.ticks()).containsExactly("0", "2", "4", "6", "8", "10", "12");
    }

    @Test
    void seasonalitiesThatTakeTurnsShareAChart() {
        Chart chart = charts(html(example(MODEL))).get("b7: at work, at rest");

        assertThat(chart.spec().get("series")).hasSize(2);
        assertThat(chart.spec().at("/series/1/name").asText()).isEqualTo("at rest (where closed)");
        assertThat(chart.values(1)[40])
                .isCloseTo(MODEL.components().seasonalities().get(1).effects()[40], within(1e-3));
        assertThat(chart.ticks())
                .containsExactly("00:00", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "00:00");
    }

    @Test
    void moreConditionsThanLinesCanTellApartGetMoreCharts() {
        Seasonality[] days = IntStream.range(0, 7)
                .mapToObj(day -> Seasonality.of("day " + day, 1, 2).onlyWhere("is " + day))
                .toArray(Seasonality[]::new);
        Frame history = history();
        for (int day = 0; day < 7; day++) {
            int chosen = day;
            history = history.with("is " + day, values(row -> row / 24 % 7 == chosen ? 1 : 0));
        }
        FittedModel fitted = AdditiveModel.builder().seasonalities(days).build().fit(history);

        assertThat(charts(html(example(fitted))).keySet())
                .contains("b7: day 0, day 1, day 2, day 3", "b7: day 4, day 5, day 6");
    }

    @Test
    void holidaysAreBarsTheLargestFirst() {
        Chart chart = charts(html(example(MODEL))).get("b7: holidays");
        List<HolidayEffect> effects = MODEL.components().holidays();

        assertThat(chart.spec().get("kind").asText()).isEqualTo("ranking");
        assertThat(chart.values(0)[0]).isCloseTo(effects.get(0).effect(), within(1e-3));
        List<String> labels = chart.labels();
        assertThat(labels)
                .containsExactlyInAnyOrder(
                        "fair (2)",
                        "fair, 1 day before (2)",
                        "fair, 1 day after (2)",
                        "fair, 2 days after (2)",
                        "party (1)");
        String largest = effects.get(0).holiday() + (effects.get(0).offset() == 0 ? "" : ", ");
        assertThat(labels.get(0)).startsWith(largest);
    }

    @Test
    void regressorsAreLinesAndSlopes() {
        String html = html(example(MODEL));
        Chart chart = charts(html).get("b7: temperature");
        RegressorProfile temperature = MODEL.components().regressors().get(0);
        RegressorProfile open = MODEL.components().regressors().get(1);

        assertThat(chart.explanation()).isEqualTo(Numbers.significant(temperature.slope()) + " kWh for one unit more.");
        int zero = chart.labels().indexOf("0");
        assertThat(chart.values(0)[zero]).isCloseTo(temperature.effect(0), within(1e-3));
        assertThat(chart.ticks()).contains("0", "5", "10", "15", "20");
        assertThat(html)
                .contains(">" + Numbers.significant(100 * open.slope()) + " % of the trend<")
                .doesNotContain("b7: open");
    }

    @Test
    void noiseAndSharesOfTheVarianceAreTold() {
        String html = html(example(MODEL));

        assertThat(html)
                .contains(
                        "Noise, standard deviation",
                        Numbers.significant(MODEL.components().noise()) + " kWh");
        MODEL.components().contributions().orElseThrow().forEach(contribution -> assertThat(html)
                .contains(">" + contribution.name() + "<")
                .contains("data-v=\"" + 100 * contribution.share() + "\""));
    }

    @Test
    void aModelWithTheEndOfItsHistorySaysWhatItDoesNotKnow() {
        FittedModel cut = ProphetJson.read(ProphetJson.write(MODEL, 10));

        String html = html(example(cut));

        assertThat(html)
                .contains("not known, as the model holds only the last rows of its history")
                .contains("mean and two standard deviations on both sides")
                .doesNotContain("what each component is worth");
        assertThat(charts(html).get("b7: trend").values(0))
                .isEqualTo(charts(html(example(MODEL))).get("b7: trend").values(0));
    }

    @Test
    void aFlatModelOfASeriesWithoutUnitIsShownToo() {
        FittedModel flat = AdditiveModel.builder().growth(Growth.FLAT).build().fit(history());

        Chart trend = charts(html(new ComponentExample("x", flat, ""))).get("x: trend");

        assertThat(trend.explanation()).isEqualTo("Flat: one level over the whole history.");
        assertThat(trend.spec().get("yTitle").asText()).isEqualTo("Trend");
        assertThat(trend.spec().get("series")).hasSize(1);
    }

    @Test
    void namesAreEscaped() {
        String evil = "</script><b>&";

        String html = html(new ComponentExample(evil, rich(evil), evil));

        assertThat(html).doesNotContain("<b>").contains("&lt;/script&gt;&lt;b&gt;&amp;");
    }

    private static ComponentExample example(FittedModel fitted) {
        return new ComponentExample("b7", fitted, "kWh");
    }

    private static String html(ComponentExample example) {
        return ComponentSection.blocks(List.of(example)).stream()
                .map(Block::html)
                .collect(Collectors.joining());
    }

    /** A component of each kind. */
    private static FittedModel rich(String holiday) {
        LocalDate first = START.toLocalDate();
        AdditiveModel additive = AdditiveModel.builder()
                .daily(BuiltInSeasonality.OFF)
                .seasonalities(
                        Seasonality.of("at work", 1, 3).onlyWhere("working"),
                        Seasonality.of("at rest", 1, 2).onlyWhere("closed"),
                        Seasonality.of("cycle", 12.5, 1),
                        Seasonality.of("yearly", 365.25, 1).mode(Mode.MULTIPLICATIVE))
                .holidays(List.of(
                        Holiday.of(holiday, first.plusDays(20)).window(-1, 2),
                        Holiday.of(holiday, first.plusDays(50)).window(-1, 2),
                        Holiday.of("party", first.plusDays(33))))
                .regressors(Regressor.of("temperature"), Regressor.of("open").mode(Mode.MULTIPLICATIVE))
                .build();
        return additive.fit(history()
                .with("working", values(row -> row / 24 % 7 < 5 ? 1 : 0))
                .with("closed", values(row -> row / 24 % 7 < 5 ? 0 : 1))
                .with("temperature", values(row -> 10 + 12 * Math.sin(row / 9.7)))
                .with("open", values(row -> row % 24 > 7 && row % 24 < 18 ? 1 : 0)));
    }

    private static Frame history() {
        double[] y = values(row -> 20
                + 0.01 * Math.abs(row - 700)
                + 4 * Math.sin(row / 9.7)
                + 3 * Math.cos(row * Math.PI / 12)
                + 2 * Math.sin(row * Math.PI / 84)
                + Math.sin((double) row * row));
        return Frame.regular(START, Duration.ofHours(1), ROWS).with("y", y);
    }

    private static double[] values(IntToDoubleFunction value) {
        return IntStream.range(0, ROWS).mapToDouble(value).toArray();
    }

    /** A chart as the page hands it to its script. */
    private record Chart(String explanation, JsonNode spec) {
        double[] values(int series) {
            JsonNode values = spec.at("/series/" + series + "/values");
            double[] numbers = new double[values.size()];
            Arrays.setAll(numbers, place -> values.get(place).asDouble(Double.NaN));
            return numbers;
        }

        List<String> labels() {
            List<String> labels = new ArrayList<>();
            spec.get("labels").forEach(label -> labels.add(label.asText()));
            return labels;
        }

        List<String> ticks() {
            List<String> ticks = new ArrayList<>();
            spec.get("ticks").forEach(tick -> ticks.add(tick.asText()));
            ticks.removeIf(String::isEmpty);
            return ticks;
        }
    }

    private static Map<String, Chart> charts(String html) {
        Map<String, Chart> charts = new LinkedHashMap<>();
        Matcher figure = FIGURE.matcher(html);
        while (figure.find()) {
            charts.put(figure.group(1), new Chart(figure.group(2), json(figure.group(3))));
        }
        return charts;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }
}
