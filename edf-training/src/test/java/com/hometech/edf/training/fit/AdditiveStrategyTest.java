package com.hometech.edf.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.WeatherSource;
import com.hometech.edf.inference.FollowingForecaster;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.explain.Contribution;
import com.hometech.edf.inference.explain.ForecastExplainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategy Prophet from series to forecasts. */
class AdditiveStrategyTest {
    private static final int BUILDINGS = 3;
    private static final int TRAINED_DAYS = 150;
    private static final EdfConfig CONFIG = ConfigReader.parse("""
            edf_training:
              default_strategy: Prophet
              hyperparameters:
                Prophet: {prophet_daily_by_day_type: true, prophet_regressors: [temperature_c]}
            """, "test");

    @TempDir
    private static Path directory;

    private static ModelArtifact model;

    @BeforeAll
    static void fit() throws IOException {
        model = fit(AdditiveSamples.series(BUILDINGS, TRAINED_DAYS), directory.resolve("model"));
    }

    private static ModelArtifact fit(SeriesSource series, Path to) throws IOException {
        return fit(series, TRAINED_DAYS, to);
    }

    private static ModelArtifact fit(SeriesSource series, int days, Path to) throws IOException {
        FeatureTable calibration = AdditiveSamples.rows(BUILDINGS, days - 31, 28);
        long end = AdditiveSamples.START.plus(Duration.ofDays(days)).getEpochSecond();
        return new ModelFit(
                        CONFIG,
                        CONFIG.edfTraining(),
                        Clock.fixed(AdditiveSamples.START, ZoneOffset.UTC),
                        Progress.SILENT)
                .fit(
                        new ModelFit.Data(
                                AdditiveSamples.rows(BUILDINGS, 60, 1),
                                calibration,
                                series.until(end),
                                AdditiveSamples.topology(BUILDINGS),
                                WeatherSource.OBSERVED_STAND_IN),
                        to);
    }

    private static Prediction predict(SeriesSource series, FeatureTable rows) {
        return FollowingForecaster.of(model, series, building -> false).predict(rows);
    }

    @Test
    void everyBuildingIsForecastNearlyAsWellAsItsNoiseAllows() {
        FeatureTable rows = AdditiveSamples.rows(BUILDINGS, TRAINED_DAYS, 40);

        Prediction prediction = predict(AdditiveSamples.series(BUILDINGS, 190), rows);

        assertThat(prediction.quality()).containsOnly(ForecastQuality.MODEL);
        // the noise alone makes a mean error of 4 % of the level
        assertThat(meanError(rows, prediction)).isBetween(0.03, 0.055);
        assertThat(coverage(rows, prediction)).isCloseTo(0.8, within(0.04));
    }

    @Test
    void aHolidayIsForecastAsADayOff() {
        int holiday = 185;
        FeatureTable rows = AdditiveSamples.rows(1, holiday - 1, 1);
        int[] noons = IntStream.range(0, rows.rows())
                .filter(row -> Instant.ofEpochSecond(rows.targetEpochSecond(row))
                                .atZone(AdditiveSamples.ZONE)
                                .getHour()
                        == 12)
                .toArray();

        double[] yhat = predict(AdditiveSamples.series(BUILDINGS, 190), rows).yhat();

        assertThat(rows.targetEpochSecond(noons[1]))
                .as("noon of the holiday")
                .isEqualTo(AdditiveSamples.HOLIDAY
                        .atTime(12, 0)
                        .atZone(AdditiveSamples.ZONE)
                        .toEpochSecond());
        for (int noon : noons) {
            assertThat(yhat[noon]).isCloseTo(AdditiveSamples.expected(rows.targetEpochSecond(noon)), within(0.2));
        }
    }

    @Test
    void aModelMovesOnWithReadingsAfterTraining() {
        FeatureTable rows = AdditiveSamples.rows(1, TRAINED_DAYS + 30, 1);
        SeriesSource doubled = id -> AdditiveSamples.series(BUILDINGS, 190)
                .of(id)
                .map(series -> scaled(series, TRAINED_DAYS * 24, series.length(), 2));

        double[] moved = predict(doubled, rows).yhat();
        double[] asTrained = predict(SeriesSource.NONE, rows).yhat();

        assertThat(sum(moved)).isGreaterThan(1.1 * sum(asTrained));
    }

    private static BuildingSeries scaled(BuildingSeries series, int from, int to, double factor) {
        double[] kwh = series.kwh().clone();
        for (int index = from; index < to; index++) {
            kwh[index] *= factor;
        }
        return new BuildingSeries(
                series.building(), series.firstEpochSecond(), series.stepSeconds(), kwh, series.weather());
    }

    @Test
    void aModelOfAWholeYearForgetsTheOldestDaysAsItLearnsNewOnes() throws IOException {
        int days = 380;
        int later = 10;
        // the first days count for a hundred times as much as the others
        SeriesSource odd =
                id -> AdditiveSamples.series(1, days + later).of(id).map(series -> scaled(series, 0, later * 24, 100));
        ModelArtifact year = fit(odd, days, directory.resolve("year"));
        FeatureTable rows = AdditiveSamples.rows(1, days + later, 1);

        double[] moved = FollowingForecaster.of(year, odd, building -> false)
                .predict(rows)
                .yhat();
        double[] asTrained = FollowingForecaster.of(year, SeriesSource.NONE, building -> false)
                .predict(rows)
                .yhat();

        double expected = IntStream.range(0, 72)
                .mapToDouble(row -> AdditiveSamples.expected(rows.targetEpochSecond(row)))
                .sum();
        assertThat(Math.abs(sum(moved) - expected)).isLessThan(0.1 * Math.abs(sum(asTrained) - expected));
    }

    @Test
    void aModelThatCannotMoveForecastsAsItWasTrainedAndTheOthersDoNotNotice() {
        FeatureTable rows = AdditiveSamples.rows(BUILDINGS, TRAINED_DAYS + 10, 1);
        SeriesSource whole = AdditiveSamples.series(BUILDINGS, 190);
        SeriesSource withoutTemperature = id -> whole.of(id)
                .map(series -> id.equals("building-01")
                        ? new BuildingSeries(
                                id, series.firstEpochSecond(), series.stepSeconds(), series.kwh(), new TreeMap<>())
                        : series);

        double[] yhat = predict(withoutTemperature, rows).yhat();

        double[] expected = predict(whole, rows).yhat();
        System.arraycopy(predict(SeriesSource.NONE, rows).yhat(), 72, expected, 72, 72);
        assertThat(yhat).containsExactly(expected);
    }

    @Test
    void noReadingAfterTheOriginIsUsed() {
        FeatureTable rows = AdditiveSamples.rows(BUILDINGS, TRAINED_DAYS + 5, 10);
        long lastOrigin = rows.originEpochSecond(rows.rows() - 1);
        SeriesSource all = AdditiveSamples.series(BUILDINGS, 190);

        double[] known = predict(all.until(lastOrigin + 1), rows).yhat();
        double[] withFuture = predict(all, rows).yhat();
        double[] without = predict(all.until(lastOrigin), rows).yhat();

        assertThat(withFuture).containsExactly(known);
        assertThat(without).as("the reading at the origin is known").isNotEqualTo(known);
    }

    @Test
    void rowsWithoutWeatherGoToTheModelWithoutRegressors() {
        FeatureTable blind = AdditiveSamples.rows(1, TRAINED_DAYS, 10, true);

        Prediction prediction = predict(AdditiveSamples.series(BUILDINGS, 190), blind);

        assertThat(prediction.quality()).containsOnly(ForecastQuality.WEATHER_MISSING);
        assertThat(meanError(blind, prediction)).isBetween(0.05, 0.25);
    }

    @Test
    void aBuildingWhoseWeatherBeganTooLateIsForecastByItsModelWithoutRegressors() throws IOException {
        SeriesSource lateWeather =
                id -> AdditiveSamples.series(BUILDINGS, TRAINED_DAYS).of(id).map(AdditiveStrategyTest::withoutWeather);
        ModelArtifact blind = fit(lateWeather, directory.resolve("blind"));
        FeatureTable rows = AdditiveSamples.rows(1, TRAINED_DAYS, 10);

        Prediction prediction = FollowingForecaster.of(blind, AdditiveSamples.series(BUILDINGS, 190), building -> false)
                .predict(rows);

        assertThat(prediction.quality())
                .as("its rows have weather, but it has no model that reads it")
                .containsOnly(ForecastQuality.WEATHER_MISSING);
        assertThat(meanError(rows, prediction)).isBetween(0.05, 0.25);
        assertThat(blind.metadata().metrics())
                .as("each row that it will serve calibrates it")
                .containsEntry(
                        "calibration_wape_served",
                        blind.metadata().metrics().get("calibration_wape_model_without_weather"));
        assertThat(blind.metadata().training().rows())
                .as("what it learned")
                .isEqualTo((long) BUILDINGS * TRAINED_DAYS * 24);
    }

    private static BuildingSeries withoutWeather(BuildingSeries series) {
        float[] missing = new float[series.length()];
        Arrays.fill(missing, Float.NaN);
        return new BuildingSeries(
                series.building(),
                series.firstEpochSecond(),
                series.stepSeconds(),
                series.kwh(),
                new TreeMap<>(Map.of("temperature_c", missing)));
    }

    @Test
    void aBuildingThatTheModelDoesNotKnowHasThePlainForecast() {
        FeatureTable rows = AdditiveSamples.rows(BUILDINGS + 1, TRAINED_DAYS, 1);

        Prediction prediction = predict(AdditiveSamples.series(BUILDINGS + 1, 190), rows);

        int first = BUILDINGS * 72;
        assertThat(Arrays.copyOfRange(prediction.quality(), first, rows.rows())).containsOnly(ForecastQuality.FALLBACK);
        assertThat(prediction.yhat()[first]).isEqualTo(rows.fallbackKwh(first));
    }

    @Test
    void aBuildingWithTooFewReadingsHasNoModelOfItsOwn() throws IOException {
        SeriesSource few = id -> AdditiveSamples.series(BUILDINGS, TRAINED_DAYS)
                .of(id)
                .map(series -> id.equals("building-01") ? mostlyMissing(series) : series);

        ModelArtifact fitted = fit(few, directory.resolve("few"));

        assertThat(fitted.metadata().buildings()).containsExactly("building-00", "building-02");
    }

    private static BuildingSeries mostlyMissing(BuildingSeries series) {
        double[] kwh = series.kwh().clone();
        Arrays.fill(kwh, 200, kwh.length, Double.NaN);
        return new BuildingSeries(
                series.building(), series.firstEpochSecond(), series.stepSeconds(), kwh, series.weather());
    }

    @Test
    void withoutAnyReadingsThereIsNothingToFit() {
        assertThatThrownBy(() -> fit(id -> Optional.empty(), directory.resolve("nothing")))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("No building has the 252 readings");
    }

    @Test
    void aRegressorThatTheFeaturesDoNotHaveIsRefusedBeforeAnyFit() {
        EdfConfig windy = ConfigReader.parse(
                "edf_training: {default_strategy: Prophet, hyperparameters: {Prophet: {prophet_regressors:"
                        + " [temperature_c, wind_speed]}}}",
                "test");
        FeatureTable rows = AdditiveSamples.rows(1, 60, 1);
        ModelFit.Data data = new ModelFit.Data(
                rows,
                rows,
                id -> {
                    throw new AssertionError("nothing is read");
                },
                AdditiveSamples.topology(1),
                WeatherSource.OBSERVED_STAND_IN);

        assertThatThrownBy(() -> new ModelFit(
                                windy,
                                windy.edfTraining(),
                                Clock.fixed(AdditiveSamples.START, ZoneOffset.UTC),
                                Progress.SILENT)
                        .fit(data, directory.resolve("windy")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("prophet_regressors: wind_speed")
                .hasMessageEndingWith("they have [temperature_c]");
    }

    @Test
    void theSameSeriesGiveTheSameFiles() throws IOException {
        fit(AdditiveSamples.series(BUILDINGS, TRAINED_DAYS), directory.resolve("again"));

        for (String file : new String[] {"prophet_model.json", "prophet_state.bin", "model_metadata.json"}) {
            assertThat(directory.resolve("again").resolve(file))
                    .hasBinaryContent(
                            Files.readAllBytes(directory.resolve("model").resolve(file)));
        }
    }

    @Test
    void theExplanationNamesTheComponentsAndAddsUp() {
        FeatureTable rows = AdditiveSamples.rows(1, TRAINED_DAYS, 1);
        SeriesSource series = AdditiveSamples.series(BUILDINGS, 190);

        var explained = new ForecastExplainer(model, series, building -> false).explain(rows, 12);

        assertThat(explained.explanation().contributions())
                .extracting(Contribution::name)
                .as("a working day that is no holiday")
                .containsExactlyInAnyOrder("trend", "daily_working_day", "weekly", "temperature_c");
        assertThat(explained.explanation().sumKwh())
                .isCloseTo(predict(series, rows).yhat()[12], within(1e-9));
    }

    private static double meanError(FeatureTable rows, Prediction prediction) {
        return IntStream.range(0, rows.rows())
                .mapToDouble(row -> Math.abs(prediction.yhat()[row] - rows.targetKwh(row)) / rows.levelKwh(row))
                .average()
                .orElseThrow();
    }

    private static double coverage(FeatureTable rows, Prediction prediction) {
        return IntStream.range(0, rows.rows())
                        .filter(row -> rows.targetKwh(row) >= prediction.lower()[row]
                                && rows.targetKwh(row) <= prediction.upper()[row])
                        .count()
                / (double) rows.rows();
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }
}
