package com.hometech.edf.inference.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.Forecaster;
import com.hometech.edf.inference.ModelForecaster;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.SampleModel;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.forecast.ForecastBuildings.Forecasts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastBuildingsTest {
    private static final Instant ISSUED_AT = Instant.parse("2024-06-01T05:00:00Z");

    @TempDir
    private Path directory;

    private Forecaster forecaster;

    @BeforeEach
    void openModel() throws IOException {
        forecaster = new ModelForecaster(
                ModelArtifact.openUnregistered(new SampleModel().tarGz(directory)),
                SeriesSource.NONE,
                building -> false);
    }

    @Test
    @DisplayName("I3: every building has one row for each of the 72 hours, graded by what made it")
    void everyBuildingHasTheWholeHorizon() {
        List<ForecastRecord> rows = new ForecastBuildings(forecaster, run(false), Optional.empty())
                .forecast(table())
                .rows();

        assertThat(rows).hasSize(4 * 72);
        assertThat(rows.subList(0, 72)).extracting(ForecastRecord::targetTime).containsExactlyElementsOf(targets());
        assertThat(gradesOf(rows))
                .isEqualTo(Map.of(
                        "cold", ForecastQuality.COLD_START,
                        "empty", ForecastQuality.FALLBACK,
                        "good", ForecastQuality.MODEL,
                        "without-weather", ForecastQuality.WEATHER_MISSING));
        assertThat(rows)
                .filteredOn(row -> row.modelVersion().equals("none"))
                .extracting(row -> row.building().value())
                .containsOnly("cold", "empty");
    }

    @Test
    void rowsOfEarlierIssuesAreNotForecastAgain() {
        FeatureTable.Builder table = FeatureTable.builder(SampleModel.SCHEMA);
        for (int days : new int[] {10, 5, 0}) {
            SampleModel.addRows(table, "good", SampleModel.ORIGIN.minus(Duration.ofDays(days)), 2, lead -> 3.0, 20);
        }

        List<ForecastRecord> rows = new ForecastBuildings(forecaster, run(false), Optional.empty())
                .forecast(table.build())
                .rows();

        assertThat(rows).extracting(ForecastRecord::targetTime).containsExactlyElementsOf(targets());
    }

    @Test
    @DisplayName("fault 37: forecasts of an older model say that they are stale")
    void anOlderModelIsGradedStale() {
        List<ForecastRecord> rows = new ForecastBuildings(forecaster, run(true), Optional.empty())
                .forecast(table())
                .rows();

        assertThat(gradesOf(rows)).containsEntry("good", ForecastQuality.MODEL_STALE);
    }

    @Test
    @DisplayName("fault 36: a building whose prediction always throws falls back alone and is named")
    void oneFailingBuildingFallsBackAlone() {
        Forecasts forecasts = new ForecastBuildings(failingFor("good"), run(false), Optional.empty()).forecast(table());

        assertThat(forecasts.failed()).containsExactly("good");
        assertThat(gradesOf(forecasts.rows()))
                .containsEntry("good", ForecastQuality.FALLBACK)
                .containsEntry("without-weather", ForecastQuality.WEATHER_MISSING);
        assertThat(forecasts.rows()).hasSize(4 * 72);
    }

    @Test
    @DisplayName("fault 48: a model that may not be used stops the run instead of falling back")
    void anUnusableModelStopsTheRun() {
        Forecaster unusable = new Forecaster() {
            @Override
            public List<Double> levels() {
                return forecaster.levels();
            }

            @Override
            public Prediction predict(FeatureTable table, int fromRow, int toRow) {
                throw new ModelUnusableException("other features");
            }

            @Override
            public Prediction fallback(FeatureTable table, int fromRow, int toRow) {
                return forecaster.fallback(table, fromRow, toRow);
            }
        };

        assertThatThrownBy(() -> new ForecastBuildings(unusable, run(false), Optional.empty()).forecast(table()))
                .isInstanceOf(ModelUnusableException.class);
    }

    @Test
    @DisplayName("fault 39: features of another issue time are refused")
    void featuresOfAnotherIssueAreRefused() {
        ForecastRun nextDay = new ForecastRun(
                "run",
                ISSUED_AT.plus(Duration.ofDays(1)),
                Quantity.CONSUMPTION,
                "EDF/1",
                false,
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ofHours(72));

        assertThatThrownBy(() -> new ForecastBuildings(forecaster, nextDay, Optional.empty()).forecast(table()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the run wants 2024-06-02T05:00:00Z");
    }

    private Forecaster failingFor(String building) {
        return new Forecaster() {
            @Override
            public List<Double> levels() {
                return forecaster.levels();
            }

            @Override
            public Prediction predict(FeatureTable table, int fromRow, int toRow) {
                if (table.building(fromRow).equals(building)) {
                    throw new ArithmeticException("this building always fails");
                }
                return forecaster.predict(table, fromRow, toRow);
            }

            @Override
            public Prediction fallback(FeatureTable table, int fromRow, int toRow) {
                return forecaster.fallback(table, fromRow, toRow);
            }
        };
    }

    private static ForecastRun run(boolean stale) {
        return new ForecastRun(
                "run",
                ISSUED_AT,
                Quantity.CONSUMPTION,
                "EDF/1",
                stale,
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ofHours(72));
    }

    private static List<Instant> targets() {
        return IntStream.range(0, 72)
                .mapToObj(hour -> ISSUED_AT.plus(Duration.ofHours(hour)))
                .toList();
    }

    private static Map<String, ForecastQuality> gradesOf(List<ForecastRecord> rows) {
        return rows.stream()
                .collect(Collectors.toMap(row -> row.building().value(), ForecastRecord::quality, (one, same) -> {
                    assertThat(same).isEqualTo(one);
                    return one;
                }));
    }

    private static FeatureTable table() {
        FeatureTable.Builder table = FeatureTable.builder(SampleModel.SCHEMA);
        SampleModel.addRows(table, "good", 10, Readiness.MODEL, 20);
        SampleModel.addRows(table, "without-weather", 10, Readiness.MODEL, Float.NaN);
        SampleModel.addRows(table, "cold", 10, Readiness.COLD_START, 20);
        SampleModel.addRows(table, "empty", 10, Readiness.FALLBACK, 20);
        return table.build();
    }
}
