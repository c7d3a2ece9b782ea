package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BooleanSupplier;

/**
 * One attempt at a Task state.
 *
 * @param resource the state's {@code Resource}
 * @param arguments the state's {@code Arguments}, evaluated
 * @param stateMachine name of the state machine
 * @param execution name of the execution
 * @param state name of the state
 * @param cancelled whether the attempt timed out or was aborted; its work must not be published any more
 */
public record TaskRequest(
        String resource,
        JsonNode arguments,
        String stateMachine,
        String execution,
        String state,
        BooleanSupplier cancelled) {}
