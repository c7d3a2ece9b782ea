package com.hometech.edf.cli.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.cli.states.StateFailure;
import com.hometech.edf.cli.states.TaskRequest;
import java.util.Set;
import java.util.TreeSet;

/** Checks the arguments of a service call: exactly these fields. */
final class RequestFields {

    private RequestFields() {}

    /** @throws StateFailure with the name {@code error} where a field is missing or not supported */
    static void require(TaskRequest request, Set<String> fields, String error) {
        JsonNode arguments = request.arguments();
        Set<String> given = new TreeSet<>();
        arguments.fieldNames().forEachRemaining(given::add);
        if (!given.equals(fields)) {
            throw new StateFailure(
                    error,
                    "%s of state %s takes exactly the fields %s, not %s"
                            .formatted(request.resource(), request.state(), new TreeSet<>(fields), given));
        }
    }
}
