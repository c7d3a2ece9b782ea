package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One run of an execution, from where it starts or is redriven to its end. */
final class ExecutionRun {

    private final GraphRun states;
    private final EventLog log;

    ExecutionRun(
            StateMachineDefinition definition,
            ExecutionIdentity identity,
            TaskRunner tasks,
            Sleeper sleeper,
            EventLog log) {
        RunSupport support = new RunSupport(identity, tasks, new Deadline(definition, sleeper), sleeper);
        this.states = new GraphRun(definition.graph(), support, log, Optional.empty());
        this.log = log;
    }

    /** Runs from {@code start} to the end and logs it, the event that ends the execution included. */
    void from(Position start) {
        try {
            JsonNode output = states.from(start);
            ObjectNode details = EventLog.details();
            details.set("output", output);
            log.append("ExecutionSucceeded", "", details);
        } catch (StateFailure failure) {
            end("ExecutionFailed", failure.describe());
        } catch (Deadline.Exceeded timedOut) {
            end("ExecutionTimedOut", timedOut.failure().describe());
        } catch (InterruptedException aborted) {
            end("ExecutionAborted", EventLog.details().put("cause", "the execution was stopped"));
            Thread.currentThread().interrupt();
        }
    }

    private void end(String type, ObjectNode details) {
        log.append(
                type, "", details.put("durationMillis", states.sinceLastEntry().toMillis()));
    }
}
