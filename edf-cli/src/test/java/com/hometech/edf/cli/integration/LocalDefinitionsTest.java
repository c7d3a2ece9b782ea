package com.hometech.edf.cli.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.hometech.edf.cli.states.StateMachineDefinition;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LocalDefinitionsTest {

    private static final StateMachineDefinition TRAINING = WorkflowBench.DEFINITIONS.training();
    private static final StateMachineDefinition INFERENCE = WorkflowBench.DEFINITIONS.inference();

    @Test
    void theStatesHaveTheNamesThatPeopleAndDashboardsKnow() {
        assertThat(TRAINING.name()).isEqualTo("EDFTrainingWorkflow");
        assertThat(TRAINING.stateNames())
                .contains(
                        "ValidateSchema",
                        "FeatureEngineeringTrainingEDF",
                        "ModelTrainingEDF",
                        "ModelEvaluationEDF",
                        "CheckEvaluationEDF",
                        "RegisterModelEDF",
                        "WorkflowSucceeded",
                        "EvaluationFailedEDF",
                        "WorkflowFailed");
        assertThat(INFERENCE.name()).isEqualTo("EDFInferenceWorkflow");
        assertThat(INFERENCE.stateNames())
                .contains(
                        "GetInferenceDate",
                        "GetApprovedEDFModelPackage",
                        "CreateEDFSageMakerModel",
                        "FeatureEngineeringInferenceEDF",
                        "GenerateForecastsEDF",
                        "LoadForecastsToDB",
                        "WorkflowSucceeded",
                        "WorkflowFailed");
    }

    @Test
    void everyErrorOfOursThatARuleMatchesIsARealClass() {
        Set<String> ours = new TreeSet<>();
        for (StateMachineDefinition definition : Set.of(TRAINING, INFERENCE)) {
            definition.matchedErrors().stream()
                    .filter(error -> error.startsWith("com."))
                    .forEach(ours::add);
        }
        assertThat(ours).hasSizeGreaterThanOrEqualTo(3);
        assertThat(ours).allSatisfy(name -> assertThatCode(
                        () -> assertThat(Class.forName(name)).isAssignableTo(Throwable.class))
                .doesNotThrowAnyException());
    }

    @Test
    void theSameConfigurationRendersTheSameDefinition() {
        assertThat(WorkflowBench.DEFINITIONS.training().hash()).isEqualTo(TRAINING.hash());
        assertThat(WorkflowBench.DEFINITIONS.renderTraining()).doesNotContain("${");
    }
}
