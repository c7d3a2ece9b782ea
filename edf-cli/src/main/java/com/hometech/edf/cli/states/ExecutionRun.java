package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.states.State.CatchRule;
import com.hometech.edf.cli.states.State.ChoiceRule;
import com.hometech.edf.cli.states.State.ChoiceState;
import com.hometech.edf.cli.states.State.FailState;
import com.hometech.edf.cli.states.State.Handover;
import com.hometech.edf.cli.states.State.PassState;
import com.hometech.edf.cli.states.State.SucceedState;
import com.hometech.edf.cli.states.State.TaskState;
import com.hometech.edf.cli.states.State.WaitState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One run of an execution, from where it starts or is redriven to its end: what each state type does. */
final class ExecutionRun {

    /** The service's limit on any input, arguments, result or output. */
    static final int MAXIMUM_PAYLOAD_BYTES = 256 * 1024;

    /** How a state was left. An empty {@code next} ends the execution. */
    private record Exit(Optional<String> next, JsonNode output, Map<String, JsonNode> assigned, boolean caught) {}

    private final StateMachineDefinition definition;
    private final ExecutionIdentity identity;
    private final TaskRunner tasks;
    private final Sleeper sleeper;
    private final EventLog log;
    private final long startedNanos;
    private long enteredNanos;

    ExecutionRun(
            StateMachineDefinition definition,
            ExecutionIdentity identity,
            TaskRunner tasks,
            Sleeper sleeper,
            EventLog log) {
        this.definition = definition;
        this.identity = identity;
        this.tasks = tasks;
        this.sleeper = sleeper;
        this.log = log;
        this.startedNanos = sleeper.nanoTime();
        this.enteredNanos = startedNanos;
    }

    /** Runs from {@code start} to the end and logs it, the event that ends the execution included. */
    void from(Position start) {
        try {
            Position position = start;
            while (true) {
                requireTimeLeft();
                Exit exit = execute(position);
                if (exit.next().isEmpty()) {
                    ObjectNode details = EventLog.details();
                    details.set("output", exit.output());
                    log.append("ExecutionSucceeded", "", details);
                    return;
                }
                Map<String, JsonNode> variables = new TreeMap<>(position.variables());
                variables.putAll(exit.assigned());
                position = new Position(exit.next().get(), exit.output(), variables);
            }
        } catch (StateFailure failure) {
            end("ExecutionFailed", describe(failure));
        } catch (ExecutionTimedOut timedOut) {
            end("ExecutionTimedOut", describe(timedOut.failure()));
        } catch (InterruptedException aborted) {
            end("ExecutionAborted", EventLog.details().put("cause", "the execution was stopped"));
            Thread.currentThread().interrupt();
        }
    }

    private void end(String type, ObjectNode details) {
        log.append(type, "", details.put("durationMillis", since(enteredNanos).toMillis()));
    }

    private Exit execute(Position position) throws InterruptedException {
        State state = definition.state(position.state());
        Instant enteredAt = log.now();
        enteredNanos = sleeper.nanoTime();
        ObjectNode entered = EventLog.details();
        entered.set("input", position.input());
        log.append(state.type() + HistoryEvent.STATE_ENTERED, state.name(), entered);
        Exit exit = state instanceof TaskState task
                ? task(task, position, enteredAt)
                : evaluated(state, () -> simple(state, position, enteredAt));
        log.append(state.type() + HistoryEvent.STATE_EXITED, state.name(), describe(exit, since(enteredNanos)));
        return exit;
    }

    private Exit simple(State state, Position position, Instant enteredAt) throws InterruptedException {
        requireWithinLimit(state, "input", position.input());
        Scope scope = scope(position, identity.context(state.name(), enteredAt, 0));
        if (state instanceof PassState pass) {
            return leave(pass, pass.next(), pass.handover(), scope, position.input());
        } else if (state instanceof ChoiceState choice) {
            return choose(choice, scope, position.input());
        } else if (state instanceof WaitState wait) {
            await(wait, scope);
            return leave(wait, wait.next(), wait.handover(), scope, position.input());
        } else if (state instanceof SucceedState succeed) {
            return leave(succeed, Optional.empty(), succeed.handover(), scope, position.input());
        }
        throw failureOf((FailState) state, scope);
    }

    private Exit choose(ChoiceState choice, Scope scope, JsonNode input) {
        for (ChoiceRule rule : choice.rules()) {
            JsonNode holds = rule.condition().evaluate(scope);
            if (!holds.isBoolean()) {
                throw new StateFailure(
                        ErrorName.QUERY_EVALUATION_ERROR,
                        "%s gave %s instead of true or false"
                                .formatted(rule.condition().path(), holds));
            }
            if (holds.booleanValue()) {
                return leave(choice, Optional.of(rule.next()), rule.handover(), scope, input);
            }
        }
        if (choice.defaultNext().isEmpty()) {
            throw new StateFailure(
                    ErrorName.NO_CHOICE_MATCHED, "no rule of %s held and it has no Default".formatted(choice.name()));
        }
        return leave(choice, choice.defaultNext(), choice.handover(), scope, input);
    }

    private void await(WaitState wait, Scope scope) throws InterruptedException {
        Duration duration;
        if (wait.seconds().isPresent()) {
            duration = Duration.ofSeconds(wholeNumber(wait.seconds().get(), scope));
        } else {
            String timestamp = wait.timestamp().orElseThrow().evaluate(scope).asText();
            try {
                duration = Duration.between(log.now(), Instant.parse(timestamp));
            } catch (DateTimeException notATime) {
                throw new StateFailure(
                        ErrorName.QUERY_EVALUATION_ERROR, "%s: %s is not a time".formatted(wait.name(), timestamp));
            }
        }
        sleep(duration);
    }

    private static StateFailure failureOf(FailState fail, Scope scope) {
        return new StateFailure(
                fail.error().map(error -> error.evaluate(scope).asText()).orElse(fail.name()),
                fail.cause().map(cause -> cause.evaluate(scope).asText()).orElse(""));
    }

    private Exit task(TaskState task, Position position, Instant enteredAt) throws InterruptedException {
        RetryCounts retries = new RetryCounts(task.retriers(), identity.id() + "/" + task.name());
        while (true) {
            Scope scope = scope(position, identity.context(task.name(), enteredAt, retries.total()));
            try {
                requireWithinLimit(task, "input", position.input());
                JsonNode result = attempt(task, scope, retries.total());
                return evaluated(
                        task, () -> leave(task, task.next(), task.handover(), scope.with("result", result), result));
            } catch (StateFailure failure) {
                Optional<Duration> delay = retries.delayAfter(failure.error());
                if (delay.isEmpty()) {
                    return caught(task, failure, scope);
                }
                ObjectNode retry = describe(failure).put("retryCount", retries.total());
                log.append(
                        HistoryEvent.RETRY_SCHEDULED,
                        task.name(),
                        retry.put("delayMillis", delay.get().toMillis()));
                sleep(delay.get());
            }
        }
    }

    private JsonNode attempt(TaskState task, Scope scope, int retryCount) throws InterruptedException {
        JsonNode arguments = evaluated(task, () -> task.arguments().evaluate(scope));
        requireWithinLimit(task, "arguments", arguments);
        Optional<Duration> timeout = evaluated(
                task, () -> task.timeoutSeconds().map(seconds -> Duration.ofSeconds(wholeNumber(seconds, scope))));
        ObjectNode scheduled =
                EventLog.details().put("resource", task.resource()).put("retryCount", retryCount);
        scheduled.set("arguments", arguments);
        log.append(HistoryEvent.TASK_SCHEDULED, task.name(), scheduled);
        try {
            JsonNode result = tasks.run(identity, task, arguments, timeout, timeLeft())
                    .orElseThrow(() -> new ExecutionTimedOut(definition));
            requireWithinLimit(task, "result", result);
            ObjectNode succeeded = EventLog.details();
            succeeded.set("result", result);
            log.append(HistoryEvent.TASK_SUCCEEDED, task.name(), succeeded);
            return result;
        } catch (StateFailure failure) {
            boolean timedOut = failure.error().equals(ErrorName.TIMEOUT);
            log.append(
                    timedOut ? HistoryEvent.TASK_TIMED_OUT : HistoryEvent.TASK_FAILED, task.name(), describe(failure));
            throw failure;
        }
    }

    private Exit caught(TaskState task, StateFailure failure, Scope scope) throws InterruptedException {
        for (CatchRule rule : task.catchers()) {
            if (ErrorName.matches(rule.errorEquals(), failure.error())) {
                ObjectNode errorOutput = EventLog.details();
                errorOutput.put("Error", failure.error()).put("Cause", failure.causeText());
                Scope withError = scope.with("errorOutput", errorOutput);
                Exit exit = evaluated(
                        task, () -> leave(task, Optional.of(rule.next()), rule.handover(), withError, errorOutput));
                return new Exit(exit.next(), exit.output(), exit.assigned(), true);
            }
        }
        throw failure;
    }

    /** Output and variables are both computed from the old variables, as the specification says. */
    private Exit leave(State state, Optional<String> next, Handover handover, Scope scope, JsonNode defaultOutput) {
        Map<String, JsonNode> assigned = new TreeMap<>();
        handover.assign().forEach((name, template) -> assigned.put(name, template.evaluate(scope)));
        assigned.forEach((name, value) -> requireWithinLimit(state, "variable $" + name, value));
        JsonNode output =
                handover.output().map(template -> template.evaluate(scope)).orElse(defaultOutput);
        requireWithinLimit(state, "output", output);
        return new Exit(next, output, assigned, false);
    }

    private static Scope scope(Position position, JsonNode context) {
        return Scope.of(position.input(), context, position.variables());
    }

    private static long wholeNumber(Template template, Scope scope) {
        JsonNode value = template.evaluate(scope);
        if (!value.isIntegralNumber() || value.longValue() < 0) {
            throw new StateFailure(
                    ErrorName.QUERY_EVALUATION_ERROR,
                    "%s gave %s instead of a whole number".formatted(template.path(), value));
        }
        return value.longValue();
    }

    private static void requireWithinLimit(State state, String what, JsonNode value) {
        int sizeBytes = DefinitionJson.sizeBytes(value);
        if (sizeBytes > MAXIMUM_PAYLOAD_BYTES) {
            throw new StateFailure(
                    ErrorName.DATA_LIMIT_EXCEEDED,
                    "the %s of state %s has %d bytes, above the limit of %d; pass the S3 address of the data instead"
                            .formatted(what, state.name(), sizeBytes, MAXIMUM_PAYLOAD_BYTES));
        }
    }

    /** Waits, but not beyond the execution's deadline. */
    private void sleep(Duration duration) throws InterruptedException {
        Optional<Duration> left = timeLeft();
        boolean beyond = left.isPresent() && left.get().compareTo(duration) < 0;
        Duration bounded = beyond ? left.get() : duration;
        if (bounded.compareTo(Duration.ZERO) > 0) {
            sleeper.sleep(bounded);
        }
        if (beyond) {
            throw new ExecutionTimedOut(definition);
        }
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(sleeper.nanoTime() - nanos);
    }

    private Optional<Duration> timeLeft() {
        return definition.timeoutSeconds().map(seconds -> Duration.ofSeconds(seconds)
                .minus(since(startedNanos)));
    }

    private void requireTimeLeft() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (timeLeft().filter(left -> left.isNegative() || left.isZero()).isPresent()) {
            throw new ExecutionTimedOut(definition);
        }
    }

    /** Evaluates; a failure of the query is logged with the state's name. */
    private <T> T evaluated(State state, Evaluation<T> evaluation) throws InterruptedException {
        try {
            return evaluation.evaluate();
        } catch (StateFailure failure) {
            logEvaluationFailure(state, failure);
            throw failure;
        }
    }

    private void logEvaluationFailure(State state, StateFailure failure) {
        if (failure.error().equals(ErrorName.QUERY_EVALUATION_ERROR)) {
            log.append(HistoryEvent.EVALUATION_FAILED, state.name(), describe(failure));
        }
    }

    @FunctionalInterface
    private interface Evaluation<T> {
        T evaluate() throws InterruptedException;
    }

    private static ObjectNode describe(StateFailure failure) {
        return EventLog.details().put("error", failure.error()).put("cause", failure.causeText());
    }

    private static ObjectNode describe(Exit exit, Duration duration) {
        ObjectNode details = EventLog.details();
        exit.next().ifPresent(next -> details.put("next", next));
        details.set("output", exit.output());
        ObjectNode variables = details.putObject("assignedVariables");
        exit.assigned().forEach(variables::set);
        details.put("caught", exit.caught());
        return details.put("durationMillis", duration.toMillis());
    }

    /** The execution ran longer than its definition's TimeoutSeconds; no Catch sees it. */
    private static final class ExecutionTimedOut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ExecutionTimedOut(StateMachineDefinition definition) {
            super("the execution ran longer than TimeoutSeconds of %s (%d s)"
                    .formatted(definition.name(), definition.timeoutSeconds().orElse(0)));
        }

        StateFailure failure() {
            return new StateFailure(ErrorName.TIMEOUT, String.valueOf(getMessage()), this);
        }
    }
}
