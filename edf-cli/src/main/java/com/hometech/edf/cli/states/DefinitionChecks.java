package com.hometech.edf.cli.states;

import com.hometech.edf.cli.states.State.ChoiceState;
import com.hometech.edf.cli.states.State.FailState;
import com.hometech.edf.cli.states.State.Handover;
import com.hometech.edf.cli.states.State.PassState;
import com.hometech.edf.cli.states.State.SucceedState;
import com.hometech.edf.cli.states.State.TaskState;
import com.hometech.edf.cli.states.State.WaitState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The checks that see the whole definition: every target exists, every state can be reached, and every variable has a
 * value on each way to the expression that reads it.
 */
final class DefinitionChecks {

    /** One way out of a state. */
    private record Edge(String path, String target, Set<String> assigned) {}

    private static final Set<String> ALWAYS = Set.of("input", "context");
    private static final Set<String> WITH_RESULT = Set.of("input", "context", "result");
    private static final Set<String> WITH_ERROR = Set.of("input", "context", "errorOutput");

    private final StateMachineDefinition definition;
    private final BiConsumer<String, String> problems;

    private DefinitionChecks(StateMachineDefinition definition, BiConsumer<String, String> problems) {
        this.definition = definition;
        this.problems = problems;
    }

    /** Reports (path, what is wrong) of each problem. */
    static void check(StateMachineDefinition definition, BiConsumer<String, String> problems) {
        DefinitionChecks checks = new DefinitionChecks(definition, problems);
        if (checks.targetsExist()) {
            checks.everyStateIsReached();
            checks.expressionsReadWhatThereIs();
        }
    }

    private boolean targetsExist() {
        List<Edge> dangling = new ArrayList<>();
        if (!definition.states().containsKey(definition.startAt())) {
            dangling.add(new Edge("StartAt", definition.startAt(), Set.of()));
        }
        definition.states().values().stream()
                .flatMap(state -> edges(state).stream())
                .filter(edge -> !definition.states().containsKey(edge.target()))
                .forEach(dangling::add);
        dangling.forEach(edge -> problems.accept(edge.path(), "there is no state '%s'".formatted(edge.target())));
        return dangling.isEmpty();
    }

    private void everyStateIsReached() {
        Set<String> reached = new HashSet<>(Set.of(definition.startAt()));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (Edge edge : edges(definition.state(open.pop()))) {
                if (reached.add(edge.target())) {
                    open.push(edge.target());
                }
            }
        }
        definition.states().keySet().stream()
                .filter(name -> !reached.contains(name))
                .forEach(name -> problems.accept("States." + name, "no state leads here"));
    }

    private void expressionsReadWhatThereIs() {
        Map<String, Set<String>> assigned = assignedOnEveryWay();
        definition.states().values().forEach(state -> {
            Set<String> variables = assigned.getOrDefault(state.name(), Set.of());
            reads(state).forEach(read -> read.template()
                    .forEachExpression(
                            (path, expression) -> check(path, expression.names(), variables, read.statesMembers())));
        });
    }

    private void check(String path, ExpressionNames names, Set<String> variables, Set<String> statesMembers) {
        for (String name : names.names()) {
            if (!variables.contains(name) && !StepFunctionsFunctions.isSupported(name)) {
                problems.accept(
                        path,
                        StepFunctionsFunctions.refusal(name)
                                .map(why -> "the function $%s is refused: %s".formatted(name, why))
                                .orElse("$%s is neither a function nor a variable assigned on every way to this state"
                                        .formatted(name)));
            }
        }
        for (String member : names.statesMembers()) {
            if (!statesMembers.contains(member)) {
                problems.accept(
                        path,
                        "$states.%s cannot be read here; there are %s".formatted(member, new TreeSet<>(statesMembers)));
            }
        }
        if (names.readsRoot()) {
            problems.accept(path, "$$ has no value here; read $states.input");
        }
    }

    /** Forward data flow: the variables assigned on every way into each state. */
    private Map<String, Set<String>> assignedOnEveryWay() {
        Map<String, Set<String>> known = new HashMap<>(Map.of(definition.startAt(), Set.of()));
        Deque<String> open = new ArrayDeque<>(Set.of(definition.startAt()));
        while (!open.isEmpty()) {
            String name = open.pop();
            for (Edge edge : edges(definition.state(name))) {
                Set<String> arriving = new HashSet<>(known.get(name));
                arriving.addAll(edge.assigned());
                Set<String> before = known.get(edge.target());
                if (before != null) {
                    arriving.retainAll(before);
                }
                if (!arriving.equals(before)) {
                    known.put(edge.target(), arriving);
                    open.push(edge.target());
                }
            }
        }
        return known;
    }

    private static List<Edge> edges(State state) {
        String path = "States." + state.name();
        List<Edge> edges = new ArrayList<>();
        if (state instanceof TaskState task) {
            task.next().ifPresent(next -> edges.add(edge(path + ".Next", next, task.handover())));
            for (int index = 0; index < task.catchers().size(); index++) {
                State.CatchRule rule = task.catchers().get(index);
                edges.add(edge("%s.Catch[%d].Next".formatted(path, index), rule.next(), rule.handover()));
            }
        } else if (state instanceof PassState pass) {
            pass.next().ifPresent(next -> edges.add(edge(path + ".Next", next, pass.handover())));
        } else if (state instanceof WaitState wait) {
            wait.next().ifPresent(next -> edges.add(edge(path + ".Next", next, wait.handover())));
        } else if (state instanceof ChoiceState choice) {
            choice.defaultNext().ifPresent(next -> edges.add(edge(path + ".Default", next, choice.handover())));
            for (int index = 0; index < choice.rules().size(); index++) {
                State.ChoiceRule rule = choice.rules().get(index);
                edges.add(edge("%s.Choices[%d].Next".formatted(path, index), rule.next(), rule.handover()));
            }
        }
        return edges;
    }

    private static Edge edge(String path, String target, Handover handover) {
        return new Edge(path, target, handover.assign().keySet());
    }

    /** A template, and the members of {@code $states} that exist where it is evaluated. */
    private record Read(Template template, Set<String> statesMembers) {}

    private static List<Read> reads(State state) {
        List<Read> reads = new ArrayList<>();
        if (state instanceof TaskState task) {
            reads.add(new Read(task.arguments(), ALWAYS));
            task.timeoutSeconds().ifPresent(template -> reads.add(new Read(template, ALWAYS)));
            reads.addAll(reads(task.handover(), WITH_RESULT));
            task.catchers().forEach(rule -> reads.addAll(reads(rule.handover(), WITH_ERROR)));
        } else if (state instanceof PassState pass) {
            reads.addAll(reads(pass.handover(), ALWAYS));
        } else if (state instanceof WaitState wait) {
            Stream.of(wait.seconds(), wait.timestamp())
                    .forEach(template -> template.ifPresent(present -> reads.add(new Read(present, ALWAYS))));
            reads.addAll(reads(wait.handover(), ALWAYS));
        } else if (state instanceof ChoiceState choice) {
            choice.rules().forEach(rule -> {
                reads.add(new Read(rule.condition(), ALWAYS));
                reads.addAll(reads(rule.handover(), ALWAYS));
            });
            reads.addAll(reads(choice.handover(), ALWAYS));
        } else if (state instanceof SucceedState succeed) {
            reads.addAll(reads(succeed.handover(), ALWAYS));
        } else if (state instanceof FailState fail) {
            Stream.of(fail.error(), fail.cause())
                    .forEach(template -> template.ifPresent(present -> reads.add(new Read(present, ALWAYS))));
        }
        return reads;
    }

    private static List<Read> reads(Handover handover, Set<String> statesMembers) {
        List<Read> reads = new ArrayList<>();
        handover.output().ifPresent(output -> reads.add(new Read(output, statesMembers)));
        handover.assign().values().forEach(template -> reads.add(new Read(template, statesMembers)));
        return reads;
    }
}
