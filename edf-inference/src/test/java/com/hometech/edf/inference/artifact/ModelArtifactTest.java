package com.hometech.edf.inference.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.inference.SampleModel;
import com.hometech.edf.inference.artifact.ModelMetadata.BoosterFacts;
import com.hometech.edf.inference.artifact.ModelMetadata.GoldenPrediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelArtifactTest {
    @TempDir
    private Path directory;

    private SampleModel sample;

    @BeforeEach
    void makeModel() {
        sample = new SampleModel();
    }

    @Test
    void aWholeModelOpensAsItWasWritten() throws IOException {
        Path tarGz = sample.tarGz(directory);

        ModelArtifact model = ModelArtifact.open(tarGz, Checksums.sha256(Files.readAllBytes(tarGz)));

        assertThat(model.metadata()).isEqualTo(sample.metadata);
        assertThat(model.boosted().orElseThrow().trees().expected().treeCount()).isEqualTo(40);
        assertThat(model.boosted().orElseThrow().withoutWeather()).isPresent();
    }

    @Test
    @DisplayName("fault 45: another checksum than the registry's is refused, as a matter of security")
    void anotherChecksumIsRefused() throws IOException {
        Path tarGz = sample.tarGz(directory);

        assertThatThrownBy(() -> ModelArtifact.open(tarGz, "0".repeat(64)))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageStartingWith("SECURITY: model.tar.gz is not the registered model");
    }

    @Test
    @DisplayName("fault 49: a booster with a flipped bit is refused by its own checksum")
    void aChangedBoosterIsRefused() throws IOException {
        sample.files.get("xgboost_model.ubj")[2000] ^= 1;

        assertRefused("xgboost_model.ubj does not have the checksum that its metadata records");
    }

    @Test
    @DisplayName("fault 49: a truncated booster is refused even where the metadata were made to fit")
    void aTruncatedBoosterIsRefused() throws IOException {
        byte[] half = Arrays.copyOf(sample.files.get("xgboost_model.ubj"), 3000);
        sample.files.put("xgboost_model.ubj", half);
        changeBooster(Checksums.sha256(half), sample.metadata.boosters().get(0).golden());

        assertRefused("xgboost_model.ubj is truncated");
    }

    @Test
    @DisplayName("fault 49: a booster that predicts another number than at training is refused")
    void anotherGoldenPredictionIsRefused() throws IOException {
        BoosterFacts facts = sample.metadata.boosters().get(0);
        GoldenPrediction golden = facts.golden().get(0);
        changeBooster(
                facts.sha256(),
                List.of(new GoldenPrediction(
                        golden.values(),
                        List.of(Math.nextUp(golden.predictions().get(0))))));

        assertRefused("when it was trained: the file or the reader changed");
    }

    @Test
    @DisplayName("fault 48: metadata whose feature schema was changed are refused")
    void aChangedSchemaIsRefused() throws IOException {
        String json = new String(MetadataJson.write(sample.metadata), StandardCharsets.UTF_8)
                .replace("reading a week before the target", "reading a day before the target");
        sample.files.put("model_metadata.json", json.getBytes(StandardCharsets.UTF_8));

        assertRefused("feature_fingerprint");
    }

    @Test
    @DisplayName("fault 48: a field of the metadata that is missing, unknown or doubled is refused by name")
    void metadataAreReadStrictly() throws IOException {
        String json = new String(MetadataJson.write(sample.metadata), StandardCharsets.UTF_8);
        for (String[] change : new String[][] {
            {"\"strategy\" : \"XGBoost\"", "\"strategy\" : \"XGBoost\", \"extra\" : 1", "extra"},
            {",\n  \"weather_source\" : \"observed_stand_in\"", "", "weather_source"},
            {"\"rows\" : 2000", "\"rows\" : 2000, \"rows\" : 1", "rows"}
        }) {
            assertThat(json).contains(change[0]);
            sample.files.put(
                    "model_metadata.json", json.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8));
            assertRefused(change[2]);
        }
    }

    @Test
    void aMissingBoosterIsRefused() throws IOException {
        sample.files.remove("xgboost_model_no_weather.ubj");

        assertRefused("does not hold xgboost_model_no_weather.ubj exactly once");
    }

    @Test
    void theSameMetadataGiveTheSameBytes() {
        assertThat(MetadataJson.write(MetadataJson.read(MetadataJson.write(sample.metadata))))
                .isEqualTo(MetadataJson.write(sample.metadata));
    }

    private void changeBooster(String sha256, List<GoldenPrediction> golden) {
        BoosterFacts facts = sample.metadata.boosters().get(0);
        sample.metadata = new ModelMetadata(
                sample.metadata.strategy(),
                sample.metadata.createdAt(),
                sample.metadata.codeVersion(),
                sample.metadata.libraryVersions(),
                sample.metadata.configurationFingerprint(),
                sample.metadata.featureFingerprint(),
                sample.metadata.featureSchema(),
                sample.metadata.training(),
                sample.metadata.weatherSource(),
                sample.metadata.buildings(),
                sample.metadata.hyperparameters(),
                sample.metadata.metrics(),
                sample.metadata.blend(),
                sample.metadata.calibration(),
                sample.metadata.newBuildings(),
                Stream.concat(
                                Stream.of(new BoosterFacts(
                                        facts.file(), sha256, facts.trees(), facts.levels(), facts.columns(), golden)),
                                sample.metadata.boosters().stream().skip(1))
                        .toList(),
                List.of());
    }

    private void assertRefused(String message) throws IOException {
        Path tarGz = sample.tarGz(directory);
        assertThatThrownBy(() -> ModelArtifact.openUnregistered(tarGz))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining(message);
    }
}
