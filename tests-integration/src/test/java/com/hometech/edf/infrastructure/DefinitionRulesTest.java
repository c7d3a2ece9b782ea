package com.hometech.edf.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.integration.LocalDefinitions;
import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionRulesTest {
    private static final Path PROJECT = Path.of(System.getProperty("edf.root"));
    private static final EdfConfig CONFIG =
            ConfigReader.read(PROJECT.resolve("config").resolve("edf_config.yaml"));
    private static final LocalDefinitions DEFINITIONS =
            new LocalDefinitions(CONFIG, new Places(CONFIG.general(), "-dev"));

    /** By the name of the file that Terraform deploys. */
    private static Map<String, String> definitions() {
        return Map.of(
                "edf_training.asl.json", DEFINITIONS.trainingJson(),
                "edf_inference.asl.json", DEFINITIONS.inferenceJson(),
                "edf_accuracy.asl.json", DEFINITIONS.accuracyJson(),
                "edf_monitoring.asl.json", DEFINITIONS.monitoringJson(),
                "edf_appliances.asl.json", DEFINITIONS.appliancesJson());
    }

    @Test
    void everyTaskCallsWhatThereIsAndItsFailureLeadsSomewhere() throws IOException {
        for (Map.Entry<String, String> definition : definitions().entrySet()) {
            assertThat(DefinitionRules.problems(new JsonMapper().readTree(definition.getValue())))
                    .as(definition.getKey())
                    .isEmpty();
        }
    }

    @Test
    void noDefinitionIsForgotten() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT.resolve("terraform"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".asl.json")))
                    .containsExactlyInAnyOrderElementsOf(definitions().keySet());
        }
    }

    /** A state holds 256 KiB: jobs and functions answer with addresses, and one small file is read by a state itself. */
    @Test
    void onlyTheSummaryOfAnEvaluationIsReadIntoAState() throws IOException {
        List<String> reads = new ArrayList<>();
        for (String definition : definitions().values()) {
            for (JsonNode resource : new JsonMapper().readTree(definition).findParents("Resource")) {
                if (!resource.path("Resource")
                        .asText()
                        .matches(
                                ".*:(sagemaker:create\\w+Job\\.sync|lambda:invoke|states:startExecution|sfn:listExecutions)")) {
                    reads.add(resource.at("/Arguments/Key").asText());
                }
            }
        }
        assertThat(reads).singleElement().asString().contains("& 'evaluation_summary.json'");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"arn:aws:states:::sagemaker:createTrainingJob.sync\" | \"arn:aws:states:::sagemaker:createTrainingJobb.sync\" | createTrainingJobb.sync is no API that is known",
                "\"arn:aws:states:::sagemaker:createTrainingJob.sync\" | \"arn:aws:states:::sagemaker:createTrainingJob.waitForTaskToken\" | ModelTrainingEDF.Resource",
                "\"arn:aws:states:::aws-sdk:s3:getObject\" | \"arn:aws:states:::aws-sdk:s3:fetchObject\" | ReadEvaluationEDF.Resource",
                "\"RoleArn\" | \"Role\" | ModelTrainingEDF.Arguments.RoleArn is missing",
                "\"RoleArn\" | \"Role\" | ModelTrainingEDF.Arguments.Role is no member",
                "\"S3UploadMode\": \"EndOfJob\" | \"S3UploadMode\": \"AtEnd\" | S3UploadMode \"AtEnd\" is none of [Continuous, EndOfJob]",
                "\"EnableNetworkIsolation\": true | \"EnableNetworkIsolation\": \"true\" | \"true\" has another type than Boolean",
                "\"OutputName\" | \"Name\" | ProcessingOutputConfig.Outputs[0].OutputName is missing",
                "\"FunctionName\" | \"Function\" | RegisterModelEDF.Arguments.FunctionName is missing",
                "\"Payload\" | \"Input\" | RegisterModelEDF.Arguments.Input is no member",
                "\"Key\": \"{% $substringAfter | \"Name\": \"{% $substringAfter | ReadEvaluationEDF.Arguments.Key is missing",
            })
    void whatAwsWouldRefuseIsFound(String there, String broken, String problem) throws IOException {
        String definition = DEFINITIONS.trainingJson();
        assertThat(definition).contains(there);
        assertThat(DefinitionRules.problems(new JsonMapper().readTree(definition.replace(there, broken))))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    @ParameterizedTest
    @CsvSource({"Retry", "Catch", "TimeoutSeconds"})
    void aTaskWithoutAWayOnIsFound(String field) throws IOException {
        JsonNode definition = new JsonMapper().readTree(DEFINITIONS.inferenceJson());
        ((ObjectNode) definition.at("/States/GenerateForecastsEDF")).remove(field);
        assertThat(DefinitionRules.problems(definition))
                .singleElement()
                .asString()
                .startsWith("GenerateForecastsEDF has no " + field);
    }

    @Test
    void aTaskInsideOfAMapMayLeaveItsFailureToTheMap() throws IOException {
        JsonNode definition = new JsonMapper().readTree(DEFINITIONS.inferenceJson());
        ((ObjectNode) definition.at("/States/LoadForecastPartsEDF")).remove("Catch");
        assertThat(DefinitionRules.problems(definition))
                .isEqualTo(List.of("LoadForecastPartEDF has no Catch of States.ALL"));
    }
}
