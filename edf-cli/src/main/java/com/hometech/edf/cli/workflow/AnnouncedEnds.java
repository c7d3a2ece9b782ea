package com.hometech.edf.cli.workflow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.integration.LambdaFunction;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.terminal.Terminal;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the function that records training runs that one has ended, as EventBridge does on AWS. That a run cannot be recorded does
 * not change how it ended.
 */
public final class AnnouncedEnds {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncedEnds.class);

    private final LambdaFunction recordRun;
    private final Terminal terminal;
    private final UnaryOperator<String> command;

    /** @param command makes words of a command into what the user can copy */
    AnnouncedEnds(LambdaFunction recordRun, Terminal terminal, UnaryOperator<String> command) {
        this.recordRun = recordRun;
        this.terminal = terminal;
        this.command = command;
    }

    /** Announces an execution that has ended; one that was interrupted has not. */
    void announce(ExecutionRecord execution) {
        if (execution.stoppedAt().isEmpty()) {
            return;
        }
        try {
            String problem =
                    recordRun.invoke(event(execution)).path("mlflow_problem").asText();
            if (!problem.isEmpty()) {
                terminal.line("@|yellow !|@ MLflow did not take the record of this run: " + problem);
                terminal.plain("  send it later: " + command.apply("runs push " + execution.name()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.warn("The end of {} is not recorded", execution.name(), failure);
            terminal.line("@|yellow !|@ the run is not recorded: " + failure.getMessage());
        }
    }

    /** The {@code detail} of the event "Step Functions Execution Status Change". */
    public static ObjectNode event(ExecutionRecord execution) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("stateMachineArn", "arn:aws:states:local:000000000000:stateMachine:" + execution.stateMachine());
        detail.put("name", execution.name());
        detail.put("status", execution.status().name());
        detail.put("startDate", execution.startedAt().toEpochMilli());
        detail.put(
                "stopDate", execution.stoppedAt().orElse(execution.startedAt()).toEpochMilli());
        detail.put("input", execution.input().toString());
        execution.output().ifPresent(output -> detail.put("output", output.toString()));
        if (!execution.error().isEmpty()) {
            detail.put("error", execution.error());
        }
        if (!execution.cause().isEmpty()) {
            detail.put("cause", execution.cause());
        }
        return detail;
    }
}
