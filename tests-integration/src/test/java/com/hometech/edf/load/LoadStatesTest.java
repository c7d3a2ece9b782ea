package com.hometech.edf.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.integration.LambdaFunction;
import com.hometech.edf.cli.integration.LambdaInvoke;
import com.hometech.edf.cli.platform.EmbeddedPlatform;
import com.hometech.edf.cli.states.ExecutionListener;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.Executions;
import com.hometech.edf.cli.states.StateMachineDefinition;
import com.hometech.edf.cli.states.StateMachineRunner;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.handlers.LambdaContext;
import com.hometech.edf.inference.load.LoadForecasts;
import com.hometech.edf.lambdas.LoadEdfResultsHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The states of the inference workflow that load forecasts, as they are deployed, with the function and a store. */
class LoadStatesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final LargeRun RUN = new LargeRun(6, 1);
    private static final ObjectUri INDEX = ObjectUri.parse("s3://processed-data/forecast-index/");

    @TempDir
    private Path home;

    private EmbeddedPlatform platform;

    /** What the function was asked: {@code load}, {@code 3/6} or {@code publish}. */
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void writeTheRun() throws IOException {
        platform = new EmbeddedPlatform(home, Clock.systemUTC());
        RUN.write(platform.objects(), home);
    }

    @AfterEach
    void closePlatform() {
        platform.close();
    }

    @Test
    void aLargeRunIsLoadedPartByPart() throws Exception {
        ExecutionRecord done = start(this::answered);

        assertThat(done.cause()).isEmpty();
        assertThat(calls)
                .containsOnlyOnce("load", "1/6", "2/6", "3/6", "4/6", "5/6", "6/6", "publish")
                .hasSize(8);
        assertThat(done.output().orElseThrow().at("/load/rows_written").asInt()).isEqualTo(432);
        assertAllIsVisible();
        assertThat(platform.objects().list(INDEX)).as("lists of loaded files").hasSize(1);
    }

    @Test
    @DisplayName("faults 28, 30 and 38: a part that fails leaves nothing to be seen; a redrive loads what is missing")
    void aRedriveLoadsWhatIsMissing() throws Exception {
        ExecutionRecord failed = start(payload -> {
            if (kind(payload).equals("4/6")) {
                awaitThreeParts();
                throw new InvalidInputException("this file is broken");
            }
            return answered(payload);
        });
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.cause()).isEqualTo("LoadForecastPartsEDF: this file is broken");
        assertThat(platform.forecasts().runs()).isEmpty();
        assertThat(platform.forecasts().buildings()).isEmpty();
        ExecutionRecord redriven =
                executions(this::answered).redrive(definition(), LargeRun.RUN_ID, ExecutionListener.NONE);

        assertThat(redriven.cause()).isEmpty();
        assertThat(calls)
                .as("parts that were loaded are not loaded again")
                .containsOnlyOnce("load", "1/6", "2/6", "3/6", "4/6", "publish")
                .contains("5/6", "6/6")
                .endsWith("publish");
        assertAllIsVisible();
    }

    @Test
    @DisplayName("fault 31: every answer is lost once, and what was asked is asked again")
    void everyAnswerIsLostOnce() throws Exception {
        ExecutionRecord done = start(payload -> {
            boolean first = !calls.contains(kind(payload));
            JsonNode answer = answered(payload);
            if (first) {
                throw new DependencyUnavailableException("the answer was lost");
            }
            return answer;
        });

        assertThat(done.cause()).isEmpty();
        assertThat(calls).hasSize(16);
        assertAllIsVisible();
    }

    /** What runs beside a part that fails is stopped: it fails once the first three are noted as done. */
    private void awaitThreeParts() throws Exception {
        Path history = Executions.folderOf(home, "Load", LargeRun.RUN_ID).resolve("history.jsonl");
        for (int wait = 0; wait < 1_000; wait++) {
            if (Files.readString(history).split("MapIterationSucceeded", -1).length > 3) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(Files.readString(history));
    }

    private void assertAllIsVisible() {
        assertThat(platform.forecasts().runs()).hasSize(1);
        assertThat(platform.forecasts().buildings()).hasSize(6).allSatisfy(building -> assertThat(
                        platform.forecasts().newestIssue(building).map(issue -> platform.forecasts()
                                .issue(building, issue)))
                .get()
                .asInstanceOf(InstanceOfAssertFactories.list(ForecastRecord.class))
                .hasSize(72));
    }

    private static String kind(JsonNode payload) {
        return payload.has("loaded_parts") ? "publish" : payload.path("part").asText("load");
    }

    private JsonNode answered(JsonNode payload) {
        calls.add(kind(payload));
        LoadEdfResultsHandler handler = new LoadEdfResultsHandler(new LoadForecasts(platform, RUN.fileRows()));
        return JSON.valueToTree(handler.handleRequest(
                JSON.convertValue(payload, new TypeReference<Map<String, Object>>() {}), LambdaContext.ofRequest("1")));
    }

    private ExecutionRecord start(LambdaFunction function) throws IOException {
        return executions(function)
                .start(definition(), LargeRun.RUN_ID, JSON.createObjectNode(), ExecutionListener.NONE)
                .execution();
    }

    private Executions executions(LambdaFunction function) {
        return new Executions(
                home,
                new StateMachineRunner(
                        Map.of(LambdaInvoke.RESOURCE, new LambdaInvoke(Map.of("LoadEDFResultsLambda", function))),
                        Clock.systemUTC(),
                        duration -> {}));
    }

    /** From {@code LoadForecastsToDB} on; what earlier states assign is given. */
    private static StateMachineDefinition definition() throws IOException {
        ObjectNode definition = (ObjectNode) JSON.readTree(deployed()
                .replace("${load_forecasts_function_arn}", "LoadEDFResultsLambda")
                .replace("${forecast_index_uri}", INDEX.toString())
                .replaceAll("\\$\\{[a-z_]+}", "1"));
        ObjectNode states = (ObjectNode) definition.get("States");
        // what follows a load, the shadow forecasts, is another test's
        ((ObjectNode) states.get("CheckLoadEDF")).put("Default", "WorkflowSucceeded");
        states.retain(
                "LoadForecastsToDB",
                "CheckLoadEDF",
                "LoadForecastPartsEDF",
                "PublishForecastsEDF",
                "WorkflowSucceeded",
                "WorkflowFailed");
        ObjectNode start = states.putObject("Start").put("Type", "Pass").put("Next", "LoadForecastsToDB");
        start.putObject("Assign")
                .put("forecasts", LargeRun.FORECASTS.toString())
                .put("issuedAt", "2016-05-10T05:00:00Z")
                .putObject("model")
                .put("model_version", "EDFBuildingDemandForecaster/3");
        definition.put("StartAt", "Start");
        return StateMachineDefinition.parse("Load", JSON.writeValueAsString(definition));
    }

    private static String deployed() throws IOException {
        try (InputStream in =
                LambdaInvoke.class.getResourceAsStream("/terraform/inference_edf/edf_inference.asl.json")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
