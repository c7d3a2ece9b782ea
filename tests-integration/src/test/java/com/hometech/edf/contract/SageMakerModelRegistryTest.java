package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.aws.SageMakerModelRegistry;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ModelRegistry.Registration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

class SageMakerModelRegistryTest extends ModelRegistryContract {
    private SageMakerClient sageMaker;

    @Override
    ModelRegistry newRegistry(Path directory, Clock clock) throws Exception {
        sageMaker = AwsEmulator.empty().clients().sageMaker();
        sageMaker.createModelPackageGroup(request -> request.modelPackageGroupName(GROUP));
        return new SageMakerModelRegistry(
                sageMaker, () -> "000000000000.dkr.ecr.eu-central-1.amazonaws.com/edf-training-container:1", clock);
    }

    @Override
    void isTheTimeOfRegistration(Instant time) {
        assertThat(time).isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void aGroupThatIsMissingIsNamedWithTheWayOut() {
        Registration known = registration("execution-1");
        Registration elsewhere = new Registration(
                "NoSuchGroup", "execution-1", known.modelData(), known.sha256(), known.metrics(), known.metadata());
        assertThatThrownBy(() -> registry.register(elsewhere))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("NoSuchGroup")
                .hasMessageContaining("create it with Terraform");
    }

    @Test
    void whatPeopleDecideInTheConsoleCounts() {
        String arn = registry.register(registration("execution-1")).arn();
        sageMaker.updateModelPackage(request ->
                request.modelPackageArn(arn).modelApprovalStatus("Approved").approvalDescription("ann: good"));
        assertThat(registry.approved(GROUP)).singleElement().satisfies(approved -> {
            assertThat(approved.version()).isEqualTo(1);
            assertThat(approved.statusReason()).isEqualTo("ann: good");
        });
    }
}
