package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.states.State.MapState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Attempts at a Map state: runs its states for each item, several at the same time, and gathers what they give. */
final class MapRun {

    /** The service runs no more iterations of a Map in mode INLINE at the same time. */
    private static final int MOST_CONCURRENT = 40;

    private final MapState map;
    private final RunSupport support;
    private final EventLog log;

    MapRun(MapState map, RunSupport support, EventLog log) {
        this.map = map;
        this.support = support;
        this.log = log;
    }

    /** An item, and the input that its iteration begins with. */
    private record Iteration(MapItem item, JsonNode input, IterationProgress progress) {}

    /**
     * Runs all iterations. When one fails, the others are stopped.
     *
     * @param progress what iterations did before, by index; what they gave stands
     * @return what the iterations give, in the order of the items
     * @throws StateFailure of the iteration that failed first
     */
    JsonNode attempt(Scope scope, Map<Integer, IterationProgress> progress) throws InterruptedException {
        try {
            List<Iteration> iterations = iterations(scope, progress);
            int concurrency = concurrency(scope, iterations.size());
            log.append(
                    HistoryEvent.MAP_STATE_STARTED,
                    map.name(),
                    EventLog.details().put("length", iterations.size()));
            JsonNode result = run(iterations, concurrency, scope.variables());
            log.append(HistoryEvent.MAP_STATE_SUCCEEDED, map.name(), EventLog.details());
            return result;
        } catch (StateFailure failure) {
            log.append(HistoryEvent.MAP_STATE_FAILED, map.name(), failure.describe());
            throw failure;
        }
    }

    private List<Iteration> iterations(Scope scope, Map<Integer, IterationProgress> progress) {
        JsonNode items = map.items().evaluate(scope);
        if (!items.isArray()) {
            throw new StateFailure(
                    ErrorName.QUERY_EVALUATION_ERROR,
                    "%s gave %s instead of an array".formatted(map.items().path(), items));
        }
        List<Iteration> iterations = new ArrayList<>(items.size());
        for (int index = 0; index < items.size(); index++) {
            MapItem item = new MapItem(map.name(), index, items.get(index));
            JsonNode input = map.itemSelector()
                    .map(selector -> selector.evaluate(withItem(scope, item)))
                    .orElse(item.value());
            iterations.add(new Iteration(item, input, progress.getOrDefault(index, IterationProgress.NONE)));
        }
        return iterations;
    }

    private static Scope withItem(Scope scope, MapItem item) {
        ObjectNode context = scope.states().get("context").deepCopy();
        return scope.with("context", item.in(context));
    }

    private int concurrency(Scope scope, int iterations) {
        long most = map.maxConcurrency()
                .map(template -> GraphRun.wholeNumber(template, scope))
                .orElse(0L);
        return (int) Math.max(1, Math.min(iterations, most == 0 ? MOST_CONCURRENT : Math.min(most, MOST_CONCURRENT)));
    }

    private JsonNode run(List<Iteration> iterations, int concurrency, Map<String, JsonNode> variables)
            throws InterruptedException {
        List<@Nullable JsonNode> outputs = new ArrayList<>(Collections.nCopies(iterations.size(), null));
        AtomicBoolean failed = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(concurrency);
        try {
            CompletionService<Integer> running = new ExecutorCompletionService<>(threads);
            int started = 0;
            for (Iteration iteration : iterations) {
                int index = iteration.item().index();
                if (iteration.progress().output().isPresent()) {
                    outputs.set(index, iteration.progress().output().get());
                } else {
                    started++;
                    running.submit(() -> {
                        // none begins after another failed
                        if (!failed.get()) {
                            outputs.set(index, run(iteration, variables, failed));
                        }
                        return index;
                    });
                }
            }
            for (int ended = 0; ended < started; ended++) {
                running.take().get();
            }
        } catch (ExecutionException failure) {
            throw unwrapped(failure);
        } finally {
            stop(threads);
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode(outputs.size());
        outputs.forEach(result::add);
        return result;
    }

    private JsonNode run(Iteration iteration, Map<String, JsonNode> variables, AtomicBoolean failed)
            throws InterruptedException {
        EventLog own = log.of(iteration.item());
        own.append(HistoryEvent.MAP_ITERATION_STARTED, map.name(), EventLog.details());
        Position start = iteration
                .progress()
                .resume()
                .orElseGet(() -> new Position(map.processor().startAt(), iteration.input(), variables));
        try {
            JsonNode output = new GraphRun(map.processor(), support, own, Optional.of(iteration.item())).from(start);
            ObjectNode details = EventLog.details();
            details.set("output", output);
            own.append(HistoryEvent.MAP_ITERATION_SUCCEEDED, map.name(), details);
            return output;
        } catch (StateFailure failure) {
            failed.set(true);
            own.append(HistoryEvent.MAP_ITERATION_FAILED, map.name(), failure.describe());
            throw failure;
        } catch (InterruptedException stopped) {
            own.append(HistoryEvent.MAP_ITERATION_ABORTED, map.name(), EventLog.details());
            throw stopped;
        }
    }

    private static RuntimeException unwrapped(ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
    }

    /** Nothing of this attempt may run beside what follows. */
    private static void stop(ExecutorService threads) throws InterruptedException {
        threads.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
