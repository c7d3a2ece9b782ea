package com.hometech.edf.cli.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.cli.integration.LambdaFunction;
import com.hometech.edf.cli.integration.LambdaInvoke;
import com.hometech.edf.cli.integration.ListExecutions;
import com.hometech.edf.cli.integration.LocalDefinitions;
import com.hometech.edf.cli.integration.S3GetObject;
import com.hometech.edf.cli.integration.StartExecution;
import com.hometech.edf.cli.sagemaker.JobCatalog;
import com.hometech.edf.cli.sagemaker.LocalSageMaker;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.Executions;
import com.hometech.edf.cli.states.Sleeper;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.cli.states.StateMachineDefinition;
import com.hometech.edf.cli.states.StateMachineRunner;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.cli.terminal.InterruptionNotice;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.job.JobProgram;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The workflows on this machine: the definitions that Terraform deploys, with jobs and handlers of this JVM. */
public final class Workflows {
    private final Executions executions;
    private final Terminal terminal;
    private final UnaryOperator<String> command;
    private final WorkflowView view;
    private final AnnouncedEnds ends;
    private final StateMachineDefinition training;
    private final StateMachineDefinition inference;
    private final StateMachineDefinition accuracy;
    private final StateMachineDefinition monitoring;
    private final StateMachineDefinition appliances;

    /**
     * @param home where executions are kept
     * @param command makes words of a command into what the user can copy
     */
    public Workflows(
            Path home,
            Platform platform,
            EdfConfig config,
            Places places,
            Terminal terminal,
            UnaryOperator<String> command) {
        this.terminal = terminal;
        this.command = command;
        this.view = new WorkflowView(terminal);
        Map<String, LambdaFunction> functions = LocalFunctions.of(platform, config);
        this.ends = new AnnouncedEnds(
                Objects.requireNonNull(functions.get(config.general().recordRunLambdaBase())), terminal, command);
        this.executions = new Executions(
                home,
                new StateMachineRunner(handlers(home, platform, functions), ticking(platform.clock()), Sleeper.REAL));
        LocalDefinitions definitions = new LocalDefinitions(config, places);
        definitions.layGround(platform.objects());
        this.training = definitions.training();
        this.inference = definitions.inference();
        this.accuracy = definitions.accuracy();
        this.monitoring = definitions.monitoring();
        this.appliances = definitions.appliances();
    }

    private Map<String, TaskHandler> handlers(Path home, Platform platform, Map<String, LambdaFunction> functions) {
        JobCatalog catalog = new JobCatalog(LocalDefinitions.IMAGE_URI, JobProgram.byName());
        Map<String, TaskHandler> handlers =
                new HashMap<>(new LocalSageMaker(home, catalog, platform.objects(), platform.clock(), view).handlers());
        handlers.put(LambdaInvoke.RESOURCE, new LambdaInvoke(functions));
        handlers.put(S3GetObject.RESOURCE, new S3GetObject(platform.objects()));
        handlers.put(ListExecutions.RESOURCE, new ListExecutions(this::executions));
        handlers.put(StartExecution.RESOURCE, new StartExecution(this::executions, this::definition));
        return handlers;
    }

    /** Histories need a clock that moves, also where the platform's stands still. */
    private static Clock ticking(Clock clock) {
        Clock system = Clock.systemUTC();
        Instant start = clock.instant();
        return Clock.offset(system, Duration.between(system.instant(), start));
    }

    /** Runs {@code EDFTrainingWorkflow} to its end, showing each state. */
    public StartedExecution train(String name, JsonNode input) {
        return announced(interruptibly(name, () -> executions.start(training, name, input, view)));
    }

    /** Runs {@code EDFInferenceWorkflow} to its end, showing each state. */
    public StartedExecution forecast(String name, JsonNode input) {
        return interruptibly(name, () -> executions.start(inference, name, input, view));
    }

    /** Runs {@code EDFAccuracyWorkflow} to its end, showing each state. */
    public StartedExecution trackAccuracy(String name, JsonNode input) {
        return interruptibly(name, () -> executions.start(accuracy, name, input, view));
    }

    /** Runs {@code EDFMonitoringWorkflow} to its end, showing each state. */
    public StartedExecution watch(String name, JsonNode input) {
        return interruptibly(name, () -> executions.start(monitoring, name, input, view));
    }

    /**
     * Runs to their ends the executions that others started and that have not begun, also those of a process that was killed before
     * it came to them.
     */
    public List<StartedExecution> runStarted() {
        List<StartedExecution> ended = new ArrayList<>();
        for (ExecutionRecord started : executions.waiting()) {
            terminal.line("@|bold " + started.stateMachine() + "|@ " + started.name());
            ended.add(announced(interruptibly(
                    started.name(),
                    () -> executions.start(
                            definition(started.stateMachine()), started.name(), started.input(), view))));
        }
        return ended;
    }

    /** Runs {@code EDFApplianceWorkflow} to its end, showing each state. */
    public StartedExecution analyseAppliances(String name, JsonNode input) {
        return interruptibly(name, () -> executions.start(appliances, name, input, view));
    }

    /** Goes on with an execution from the state that did not end well. */
    public StartedExecution redrive(ExecutionRecord execution) {
        return announced(interruptibly(execution.name(), () -> {
            ExecutionRecord ended = executions.redrive(definition(execution.stateMachine()), execution.name(), view);
            return new StartedExecution(StartedExecution.Outcome.RAN, ended);
        }));
    }

    private StartedExecution announced(StartedExecution started) {
        if (started.outcome() == StartedExecution.Outcome.RAN && isTraining(started.execution())) {
            ends.announce(started.execution());
        }
        return started;
    }

    private StartedExecution interruptibly(String name, Supplier<StartedExecution> work) {
        InterruptionNotice notice =
                new InterruptionNotice(terminal, "execution " + name, command.apply("executions redrive " + name));
        view.begin();
        try (notice) {
            return work.get();
        }
    }

    private StateMachineDefinition definition(String stateMachine) {
        List<StateMachineDefinition> known = List.of(training, inference, accuracy, monitoring, appliances);
        return known.stream()
                .filter(definition -> definition.name().equals(stateMachine))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("There is no state machine " + stateMachine
                        + "; there are "
                        + known.stream().map(StateMachineDefinition::name).toList()));
    }

    /** Whether an execution is one of {@code EDFTrainingWorkflow}. */
    public boolean isTraining(ExecutionRecord execution) {
        return execution.stateMachine().equals(training.name());
    }

    /** Name of the training state machine. */
    public String trainingName() {
        return training.name();
    }

    /** Name of the inference state machine. */
    public String inferenceName() {
        return inference.name();
    }

    /** Name of the state machine that scores issued forecasts. */
    public String accuracyName() {
        return accuracy.name();
    }

    /** Name of the state machine of the daily checks. */
    public String monitoringName() {
        return monitoring.name();
    }

    /** Name of the state machine about uploads of appliance data. */
    public String appliancesName() {
        return appliances.name();
    }

    public Executions executions() {
        return executions;
    }
}
