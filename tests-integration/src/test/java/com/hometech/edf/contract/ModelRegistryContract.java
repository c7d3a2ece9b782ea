package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ModelRegistry.Registration;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every model registry promises. */
abstract class ModelRegistryContract {
    static final String GROUP = "EDFBuildingDemandForecaster";
    static final Instant NOW = Instant.parse("2016-05-10T05:00:00Z");
    private static final String SHA = "0123456789abcdef".repeat(4);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    ModelRegistry registry;

    /** An empty registry that may use the directory. */
    abstract ModelRegistry newRegistry(Path directory, Clock clock) throws Exception;

    /** By the registry's own clock; that of the test where it takes one. */
    void isTheTimeOfRegistration(Instant time) {
        assertThat(time).isEqualTo(NOW);
    }

    @BeforeEach
    void openRegistry() throws Exception {
        registry = newRegistry(directory, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aRegisteredModelWaitsForADecisionAndIsFoundAgain() {
        ModelPackage registered = registry.register(registration("execution-1"));

        assertThat(registered.version()).isEqualTo(1);
        assertThat(registered.modelVersion()).isEqualTo(GROUP + "/1");
        assertThat(registered.arn()).endsWith("/1");
        assertThat(registered.status()).isEqualTo(ApprovalStatus.PENDING_MANUAL_APPROVAL);
        assertThat(registered.createdAt()).satisfies(this::isTheTimeOfRegistration);
        assertThat(registered.metrics()).isEqualTo(Map.of("mape", 12.5, "wape", 0.1));
        assertThat(registered.metadata()).isEqualTo(Map.of("strategy", "XGBoost"));
        assertThat(registered.sha256()).isEqualTo(SHA);
        assertThat(registry.find(GROUP, 1)).contains(registered);
        assertThat(registry.approved(GROUP)).isEmpty();
    }

    @Test
    void anUnknownGroupOrVersionIsEmpty() {
        assertThat(registry.list("Unknown")).isEmpty();
        assertThat(registry.find(GROUP, 1)).isEmpty();
        assertThat(registry.find(GROUP, 0)).isEmpty();
    }

    @Test
    void versionsCountUpAndTheNewestComesFirst() {
        IntStream.rangeClosed(1, 12).forEach(run -> registry.register(registration("execution-" + run)));
        assertThat(registry.list(GROUP))
                .extracting(ModelPackage::version)
                .containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    @DisplayName("fault 29: the same execution registers once, also concurrently")
    void theSameTokenRegistersOnce() throws Exception {
        List<ModelPackage> answers =
                Concurrently.run(8, thread -> () -> registry.register(registration("same-execution")));

        assertThat(answers).extracting(ModelPackage::version).containsOnly(1);
        assertThat(registry.list(GROUP)).hasSize(1);
    }

    @Test
    @DisplayName("fault 31: a registration whose answer was lost is repeated without a second version")
    void aRepeatAnswersWithTheFirstPackage() {
        ModelPackage first = registry.register(registration("execution-1"));
        registry.register(registration("execution-2"));
        assertThat(registry.register(registration("execution-1"))).isEqualTo(first);
        assertThat(registry.list(GROUP)).hasSize(2);
    }

    @Test
    void versionsHaveNoGapsWhenManyRegisterAtOnce() throws Exception {
        List<ModelPackage> answers =
                Concurrently.run(8, thread -> () -> registry.register(registration("execution-" + thread)));

        assertThat(answers).extracting(ModelPackage::version).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(registry.list(GROUP)).hasSize(8);
    }

    @Test
    @DisplayName("fault 43: only an approved model is among the approved, the newest first; a decision may be changed")
    void decisionsDecideWhatIsApproved() {
        IntStream.rangeClosed(1, 4).forEach(run -> registry.register(registration("execution-" + run)));
        registry.decide(GROUP, 1, ApprovalStatus.APPROVED, "ann: good on all sites");
        registry.decide(GROUP, 2, ApprovalStatus.APPROVED, "ann: better");
        registry.decide(GROUP, 3, ApprovalStatus.REJECTED, "ben: worse than last week");

        assertThat(registry.approved(GROUP)).extracting(ModelPackage::version).containsExactly(2, 1);

        ModelPackage rolledBack = registry.decide(GROUP, 2, ApprovalStatus.REJECTED, "ann: rolled back");
        assertThat(rolledBack.status()).isEqualTo(ApprovalStatus.REJECTED);
        assertThat(rolledBack.statusReason()).isEqualTo("ann: rolled back");
        assertThat(registry.approved(GROUP)).extracting(ModelPackage::version).containsExactly(1);
    }

    @Test
    void aDecisionNeedsAModelAndAReason() {
        registry.register(registration("execution-1"));
        assertThatThrownBy(() -> registry.decide(GROUP, 2, ApprovalStatus.APPROVED, "ann: good"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(GROUP + "/2")
                .hasMessageContaining(GROUP + "/1");
        assertThatThrownBy(() -> registry.decide(GROUP, 1, ApprovalStatus.APPROVED, " "))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("reason");
        assertThat(registry.approved(GROUP)).isEmpty();
    }

    @Test
    void aRegistrationWithoutChecksumOrTokenIsRefused() {
        for (Registration wrong : List.of(
                registration(""),
                new Registration(GROUP, "t", modelData(), "abc", Map.of(), Map.of()),
                new Registration("../elsewhere", "t", modelData(), SHA, Map.of(), Map.of()))) {
            assertThatThrownBy(() -> registry.register(wrong)).isInstanceOf(InvalidInputException.class);
        }
        assertThat(registry.list(GROUP)).isEmpty();
    }

    static Registration registration(String clientToken) {
        return new Registration(
                GROUP, clientToken, modelData(), SHA, Map.of("mape", 12.5, "wape", 0.1), Map.of("strategy", "XGBoost"));
    }

    @Test
    void metadataComeBackWhateverTheyHold() {
        Map<String, String> metadata =
                Map.of("regressors", "temperature_c, humidity", "note", "50 % @ «Größe»\n\t\"{}\" 😀", "at", "@0041");
        registry.register(new Registration(GROUP, "execution-1", modelData(), SHA, Map.of("ratio", 1e-7), metadata));
        assertThat(registry.find(GROUP, 1)).hasValueSatisfying(found -> {
            assertThat(found.metadata()).isEqualTo(metadata);
            assertThat(found.metrics()).isEqualTo(Map.of("ratio", 1e-7));
            assertThat(found.modelData()).isEqualTo(modelData());
        });
    }

    @Test
    void aDecisionKeepsEverythingElse() {
        ModelPackage before = registry.register(registration("execution-1"));
        ModelPackage after = registry.decide(GROUP, 1, ApprovalStatus.APPROVED, "ann: good");
        assertThat(after.metadata()).isEqualTo(before.metadata());
        assertThat(after.metrics()).isEqualTo(before.metrics());
        assertThat(after.sha256()).isEqualTo(before.sha256());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
    }

    private static ObjectUri modelData() {
        return ObjectUri.parse("s3://test-bucket/model-artifacts/model.tar.gz");
    }
}
