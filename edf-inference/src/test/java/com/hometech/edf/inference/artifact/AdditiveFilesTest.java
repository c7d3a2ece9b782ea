package com.hometech.edf.inference.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.additive.AdditiveModel;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.additive.MovingFit;
import com.hometech.edf.additive.Regressor;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.inference.artifact.AdditiveModels.BuildingModels;
import com.hometech.edf.inference.artifact.AdditiveModels.TrainedModel;
import com.hometech.edf.inference.interval.PredictionSource;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AdditiveFilesTest {
    private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant KNOWN_UNTIL = Instant.parse("2024-01-22T00:00:00Z");

    private static final BuildingSeries OLDEST = new BuildingSeries(
            "a",
            1_704_063_600,
            3600,
            new double[] {1, Double.NaN, 3},
            new TreeMap<>(Map.of("temperature_c", new float[] {0.1f, 2, Float.NaN})));

    @Test
    void modelsComeBackAsTheyWere() throws IOException {
        AdditiveModels models = models();

        AdditiveModels read = read(AdditiveFiles.write(models));

        assertThat(read.regressors()).containsExactly("temperature_c");
        assertThat(read.buildings().keySet()).containsExactly("a", "b");
        BuildingModels b = read.buildings().get("b");
        assertThat(b.zone()).isEqualTo(ZONE);
        assertThat(b.knownUntil()).isEqualTo(KNOWN_UNTIL);
        assertThat(b.of(PredictionSource.MODEL))
                .as("the site of b has no weather")
                .isEmpty();
        Frame later = Frame.regular(START.plusDays(21), Duration.ofHours(1), 48);
        double[] temperature = new double[48];
        Frame withWeather = later.with("temperature_c", temperature);
        assertThat(model(read, "a", PredictionSource.MODEL).fitted().yhat(withWeather))
                .isEqualTo(model(models, "a", PredictionSource.MODEL).fitted().yhat(withWeather));
        double[] y = new double[48];
        Arrays.fill(y, 8);
        assertThat(moved(read, later.with("y", y))).isEqualTo(moved(models, later.with("y", y)));
    }

    private static double[] moved(AdditiveModels models, Frame later) {
        return model(models, "b", PredictionSource.MODEL_WITHOUT_WEATHER)
                .moving()
                .add(later)
                .fitted()
                .yhat(later);
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        Map<ArtifactFile, byte[]> files = AdditiveFiles.write(models());
        byte[] json = files.get(ArtifactFile.ADDITIVE);
        byte[] state = files.get(ArtifactFile.ADDITIVE_STATE);

        assertRefused(Arrays.copyOf(json, json.length / 2), state, "prophet_model.json cannot be used");
        assertRefused("{}".getBytes(StandardCharsets.UTF_8), state, "not edf-additive-models/2");
        assertRefused(json, Arrays.copyOf(state, state.length - 1), "its states end early");
        assertRefused(json, Arrays.copyOf(state, state.length + 1), "its states are more than its models");
        String elsewhere = new String(json, StandardCharsets.UTF_8).replace("Europe/Berlin", "Europe/Atlantis");
        assertRefused(elsewhere.getBytes(StandardCharsets.UTF_8), state, "Europe/Atlantis");
    }

    private static void assertRefused(byte[] json, byte[] state, String message) {
        assertThatThrownBy(() -> AdditiveFiles.read(json, state))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith("; train again");
    }

    private static AdditiveModels models() throws IOException {
        AdditiveModel plain = AdditiveModel.builder().build();
        AdditiveModel warm = AdditiveModel.builder()
                .regressors(Regressor.of("temperature_c"))
                .build();
        return new AdditiveModels(
                List.of("temperature_c"),
                Map.of(
                        "a",
                        new BuildingModels(
                                ZONE,
                                KNOWN_UNTIL,
                                OLDEST,
                                Map.of(
                                        PredictionSource.MODEL,
                                        trained(warm),
                                        PredictionSource.MODEL_WITHOUT_WEATHER,
                                        trained(plain))),
                        "b",
                        new BuildingModels(
                                ZONE,
                                KNOWN_UNTIL,
                                OLDEST,
                                Map.of(PredictionSource.MODEL_WITHOUT_WEATHER, trained(plain)))));
    }

    private static TrainedModel trained(AdditiveModel model) throws IOException {
        Random random = new Random(5);
        int rows = 21 * 24;
        double[] y = random.doubles(rows, 1, 3).toArray();
        Frame history = Frame.regular(START, Duration.ofHours(1), rows)
                .with("y", y)
                .with("temperature_c", random.doubles(rows, -5, 10).toArray());
        MovingFit fit = MovingFit.of(model, history);
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        fit.write(new DataOutputStream(state));
        return new TrainedModel(fit.fitted(), state.toByteArray());
    }

    private static TrainedModel model(AdditiveModels models, String building, PredictionSource source) {
        return models.buildings().get(building).of(source).orElseThrow();
    }

    private static AdditiveModels read(Map<ArtifactFile, byte[]> files) {
        return AdditiveFiles.read(files.get(ArtifactFile.ADDITIVE), files.get(ArtifactFile.ADDITIVE_STATE));
    }
}
