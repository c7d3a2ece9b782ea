package com.hometech.edf.cli.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.cli.states.StateMachineDefinition;
import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.job.JobProgram;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
                        "LoadForecastPartsEDF",
                        "PublishForecastsEDF",
                        "WorkflowSucceeded",
                        "WorkflowFailed");
    }

    @Test
    void everyErrorOfOursThatARuleMatchesIsARealClass() {
        Set<String> ours = new TreeSet<>();
        for (StateMachineDefinition definition : Set.of(
                TRAINING,
                INFERENCE,
                WorkflowBench.DEFINITIONS.accuracy(),
                WorkflowBench.DEFINITIONS.monitoring(),
                WorkflowBench.DEFINITIONS.appliances())) {
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
        assertThat(WorkflowBench.DEFINITIONS.trainingJson()).doesNotContain("${");
    }

    @Test
    void noJobGetsMoreMachinesThanItCanUse() throws IOException {
        EdfConfig config = ConfigReader.parse("edf_inference:\n  feature_instance_count: 5\n", "a test");
        LocalDefinitions definitions = new LocalDefinitions(config, new Places(config.general(), ""));
        Map<String, Integer> machines = new TreeMap<>();
        for (String definition : List.of(
                definitions.trainingJson(),
                definitions.inferenceJson(),
                definitions.accuracyJson(),
                definitions.monitoringJson())) {
            for (JsonNode state : new JsonMapper().readTree(definition).get("States")) {
                JsonNode job = state.at("/Arguments/AppSpecification/ContainerEntrypoint/1");
                if (job.isTextual()) {
                    int count = state.at("/Arguments/ProcessingResources/ClusterConfig/InstanceCount")
                            .asInt();
                    JobProgram.valueOf(job.asText().toUpperCase(Locale.ROOT).replace('-', '_'))
                            .requireUsable(count);
                    machines.put(job.asText(), count);
                }
            }
        }
        assertThat(machines)
                .containsEntry("features-training", 5)
                .containsEntry("features-inference", 5)
                .containsEntry("validate-schema", 1)
                .containsEntry("track-accuracy", 1)
                .containsEntry("watch", 1);
    }

    @Test
    void everyCallOfAFunctionIsRepeatedByTheSameRules() throws IOException {
        Map<String, JsonNode> rules = new TreeMap<>();
        for (String definition : List.of(
                WorkflowBench.DEFINITIONS.trainingJson(),
                WorkflowBench.DEFINITIONS.inferenceJson(),
                WorkflowBench.DEFINITIONS.accuracyJson(),
                WorkflowBench.DEFINITIONS.monitoringJson(),
                WorkflowBench.DEFINITIONS.appliancesJson())) {
            addCalls(new JsonMapper().readTree(definition).get("States"), rules);
        }
        assertThat(rules)
                .hasSize(15)
                .containsKeys("LoadForecastPartEDF", "ReportAccuracyEDF", "ReportMonitoringEDF", "ReportAppliancesEDF");
        assertThat(rules.values()).allSatisfy(rule -> assertThat(rule).isEqualTo(rules.get("GetInferenceDate")));
        assertThat(rules.get("GetInferenceDate").toString()).contains("Lambda.SnapStartNotReadyException");
    }

    private static void addCalls(JsonNode states, Map<String, JsonNode> rules) {
        states.fields().forEachRemaining(state -> {
            if (state.getValue().path("Resource").asText().endsWith("lambda:invoke")) {
                rules.put(state.getKey(), state.getValue().get("Retry"));
            }
            addCalls(state.getValue().at("/ItemProcessor/States"), rules);
        });
    }
}
