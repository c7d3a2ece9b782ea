package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import com.hometech.edf.common.config.MonitoringConfig.ChallengerConfig;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.lambdas.CreateSageMakerModelHandler;
import com.hometech.edf.lambdas.GetApprovedModelHandler;
import com.hometech.edf.lambdas.RegisterEdfModelHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ModelHandlersTest extends HandlerTest {
    private static final Map<String, Object> ASK = Map.of("model_package_group", GROUP);

    @Test
    void theNewestApprovedModelIsChosen() {
        approvedModel("one");
        ModelPackage two = approvedModel("two");
        registeredModel("three, not decided");

        assertThat(call(new GetApprovedModelHandler(platform, ChallengerConfig::defaults), ASK))
                .isEqualTo(Map.of(
                        "model_package_arn", two.arn(),
                        "model_version", GROUP + "/2",
                        "model_data_url", artifactUri("two").toString(),
                        "model_sha256", two.sha256(),
                        "stale", false,
                        "skipped", List.of()));
    }

    @Test
    @DisplayName("how the model was fitted is told where it was registered with it: features are made for it")
    void howTheModelWasFittedIsTold() {
        for (Map<String, String> metadata : List.of(
                Map.of("strategy", "Prophet", "prophet_regressors", "humidity,temperature_c"),
                Map.of("strategy", "XGBoost"))) {
            ModelPackage model = registeredModel(metadata.toString(), metadata);
            platform.models().decide(GROUP, model.version(), ApprovalStatus.APPROVED, "ann: good");

            assertThat(call(new GetApprovedModelHandler(platform, ChallengerConfig::defaults), ASK))
                    .containsEntry("strategy", metadata.get("strategy"))
                    .containsEntry("prophet_regressors", metadata.getOrDefault("prophet_regressors", ""));
        }
    }

    @Test
    @DisplayName("fault 43: a rejected or undecided model is never chosen; the message says what to do")
    void withoutAnApprovedModelTheMessageSaysWhatToDo() {
        GetApprovedModelHandler handler = new GetApprovedModelHandler(platform, ChallengerConfig::defaults);
        assertThatThrownBy(() -> call(handler, ASK))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("edf train");

        registeredModel("one");
        assertThatThrownBy(() -> call(handler, ASK))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("edf models approve " + GROUP + "/1");

        platform.models().decide(GROUP, 1, ApprovalStatus.REJECTED, "ann: bad");
        assertThatThrownBy(() -> call(handler, ASK)).isInstanceOf(ModelUnusableException.class);
    }

    @Test
    @DisplayName("fault 44: an approved model without artifact is passed over for the last good one")
    void aModelWithoutArtifactIsPassedOver() {
        approvedModel("one");
        approvedModel("two");
        platform.objects().delete(artifactUri("two"));

        Map<String, Object> answer = call(new GetApprovedModelHandler(platform, ChallengerConfig::defaults), ASK);

        assertThat(answer).containsEntry("model_version", GROUP + "/1").containsEntry("stale", true);
        assertThat(answer.get("skipped"))
                .asInstanceOf(list(String.class))
                .singleElement()
                .asString()
                .contains(GROUP + "/2", "is missing");
        assertThat(home.resolve("metrics.jsonl")).content().contains("ApprovedModelSkipped", "\"problem\":\"MISSING\"");
    }

    @Test
    void theModelThatIsComparedIsTheNewestThatWaitsAndIsNewer() {
        registeredModel("one");
        approvedModel("two");
        GetApprovedModelHandler handler = new GetApprovedModelHandler(platform, ChallengerConfig::defaults);
        Map<String, Object> ask =
                Map.of("model_package_group", GROUP, "challenger_of", GROUP + "/2", "issued_at", NOW.toString());
        assertThat(call(handler, ask)).isEqualTo(Map.of("model_version", ""));

        registeredModel("three", Map.of("strategy", "XGBoost"));
        assertThat(call(handler, ask))
                .containsEntry("model_version", GROUP + "/3")
                .containsEntry("model_data_url", artifactUri("three").toString())
                .containsEntry("strategy", "XGBoost");
        Map<String, Object> later = new TreeMap<>(ask);
        later.put("issued_at", NOW.plus(Duration.ofDays(56)).toString());
        assertThat(call(handler, later)).as("for max_days").containsEntry("model_version", "");

        platform.objects().delete(artifactUri("three"));
        assertThatThrownBy(() -> call(handler, ask))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("is missing");
        platform.models().decide(GROUP, 3, ApprovalStatus.REJECTED, "ann: bad");
        assertThat(call(handler, ask)).containsEntry("model_version", "");
    }

    @Test
    @DisplayName("fault 45, invariant I8: an artifact that was changed after registration is never used")
    void aChangedArtifactIsNeverUsed() {
        ModelPackage one = approvedModel("one");
        platform.objects().put(artifactUri("one"), "changed".getBytes(UTF_8));

        assertThatThrownBy(() -> call(new GetApprovedModelHandler(platform, ChallengerConfig::defaults), ASK))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("checksum")
                .hasMessageContaining(one.sha256());
        assertThatThrownBy(() -> call(create(), creation(one)))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("checksum");
        assertThat(home.resolve("metrics.jsonl")).content().contains("OTHER_CHECKSUM");
    }

    @Test
    @DisplayName("fault 29: an approved model is made servable once, however often it is asked for")
    void anApprovedModelIsMadeServable() {
        ModelPackage one = approvedModel("one");
        Map<String, Object> answer = call(create(), creation(one));

        assertThat(answer)
                .isEqualTo(Map.of(
                        "model_name",
                        "edf-run-1",
                        "model_data_url",
                        artifactUri("one").toString()));
        assertThat(call(create(), creation(one))).isEqualTo(answer);
    }

    @Test
    @DisplayName("fault 43: a model that is not approved cannot be made servable by naming it directly")
    void aModelThatIsNotApprovedIsNotServed() {
        ModelPackage pending = registeredModel("one");
        assertThatThrownBy(() -> call(create(), creation(pending)))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("PendingManualApproval");

        ModelPackage approved = approvedModel("two");
        Map<String, Object> other = new TreeMap<>(creation(approved));
        other.put("model_data_url", "s3://processed-data/elsewhere/model.tar.gz");
        assertThatThrownBy(() -> call(create(), other)).isInstanceOf(ModelUnusableException.class);
        other.putAll(creation(approved));
        other.put("model_package_arn", "arn:aws:sagemaker:local:000000000000:model-package/other/1");
        assertThatThrownBy(() -> call(create(), other)).isInstanceOf(ModelUnusableException.class);
    }

    @Test
    @DisplayName("fault 29: a model that passed is registered once for each execution, with its checksum and scores")
    void aModelThatPassedIsRegisteredOnce() {
        byte[] artifact = archive("{\"strategy\": \"XGBoost\", \"hyperparameters\": {\"xgb_eta\": \"0.1\"}}");
        platform.objects().put(artifactUri("new"), artifact);
        summary("{\"passed\": true, \"reasons\": [], \"metrics\": {\"mape\": 12.5}, \"best_baseline\": \"last_week\"}");

        Map<String, Object> answer = call(new RegisterEdfModelHandler(platform), registration());

        assertThat(answer)
                .containsEntry("model_version", GROUP + "/1")
                .containsEntry("approval_status", "PendingManualApproval");
        assertThat(call(new RegisterEdfModelHandler(platform), registration())).isEqualTo(answer);
        ModelPackage registered = platform.models().list(GROUP).get(0);
        assertThat(registered.sha256()).isEqualTo(Checksums.sha256(artifact));
        assertThat(registered.metrics()).isEqualTo(Map.of("mape", 12.5));
        assertThat(registered.metadata())
                .containsEntry("strategy", "XGBoost")
                .containsEntry("execution_id", "execution-1")
                .containsEntry("best_baseline", "last_week")
                .doesNotContainKeys("prophet_regressors", "training_reason");
    }

    @Test
    void whatAModelWasFittedWithIsRegistered() {
        platform.objects()
                .put(
                        artifactUri("new"),
                        archive("{\"strategy\": \"Prophet\", \"hyperparameters\":"
                                + " {\"prophet_regressors\": \"humidity,temperature_c\"}}"));
        summary("{\"passed\": true, \"reasons\": [], \"metrics\": {}}");
        Map<String, Object> registration = new TreeMap<>(registration());
        registration.put("strategy", "Prophet");
        registration.put("reason", "drift, since Monday");

        call(new RegisterEdfModelHandler(platform), registration);

        assertThat(platform.models().list(GROUP).get(0).metadata())
                .containsEntry("strategy", "Prophet")
                .containsEntry("prophet_regressors", "humidity,temperature_c")
                .containsEntry("training_reason", "drift, since Monday");
    }

    @Test
    void whatIsNotTheModelThatWasAskedForIsNotRegistered() {
        summary("{\"passed\": true, \"reasons\": [], \"metrics\": {}}");
        Map<String, byte[]> artifacts = new TreeMap<>();
        artifacts.put("was fitted with Prophet", archive("{\"strategy\": \"Prophet\", \"hyperparameters\": {}}"));
        artifacts.put("names no strategy", archive("{\"hyperparameters\": {}}"));
        artifacts.put("is no JSON", archive("{\"strategy\""));
        artifacts.put("is not a complete tar.gz archive", "model".getBytes(UTF_8));
        artifacts.forEach((problem, artifact) -> {
            platform.objects().put(artifactUri("new"), artifact);
            assertThatThrownBy(() -> call(new RegisterEdfModelHandler(platform), registration()))
                    .isInstanceOf(ModelUnusableException.class)
                    .hasMessageContaining(problem)
                    .hasMessageContaining(artifactUri("new").toString());
        });
        assertThat(platform.models().list(GROUP)).isEmpty();
    }

    @Test
    @DisplayName("fault 50: a model that did not pass is not registered, even when the handler is called directly")
    void aModelThatDidNotPassIsNotRegistered() {
        platform.objects().put(artifactUri("new"), "model".getBytes(UTF_8));
        for (String json : List.of(
                "{\"passed\": false, \"reasons\": [\"max_mape is 20, the model has 31\"], \"metrics\": {}}",
                "{\"reasons\": []}")) {
            summary(json);
            assertThatThrownBy(() -> call(new RegisterEdfModelHandler(platform), registration()))
                    .isInstanceOf(ModelUnusableException.class)
                    .hasMessageContaining("did not pass")
                    .hasMessageContaining("evaluation_report_edf.html");
        }
        summary("{\"passed\": \"yes, surely\"}");
        assertThatThrownBy(() -> call(new RegisterEdfModelHandler(platform), registration()))
                .isInstanceOf(InvalidInputException.class);
        assertThat(platform.models().list(GROUP)).isEmpty();
    }

    @Test
    @DisplayName("fault 44: a model without artifact is not registered")
    void aModelWithoutArtifactIsNotRegistered() {
        summary("{\"passed\": true, \"reasons\": [], \"metrics\": {}}");
        assertThatThrownBy(() -> call(new RegisterEdfModelHandler(platform), registration()))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining(artifactUri("new").toString());
        assertThat(platform.models().list(GROUP)).isEmpty();
    }

    /** A {@code model.tar.gz} that holds only metadata. */
    static byte[] archive(String metadataJson) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            byte[] json = metadataJson.getBytes(UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry("model_metadata.json");
            entry.setSize(json.length);
            tar.putArchiveEntry(entry);
            tar.write(json);
            tar.closeArchiveEntry();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private CreateSageMakerModelHandler create() {
        return new CreateSageMakerModelHandler(platform, List.of(GROUP));
    }

    private static Map<String, Object> creation(ModelPackage model) {
        return Map.of(
                "model_name", "edf-run-1",
                "model_package_arn", model.arn(),
                "model_data_url", model.modelData().toString(),
                "model_sha256", model.sha256());
    }

    private void summary(String json) {
        platform.objects()
                .put(ObjectUri.parse("s3://processed-data/evaluation/evaluation_summary.json"), json.getBytes(UTF_8));
    }

    private static Map<String, Object> registration() {
        return Map.of(
                "model_package_group", GROUP,
                "model_data_url", artifactUri("new").toString(),
                "evaluation_summary_url", "s3://processed-data/evaluation/evaluation_summary.json",
                "evaluation_report_url", "s3://processed-data/evaluation/evaluation_report_edf.html",
                "execution_id", "execution-1",
                "strategy", "XGBoost");
    }
}
