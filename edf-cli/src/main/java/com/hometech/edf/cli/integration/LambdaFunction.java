package com.hometech.edf.cli.integration;

import com.fasterxml.jackson.databind.JsonNode;

/** The handler of one Lambda function, from JSON to JSON. */
@FunctionalInterface
public interface LambdaFunction {

    /**
     * Answers to {@code payload}.
     *
     * @throws Exception any; the state machine matches its class name
     */
    JsonNode invoke(JsonNode payload) throws Exception;
}
