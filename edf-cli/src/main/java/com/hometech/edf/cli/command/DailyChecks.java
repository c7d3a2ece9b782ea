package com.hometech.edf.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/** Runs EDFMonitoringWorkflow for commands that show what it found. */
final class DailyChecks {
    private DailyChecks() {}

    /**
     * Runs all daily checks as of now, to the second.
     *
     * @param forPrograms whether the output is for programs, so that a failure is not told in words
     * @return the exit code of a failure; empty where they ran
     */
    static OptionalInt run(Workbench bench, boolean forPrograms) {
        bench.topology();
        bench.publishConfiguration();
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put(
                "as_of", bench.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
        StartedExecution started = bench.workflows().watch(bench.freeExecutionName("watch"), input);
        if (started.execution().status() == ExecutionStatus.SUCCEEDED) {
            return OptionalInt.empty();
        }
        int code = new Conclusion(bench).print(started);
        if (forPrograms) {
            throw new InvalidInputException(started.execution().cause());
        }
        return OptionalInt.of(code);
    }
}
