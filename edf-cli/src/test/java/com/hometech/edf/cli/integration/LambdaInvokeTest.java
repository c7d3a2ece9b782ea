package com.hometech.edf.cli.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.cli.platform.DirectoryObjectStore;
import com.hometech.edf.cli.states.StateFailure;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.cli.states.TaskRequest;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaInvokeTest {

    private static JsonNode call(TaskHandler handler, String arguments) throws Exception {
        return handler.handle(new TaskRequest(
                "resource", new ObjectMapper().readTree(arguments), "Machine", "run", "A", () -> false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Echo",
                "Echo:live",
                "arn:aws:lambda:eu-central-1:000000000000:function:Echo",
                "arn:aws:lambda:eu-central-1:000000000000:function:Echo:$LATEST"
            })
    void aFunctionIsFoundByItsNameOrArn(String name) throws Exception {
        JsonNode answer = call(
                new LambdaInvoke(Map.of("Echo", payload -> payload)),
                "{\"FunctionName\": \"" + name + "\", \"Payload\": {\"x\": 1}}");
        assertThat(answer.at("/Payload/x").intValue()).isEqualTo(1);
        assertThat(answer.path("StatusCode").intValue()).isEqualTo(200);
    }

    @Test
    void anExceptionIsNamedByItsClassAndItsMessageIsInTheCause() {
        LambdaInvoke lambda = new LambdaInvoke(Map.of("Down", payload -> {
            throw new DependencyUnavailableException("the store is down");
        }));
        assertThatThrownBy(() -> call(lambda, "{\"FunctionName\": \"Down\", \"Payload\": {}}"))
                .isInstanceOfSatisfying(StateFailure.class, failure -> {
                    assertThat(failure.error()).isEqualTo(DependencyUnavailableException.class.getName());
                    assertThat(failure.causeText())
                            .isEqualTo("{\"errorMessage\":\"the store is down\",\"errorType\":\""
                                    + DependencyUnavailableException.class.getName() + "\"}");
                });
    }

    @Test
    void anUnknownFunctionOrFieldIsRefused() {
        LambdaInvoke lambda = new LambdaInvoke(Map.of("Echo", payload -> payload));
        assertThatThrownBy(() -> call(lambda, "{\"FunctionName\": \"Ecco\", \"Payload\": {}}"))
                .hasMessageContaining("Function not found: Ecco; there are [Echo]");
        assertThatThrownBy(() -> call(lambda, "{\"FunctionName\": \"Echo\", \"Payload\": {}, \"LogType\": \"Tail\"}"))
                .hasMessageContaining("exactly the fields [FunctionName, Payload]");
    }

    @Test
    void anObjectIsReadAsText(@TempDir Path home) throws Exception {
        DirectoryObjectStore store = new DirectoryObjectStore(home, Clock.systemUTC());
        store.put(ObjectUri.parse("s3://bucket/a/b.json"), "{\"ö\":1}".getBytes(StandardCharsets.UTF_8));
        S3GetObject getObject = new S3GetObject(store);
        assertThat(call(getObject, "{\"Bucket\": \"bucket\", \"Key\": \"a/b.json\"}")
                        .path("Body")
                        .asText())
                .isEqualTo("{\"ö\":1}");
        assertThatThrownBy(() -> call(getObject, "{\"Bucket\": \"bucket\", \"Key\": \"a/c.json\"}"))
                .isInstanceOfSatisfying(StateFailure.class, failure -> assertThat(failure.error())
                        .isEqualTo("S3.NoSuchKeyException"))
                .hasMessageContaining("s3://bucket/a/c.json");
    }
}
