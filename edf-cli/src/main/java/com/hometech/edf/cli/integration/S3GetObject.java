package com.hometech.edf.cli.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.states.StateFailure;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.cli.states.TaskRequest;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** {@code aws-sdk:s3:getObject}: gives a small text object as {@code Body}. */
public final class S3GetObject implements TaskHandler {

    /** The resource of the Task states that it serves. */
    public static final String RESOURCE = "arn:aws:states:::aws-sdk:s3:getObject";

    private static final Set<String> FIELDS = Set.of("Bucket", "Key");

    private final ObjectStore store;

    /** Reads from {@code store}. */
    public S3GetObject(ObjectStore store) {
        this.store = store;
    }

    @Override
    public JsonNode handle(TaskRequest request) {
        RequestFields.require(request, FIELDS, "S3.S3Exception");
        ObjectUri uri = new ObjectUri(
                request.arguments().get("Bucket").asText(),
                request.arguments().get("Key").asText());
        try {
            ObjectStore.Entry entry = store.find(uri)
                    .orElseThrow(() ->
                            new StateFailure("S3.NoSuchKeyException", "The specified key does not exist: " + uri));
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("Body", new String(store.read(uri), StandardCharsets.UTF_8));
            return answer.put("ContentLength", entry.sizeBytes()).put("ETag", entry.etag());
        } catch (DependencyUnavailableException unavailable) {
            throw new StateFailure("S3.S3Exception", String.valueOf(unavailable.getMessage()), unavailable);
        }
    }
}
