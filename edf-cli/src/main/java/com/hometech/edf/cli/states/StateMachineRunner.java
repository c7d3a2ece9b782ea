package com.hometech.edf.cli.states;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Clock;
import java.util.Map;

/**
 * Executes definitions: the state types Task, Map (inline), Pass, Choice, Wait, Succeed and Fail, with Retry, Catch, variables and
 * time limits as the Amazon States Language specification says.
 */
public final class StateMachineRunner {

    private final TaskRunner tasks;
    private final Clock clock;
    private final Sleeper sleeper;

    /**
     * A runner whose tasks are done by {@code handlers}.
     *
     * @param handlers by {@code Resource} of the Task states
     * @param clock gives the times of the history and of {@code $states.context}
     * @param sleeper waits in Wait states and between retries
     */
    public StateMachineRunner(Map<String, TaskHandler> handlers, Clock clock, Sleeper sleeper) {
        this.tasks = new TaskRunner(handlers);
        this.clock = clock;
        this.sleeper = sleeper;
    }

    Clock clock() {
        return clock;
    }

    /** @throws InvalidInputException where the definition calls a resource without a handler */
    void requireRunnable(StateMachineDefinition definition) {
        tasks.requireHandlers(definition);
    }

    /** Runs from {@code start} to the end; what happens is in {@code log}. */
    void run(StateMachineDefinition definition, ExecutionIdentity identity, Position start, EventLog log) {
        new ExecutionRun(definition, identity, tasks, sleeper, log).from(start);
    }
}
