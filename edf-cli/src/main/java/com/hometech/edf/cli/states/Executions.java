package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.cli.states.StartedExecution.Outcome;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts, redrives and shows executions; each has a folder {@code <home>/executions/<state machine>/<name>/}.
 *
 * <p>A name is used once in a state machine: a second start with the same input does nothing, one with another input is
 * refused. Of two starts at the same time, also from two processes, one runs.
 */
public final class Executions {

    private static final Duration WINNER_WRITES_WITHIN = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path root;
    private final StateMachineRunner runner;

    /** Keeps executions below {@code home} and runs them with {@code runner}. */
    public Executions(Path home, StateMachineRunner runner) {
        this.root = rootOf(home);
        this.runner = runner;
    }

    /**
     * Runs a new execution to its end, unless one of this name exists.
     *
     * @throws InvalidInputException where one of this name has another input, or was interrupted and is to be redriven
     */
    public StartedExecution start(
            StateMachineDefinition definition, String name, JsonNode input, ExecutionListener listener) {
        ExecutionNames.requireValid("execution", name);
        runner.requireRunnable(definition);
        ExecutionFolder folder = folder(definition.name(), name);
        long attempts = WINNER_WRITES_WITHIN.dividedBy(POLL);
        for (long attempt = 0; attempt < attempts; attempt++) {
            Optional<ExecutionLock> lock = folder.tryLock();
            if (lock.isPresent()) {
                ExecutionLock held = lock.get();
                try (held) {
                    return startLocked(folder, definition, name, input, listener);
                }
            }
            Optional<ExecutionRecord> running = folder.writtenRecord();
            if (running.isPresent()) {
                requireSameInput(running.get(), input);
                return new StartedExecution(Outcome.ALREADY_RUNNING, running.get());
            }
            pause();
        }
        throw new DependencyUnavailableException(
                "Execution %s is being started by another process that does not go on; try again".formatted(name));
    }

    /**
     * Notes an execution that another one starts without waiting for it: {@link #start} with the same name and input runs it, and
     * so does {@link #redrive}. Nothing happens where one of this name and input is there.
     *
     * @return whether one of this name was there
     * @throws InvalidInputException where one of this name has another input
     */
    public boolean create(StateMachineDefinition definition, String name, JsonNode input) {
        ExecutionNames.requireValid("execution", name);
        runner.requireRunnable(definition);
        ExecutionFolder folder = folder(definition.name(), name);
        Optional<ExecutionLock> lock = folder.tryLock();
        if (lock.isEmpty()) {
            return true;
        }
        ExecutionLock held = lock.get();
        try (held) {
            Optional<ExecutionRecord> existing = folder.writtenRecord();
            existing.ifPresent(there -> requireSameInput(there, input));
            if (existing.isEmpty()) {
                folder.write(ExecutionRecord.started(
                        definition, name, input, new EventLog(runner.clock(), 0, event -> {}).now()));
            }
            return existing.isPresent();
        }
    }

    /** Executions that were noted and have not begun, the oldest first. */
    public List<ExecutionRecord> waiting() {
        List<ExecutionRecord> waiting = new ArrayList<>();
        for (Path stateMachine : foldersIn(root)) {
            for (Path execution : foldersIn(stateMachine)) {
                ExecutionFolder folder = new ExecutionFolder(execution);
                if (folder.isWaiting()) {
                    folder.writtenRecord().ifPresent(waiting::add);
                }
            }
        }
        waiting.sort(Comparator.comparing(ExecutionRecord::startedAt).thenComparing(ExecutionRecord::name));
        return waiting;
    }

    private StartedExecution startLocked(
            ExecutionFolder folder,
            StateMachineDefinition definition,
            String name,
            JsonNode input,
            ExecutionListener listener) {
        Optional<ExecutionRecord> existing = folder.writtenRecord().map(folder::settled);
        if (existing.isPresent() && !folder.isWaiting()) {
            return alreadyThere(folder, existing.get(), input);
        }
        existing.ifPresent(noted -> requireSameInput(noted, input));
        EventLog clock = new EventLog(runner.clock(), 0, event -> {});
        ExecutionRecord record = ExecutionRecord.started(definition, name, input, clock.now());
        folder.write(record);
        Position start = new Position(definition.startAt(), input, Map.of());
        return new StartedExecution(Outcome.RAN, run(folder, definition, record, start, 0, listener));
    }

    private static StartedExecution alreadyThere(ExecutionFolder folder, ExecutionRecord existing, JsonNode input) {
        requireSameInput(existing, input);
        if (existing.stoppedAt().isEmpty()) {
            throw new InvalidInputException(
                    "Execution %s of %s was interrupted before its end. Redrive it, or start one with another name"
                            .formatted(existing.name(), existing.stateMachine()));
        }
        folder.write(existing);
        return new StartedExecution(Outcome.ALREADY_DONE, existing);
    }

    private static void requireSameInput(ExecutionRecord existing, JsonNode input) {
        if (!existing.input().equals(DefinitionJson.normalised(input))) {
            throw new InvalidInputException(
                    ("ExecutionAlreadyExists: execution %s of %s was started with the input %s, not %s. Give the new one"
                                    + " another name")
                            .formatted(existing.name(), existing.stateMachine(), existing.input(), input));
        }
    }

    /**
     * Runs an execution that failed, timed out or was interrupted from the state that did not end well, with that
     * state's input and variables.
     *
     * @throws InvalidInputException where it does not exist, succeeded, runs, or was started with another definition
     */
    public ExecutionRecord redrive(StateMachineDefinition definition, String name, ExecutionListener listener) {
        find(definition.name(), name);
        runner.requireRunnable(definition);
        ExecutionFolder folder = folder(definition.name(), name);
        ExecutionLock lock = folder.tryLock()
                .orElseThrow(() ->
                        new InvalidInputException("Execution %s of %s is running; it can be redriven once it has ended"
                                .formatted(name, definition.name())));
        try (lock) {
            ExecutionRecord record = folder.settled(folder.writtenRecord().orElseThrow());
            requireRedrivable(record, definition);
            folder.dropTornLine();
            HistoryReplay replay = HistoryReplay.of(folder.history());
            ExecutionRecord redriven = record.redriven(replay.redriveCount() + 1);
            folder.write(redriven);
            Position position = replay.resumePosition()
                    .orElseGet(() -> new Position(definition.startAt(), record.input(), Map.of()));
            return run(folder, definition, redriven, position, replay.lastId(), listener);
        }
    }

    private static void requireRedrivable(ExecutionRecord record, StateMachineDefinition definition) {
        if (record.status() == ExecutionStatus.SUCCEEDED) {
            throw new InvalidInputException("Execution %s of %s succeeded; there is nothing to redrive"
                    .formatted(record.name(), record.stateMachine()));
        }
        if (!record.definitionHash().equals(definition.hash())) {
            throw new InvalidInputException(
                    ("The definition of %s has changed since execution %s was started. Start a new execution with the"
                                    + " same input")
                            .formatted(record.stateMachine(), record.name()));
        }
    }

    private ExecutionRecord run(
            ExecutionFolder folder,
            StateMachineDefinition definition,
            ExecutionRecord record,
            Position start,
            long lastEventId,
            ExecutionListener listener) {
        ExecutionIdentity identity = new ExecutionIdentity(
                record.stateMachine(), record.name(), record.input(), record.startedAt(), record.redriveCount());
        StateSummaries progress = new StateSummaries(listener);
        EventLog log = new EventLog(runner.clock(), lastEventId, event -> {
            folder.append(event);
            progress.accept(event);
        });
        log.append(
                record.redriveCount() == 0 ? HistoryEvent.EXECUTION_STARTED : HistoryEvent.EXECUTION_REDRIVEN,
                "",
                EventLog.details().put("redriveCount", record.redriveCount()).put("resumesAt", start.state()));
        runner.run(definition, identity, start, log);
        boolean interrupted = Thread.interrupted();
        ExecutionRecord ended = record.ended(log.last());
        folder.write(ended);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    /** Every execution, the newest first. */
    public List<ExecutionRecord> list() {
        List<ExecutionRecord> records = new ArrayList<>();
        for (Path stateMachine : foldersIn(root)) {
            for (Path execution : foldersIn(stateMachine)) {
                new ExecutionFolder(execution).currentRecord().ifPresent(records::add);
            }
        }
        records.sort(Comparator.comparing(ExecutionRecord::startedAt)
                .reversed()
                .thenComparing(ExecutionRecord::stateMachine)
                .thenComparing(ExecutionRecord::name));
        return records;
    }

    /**
     * The execution {@code name} of {@code stateMachine}.
     *
     * @throws InvalidInputException where there is none
     */
    public ExecutionRecord find(String stateMachine, String name) {
        ExecutionNames.requireValid("state machine", stateMachine);
        ExecutionNames.requireValid("execution", name);
        return folder(stateMachine, name)
                .currentRecord()
                .orElseThrow(() -> new InvalidInputException(
                        "There is no execution %s of %s below %s".formatted(name, stateMachine, root)));
    }

    /** The events of an execution, the oldest first. */
    public List<HistoryEvent> history(String stateMachine, String name) {
        find(stateMachine, name);
        return folder(stateMachine, name).history();
    }

    /** The visits to states of an execution, the oldest first; a redriven state has more than one. */
    public List<StateSummary> states(String stateMachine, String name) {
        return StateSummaries.of(history(stateMachine, name));
    }

    /** The folder where an execution keeps its files. */
    public Path folderOf(String stateMachine, String name) {
        return root.resolve(stateMachine).resolve(name);
    }

    /** The folder of an execution below {@code home}. */
    public static Path folderOf(Path home, String stateMachine, String name) {
        return rootOf(home).resolve(stateMachine).resolve(name);
    }

    private static Path rootOf(Path home) {
        return home.resolve("executions");
    }

    private ExecutionFolder folder(String stateMachine, String name) {
        return new ExecutionFolder(folderOf(stateMachine, name));
    }

    private static List<Path> foldersIn(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read %s: %s".formatted(parent, failure), failure);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("The start was stopped", stopped);
        }
    }
}
