package com.hometech.edf.inference.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureRow;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.ModelForecaster;
import com.hometech.edf.inference.SampleModel;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.explain.BlendExplainer.Member;
import com.hometech.edf.inference.explain.ForecastExplainer.Explained;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastExplainerTest {
    @TempDir
    private Path directory;

    @Test
    void contributionsAddUpToTheForecastOfEveryGrade() throws IOException {
        for (Readiness readiness : Readiness.values()) {
            for (float temperature : new float[] {2, 20, Float.NaN}) {
                FeatureTable table = table(2000, readiness, temperature);
                double[] served = new ModelForecaster(model(), SeriesSource.NONE, id -> false)
                        .predict(table)
                        .yhat();
                ForecastExplainer explainer = new ForecastExplainer(model(), SeriesSource.NONE, id -> false);
                for (int row = 0; row < table.rows(); row++) {
                    Explanation explanation = explainer.explain(table, row).explanation();

                    assertThat(explanation.sumKwh()).isCloseTo(served[row], within(1e-9 * 2000));
                }
            }
        }
    }

    @Test
    void theColdMovesTheForecastUpByHalfTheLevelAndTheHeatDown() throws IOException {
        Map<String, Double> cold = kwhByName(explained(table(2000, Readiness.MODEL, 2)));
        Map<String, Double> warm = kwhByName(explained(table(2000, Readiness.MODEL, 20)));

        // The model learned half a level below 10 °C, which was a third of what it saw.
        assertThat(cold.get("temperature_c")).isCloseTo(2000 * 0.5 * 2 / 3, within(50.0));
        assertThat(warm.get("temperature_c")).isCloseTo(-2000 * 0.5 / 3, within(50.0));
        assertThat(cold.get("lead_hours")).isCloseTo(0, within(20.0));
    }

    @Test
    void valuesAreThoseOfTheFeaturesInTheirOwnUnits() throws IOException {
        Explained explained = explained(table(2000, Readiness.MODEL, 2));

        assertThat(explained.quality()).isEqualTo(ForecastQuality.MODEL);
        assertThat(explained.explanation().contributions())
                .extracting(Contribution::name, Contribution::kind, Contribution::value)
                .containsExactly(
                        tuple("lead_hours", ContributionKind.LEAD, 1.0),
                        tuple("consumption_lag_168h", ContributionKind.LOAD, 2000.0),
                        tuple("temperature_c", ContributionKind.WEATHER, 2.0));
    }

    @Test
    void withoutWeatherTheOtherBoosterIsExplained() throws IOException {
        Explained explained = explained(table(2000, Readiness.MODEL, Float.NaN));

        assertThat(explained.quality()).isEqualTo(ForecastQuality.WEATHER_MISSING);
        assertThat(kwhByName(explained)).containsOnlyKeys("lead_hours", "consumption_lag_168h");
    }

    @Test
    void aPlainForecastIsOneContribution() throws IOException {
        Explained explained = explained(table(2000, Readiness.COLD_START, 20));

        assertThat(explained.quality()).isEqualTo(ForecastQuality.COLD_START);
        assertThat(explained.explanation())
                .isEqualTo(new Explanation(
                        0,
                        List.of(new Contribution(
                                ForecastExplainer.PLAIN_FORECAST, ContributionKind.PLAIN_FORECAST, 1800, 1800))));
    }

    @Test
    void aForecastThatHadToDoWithoutTheModelIsExplainedAsPlain() {
        Explanation explanation = ForecastExplainer.explainPlain(table(2000, Readiness.MODEL, 20), 0, false);

        assertThat(kwhByName(explanation)).containsExactly(entry(ForecastExplainer.PLAIN_FORECAST, 1800.0));
        assertThat(ForecastExplainer.explainPlain(row(Readiness.FALLBACK, -3), 0, false)
                        .sumKwh())
                .isZero();
    }

    @Test
    void whatLiftsAForecastToZeroIsALineOfItsOwn() throws IOException {
        FeatureTable table = row(Readiness.FALLBACK, -3);

        assertThat(explained(table).explanation().contributions())
                .extracting(Contribution::name, Contribution::kwh)
                .containsExactly(
                        tuple(ForecastExplainer.PLAIN_FORECAST, -3.0), tuple(ForecastExplainer.NOT_BELOW_ZERO, 3.0));
        assertThat(explained(table).explanation().sumKwh()).isZero();
        assertThat(new ForecastExplainer(model(), SeriesSource.NONE, id -> true)
                        .explain(table, 0)
                        .explanation()
                        .sumKwh())
                .isEqualTo(-3);
    }

    @Test
    void aTableWithOtherFeaturesIsRefused() throws IOException {
        FeatureSchema other = new FeatureSchema(
                SampleModel.SCHEMA.step(), SampleModel.SCHEMA.features().subList(0, 2));
        FeatureTable table = FeatureTable.builder(other)
                .add(new FeatureRow("x", SampleModel.ORIGIN, 1, 1, 1, 1, 1, 1, 1, Readiness.MODEL, List.of(1f, 1f)))
                .build();

        assertThatThrownBy(() -> new ForecastExplainer(model(), SeriesSource.NONE, id -> false).explain(table, 0))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("temperature_c");
    }

    @Test
    void aBlendWeighsTheContributionsOfItsMembers() throws IOException {
        ModelArtifact model = model();
        Explainer booster =
                ForecastExplainer.ofTrees(model.boosted().orElseThrow().trees(), SampleModel.SCHEMA);
        Explainer blind = ForecastExplainer.ofTrees(
                model.boosted().orElseThrow().withoutWeather().orElseThrow(), SampleModel.SCHEMA);
        Explainer lastWeek = new PlainExplainer("last week", FeatureTable::lastWeekKwh);
        FeatureTable table = table(2000, Readiness.MODEL, 2);

        Explanation blend = new BlendExplainer(
                        List.of(new Member(booster, 0.5), new Member(blind, 0.3), new Member(lastWeek, 0.2)))
                .explain(table, 7);

        Explanation first = booster.explain(table, 7);
        Explanation second = blind.explain(table, 7);
        assertThat(blend.baseKwh()).isCloseTo(0.5 * first.baseKwh() + 0.3 * second.baseKwh(), within(1e-9));
        assertThat(blend.sumKwh()).isCloseTo(0.5 * first.sumKwh() + 0.3 * second.sumKwh() + 0.2 * 2000, within(1e-9));
        Map<String, Double> kwh = kwhByName(blend);
        assertThat(kwh).hasSize(4).containsEntry("last week", 400.0);
        assertThat(kwh.get("consumption_lag_168h"))
                .isCloseTo(
                        0.5 * kwhByName(first).get("consumption_lag_168h")
                                + 0.3 * kwhByName(second).get("consumption_lag_168h"),
                        within(1e-9));
    }

    @Test
    void aSummaryKeepsTheLargestAndTheSum() {
        Explanation whole = new Explanation(
                10,
                List.of(
                        new Contribution(ForecastExplainer.NOT_BELOW_ZERO, ContributionKind.LIMIT, Double.NaN, 0.5),
                        new Contribution("small", ContributionKind.LEAD, 1, 1),
                        new Contribution("down", ContributionKind.LOAD, 2, -14),
                        new Contribution("b", ContributionKind.LOAD, 2, 2),
                        new Contribution("a", ContributionKind.LOAD, 2, -2)));

        Explanation summary = whole.summary(2);

        assertThat(summary.contributions())
                .extracting(Contribution::name, Contribution::kwh)
                .containsExactly(
                        tuple("down", -14.0),
                        tuple("a", -2.0),
                        tuple(Explanation.OTHERS, 3.0),
                        tuple(ForecastExplainer.NOT_BELOW_ZERO, 0.5));
        assertThat(summary.sumKwh()).isEqualTo(whole.sumKwh());
        assertThat(whole.summary(4).contributions())
                .hasSize(5)
                .noneMatch(part -> part.kind() == ContributionKind.OTHERS);
    }

    private Explained explained(FeatureTable table) throws IOException {
        return new ForecastExplainer(model(), SeriesSource.NONE, id -> false).explain(table, 0);
    }

    private static Map<String, Double> kwhByName(Explained explained) {
        return kwhByName(explained.explanation());
    }

    private static Map<String, Double> kwhByName(Explanation explanation) {
        return explanation.contributions().stream().collect(Collectors.toMap(Contribution::name, Contribution::kwh));
    }

    private ModelArtifact model() throws IOException {
        return ModelArtifact.openUnregistered(new SampleModel().tarGz(directory));
    }

    private static FeatureTable table(double levelKwh, Readiness readiness, float temperature) {
        FeatureTable.Builder table = FeatureTable.builder(SampleModel.SCHEMA);
        SampleModel.addRows(table, "x", levelKwh, readiness, temperature);
        return table.build();
    }

    private static FeatureTable row(Readiness readiness, double fallbackKwh) {
        return FeatureTable.builder(SampleModel.SCHEMA)
                .add(new FeatureRow(
                        "x",
                        SampleModel.ORIGIN,
                        1,
                        Double.NaN,
                        5,
                        fallbackKwh,
                        fallbackKwh,
                        fallbackKwh,
                        fallbackKwh,
                        readiness,
                        List.of(1f, 5f, 20f)))
                .build();
    }
}
