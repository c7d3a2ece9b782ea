package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.cli.states.State.TaskState;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.MDC;

/** Calls the handler of a Task state on a thread of its own and bounds its time. */
final class TaskRunner {

    private final Map<String, TaskHandler> handlers;

    TaskRunner(Map<String, TaskHandler> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    /**
     * Refuses a definition that calls a resource without a handler.
     *
     * @throws InvalidInputException naming it
     */
    void requireHandlers(StateMachineDefinition definition) {
        SortedSet<String> missing = new TreeSet<>(definition.resources());
        missing.removeAll(handlers.keySet());
        if (!missing.isEmpty()) {
            throw new InvalidInputException(
                    "The definition of %s calls resources that are not supported: %s; supported are %s"
                            .formatted(definition.name(), missing, new TreeSet<>(handlers.keySet())));
        }
    }

    /**
     * Runs one attempt.
     *
     * @param timeout the state's own limit
     * @param executionTimeLeft time until the execution's limit
     * @return the result; empty where the execution's time ran out
     * @throws StateFailure where the attempt failed or timed out
     */
    Optional<JsonNode> run(
            ExecutionIdentity identity,
            TaskState task,
            JsonNode arguments,
            Optional<Duration> timeout,
            Optional<Duration> executionTimeLeft)
            throws InterruptedException {
        AtomicBoolean cancelled = new AtomicBoolean();
        TaskRequest request = new TaskRequest(
                task.resource(), arguments, identity.stateMachine(), identity.name(), task.name(), cancelled::get);
        boolean executionEndsFirst = executionTimeLeft
                .filter(left -> timeout.isEmpty() || left.compareTo(timeout.get()) < 0)
                .isPresent();
        MDC.put("execution", identity.name());
        MDC.put("state", task.name());
        try {
            Optional<JsonNode> result = new BoundedCall<>(
                            "task-" + task.name(), () -> handler(task).handle(request), () -> cancelled.set(true))
                    .within(executionEndsFirst ? executionTimeLeft : timeout);
            if (result.isEmpty() && !executionEndsFirst) {
                throw new StateFailure(
                        ErrorName.TIMEOUT,
                        "%s ran longer than TimeoutSeconds (%d s)"
                                .formatted(
                                        task.name(),
                                        timeout.orElse(Duration.ZERO).toSeconds()));
            }
            return result;
        } catch (ExecutionException failed) {
            throw StateFailure.of(failed.getCause() == null ? failed : failed.getCause());
        } finally {
            MDC.remove("execution");
            MDC.remove("state");
        }
    }

    private TaskHandler handler(TaskState task) {
        TaskHandler handler = handlers.get(task.resource());
        if (handler == null) {
            throw new InvalidInputException("There is no handler for " + task.resource());
        }
        return handler;
    }
}
