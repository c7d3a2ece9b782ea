package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.states.State.CatchRule;
import com.hometech.edf.cli.states.State.ChoiceRule;
import com.hometech.edf.cli.states.State.ChoiceState;
import com.hometech.edf.cli.states.State.FailState;
import com.hometech.edf.cli.states.State.Handover;
import com.hometech.edf.cli.states.State.MapState;
import com.hometech.edf.cli.states.State.PassState;
import com.hometech.edf.cli.states.State.RetriedState;
import com.hometech.edf.cli.states.State.SucceedState;
import com.hometech.edf.cli.states.State.TaskState;
import com.hometech.edf.cli.states.State.WaitState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs states from one to the next, those of an execution or of an iteration: what each state type does. */
final class GraphRun {

    /** The service's limit on any input, arguments, result or output. */
    static final int MAXIMUM_PAYLOAD_BYTES = 256 * 1024;

    /** How a state was left. An empty {@code next} ends the execution. */
    private record Exit(Optional<String> next, JsonNode output, Map<String, JsonNode> assigned, boolean caught) {}

    private final StateGraph graph;
    private final RunSupport support;
    private final ExecutionIdentity identity;
    private final EventLog log;
    private final Optional<MapItem> item;
    private long enteredNanos;

    /** @param item of the iteration; empty for the states of the execution itself */
    GraphRun(StateGraph graph, RunSupport support, EventLog log, Optional<MapItem> item) {
        this.graph = graph;
        this.support = support;
        this.identity = support.identity();
        this.log = log;
        this.item = item;
        this.enteredNanos = support.sleeper().nanoTime();
    }

    /**
     * Runs from {@code start} to a state that ends it.
     *
     * @return that state's output
     * @throws StateFailure where a state failed and nothing caught it
     */
    JsonNode from(Position start) throws InterruptedException {
        Position position = start;
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            support.deadline().requireTimeLeft();
            Exit exit = execute(position);
            if (exit.next().isEmpty()) {
                return exit.output();
            }
            Map<String, JsonNode> variables = new TreeMap<>(position.variables());
            variables.putAll(exit.assigned());
            position = new Position(exit.next().get(), exit.output(), variables);
        }
    }

    /** Time since a state was entered last. */
    Duration sinceLastEntry() {
        return Duration.ofNanos(support.sleeper().nanoTime() - enteredNanos);
    }

    private Exit execute(Position position) throws InterruptedException {
        State state = graph.state(position.state());
        Instant enteredAt = log.now();
        enteredNanos = support.sleeper().nanoTime();
        ObjectNode entered = EventLog.details();
        entered.set("input", position.input());
        log.append(state.type() + HistoryEvent.STATE_ENTERED, state.name(), entered);
        Exit exit = state instanceof RetriedState retried
                ? retried(retried, position, enteredAt)
                : evaluated(state, () -> simple(state, position, enteredAt));
        log.append(state.type() + HistoryEvent.STATE_EXITED, state.name(), describe(exit, sinceLastEntry()));
        return exit;
    }

    private Exit simple(State state, Position position, Instant enteredAt) throws InterruptedException {
        requireWithinLimit(state, "input", position.input());
        Scope scope = scope(position, context(state.name(), enteredAt, 0));
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
        support.deadline().sleep(duration);
    }

    private static StateFailure failureOf(FailState fail, Scope scope) {
        return new StateFailure(
                fail.error().map(error -> error.evaluate(scope).asText()).orElse(fail.name()),
                fail.cause().map(cause -> cause.evaluate(scope).asText()).orElse(""));
    }

    private Exit retried(RetriedState state, Position position, Instant enteredAt) throws InterruptedException {
        String seed = identity.id() + "/" + state.name()
                + item.map(iteration -> "/" + iteration.index()).orElse("");
        RetryCounts retries = new RetryCounts(state.retriers(), seed);
        Map<Integer, IterationProgress> progress = position.iterations();
        while (true) {
            Scope scope = scope(position, context(state.name(), enteredAt, retries.total()));
            try {
                requireWithinLimit(state, "input", position.input());
                JsonNode result = state instanceof MapState map
                        ? new MapRun(map, support, log).attempt(scope, progress)
                        : attempt((TaskState) state, scope, retries.total());
                requireWithinLimit(state, "result", result);
                return evaluated(
                        state,
                        () -> leave(state, state.next(), state.handover(), scope.with("result", result), result));
            } catch (StateFailure failure) {
                Optional<Duration> delay = retries.delayAfter(failure.error());
                if (delay.isEmpty()) {
                    return caught(state, failure, scope);
                }
                ObjectNode retry = failure.describe().put("retryCount", retries.total());
                log.append(
                        HistoryEvent.RETRY_SCHEDULED,
                        state.name(),
                        retry.put("delayMillis", delay.get().toMillis()));
                support.deadline().sleep(delay.get());
                progress = Map.of();
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
            JsonNode result = support.tasks()
                    .run(identity, task, arguments, timeout, support.deadline().timeLeft())
                    .orElseThrow(support.deadline()::exceeded);
            requireWithinLimit(task, "result", result);
            ObjectNode succeeded = EventLog.details();
            succeeded.set("result", result);
            log.append(HistoryEvent.TASK_SUCCEEDED, task.name(), succeeded);
            return result;
        } catch (StateFailure failure) {
            boolean timedOut = failure.error().equals(ErrorName.TIMEOUT);
            log.append(
                    timedOut ? HistoryEvent.TASK_TIMED_OUT : HistoryEvent.TASK_FAILED, task.name(), failure.describe());
            throw failure;
        }
    }

    private Exit caught(RetriedState task, StateFailure failure, Scope scope) throws InterruptedException {
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

    static long wholeNumber(Template template, Scope scope) {
        JsonNode value = template.evaluate(scope);
        if (!value.isIntegralNumber() || value.longValue() < 0) {
            throw new StateFailure(
                    ErrorName.QUERY_EVALUATION_ERROR,
                    "%s gave %s instead of a whole number".formatted(template.path(), value));
        }
        return value.longValue();
    }

    static void requireWithinLimit(State state, String what, JsonNode value) {
        int sizeBytes = DefinitionJson.sizeBytes(value);
        if (sizeBytes > MAXIMUM_PAYLOAD_BYTES) {
            throw new StateFailure(
                    ErrorName.DATA_LIMIT_EXCEEDED,
                    "the %s of state %s has %d bytes, above the limit of %d; pass the S3 address of the data instead"
                            .formatted(what, state.name(), sizeBytes, MAXIMUM_PAYLOAD_BYTES));
        }
    }

    private ObjectNode context(String state, Instant enteredAt, int retryCount) {
        ObjectNode context = identity.context(state, enteredAt, retryCount);
        return item.map(iteration -> iteration.in(context)).orElse(context);
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
            log.append(HistoryEvent.EVALUATION_FAILED, state.name(), failure.describe());
        }
    }

    @FunctionalInterface
    private interface Evaluation<T> {
        T evaluate() throws InterruptedException;
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
}
