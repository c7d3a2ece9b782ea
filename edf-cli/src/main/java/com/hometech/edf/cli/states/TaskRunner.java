package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.cli.states.State.TaskState;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Calls the handler of a Task state on a thread of its own and bounds its time. */
final class TaskRunner {

    /** As SageMaker gives a stopped container: time to end after the interrupt before it is left to itself. */
    private static final Duration GRACE_AFTER_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration GRACE_AFTER_ABORT = Duration.ofSeconds(10);

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
        CountDownLatch ended = new CountDownLatch(1);
        FutureTask<JsonNode> work = new FutureTask<>(() -> {
            try {
                return handler(task).handle(request);
            } finally {
                ended.countDown();
            }
        });
        Thread thread = new Thread(work, "task-" + task.name());
        thread.setDaemon(true);
        thread.start();
        boolean executionEndsFirst = executionTimeLeft
                .filter(left -> timeout.isEmpty() || left.compareTo(timeout.get()) < 0)
                .isPresent();
        Optional<Duration> limit = executionEndsFirst ? executionTimeLeft : timeout;
        try {
            return Optional.of(
                    limit.isPresent() ? work.get(limit.get().toMillis(), TimeUnit.MILLISECONDS) : work.get());
        } catch (ExecutionException failed) {
            throw StateFailure.of(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException late) {
            stop(work, cancelled, ended, GRACE_AFTER_TIMEOUT);
            if (executionEndsFirst) {
                return Optional.empty();
            }
            throw new StateFailure(
                    ErrorName.TIMEOUT,
                    "%s ran longer than TimeoutSeconds (%d s)"
                            .formatted(
                                    task.name(), timeout.orElse(Duration.ZERO).toSeconds()),
                    late);
        } catch (InterruptedException aborted) {
            stop(work, cancelled, ended, GRACE_AFTER_ABORT);
            throw aborted;
        }
    }

    private TaskHandler handler(TaskState task) {
        TaskHandler handler = handlers.get(task.resource());
        if (handler == null) {
            throw new InvalidInputException("There is no handler for " + task.resource());
        }
        return handler;
    }

    /** The next attempt must not run beside this one: waits for its end. */
    private static void stop(FutureTask<JsonNode> work, AtomicBoolean cancelled, CountDownLatch ended, Duration grace)
            throws InterruptedException {
        cancelled.set(true);
        work.cancel(true);
        ended.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    }
}
