package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;

/** Does the work of a Task state's {@code Resource}. */
@FunctionalInterface
public interface TaskHandler {

    /**
     * Does the work and gives the task's result.
     *
     * <p>It runs on a thread of its own, which is interrupted when the task times out or the execution is aborted.
     *
     * @throws StateFailure for an error that has a name of its own
     * @throws Exception any other; {@code ErrorEquals} is compared with the class name
     */
    JsonNode handle(TaskRequest request) throws Exception;
}
