package com.hometech.edf.cli.states;

import com.hometech.edf.cli.states.State.ChoiceState;
import com.hometech.edf.cli.states.State.FailState;
import com.hometech.edf.cli.states.State.Handover;
import com.hometech.edf.cli.states.State.MapState;
import com.hometech.edf.cli.states.State.PassState;
import com.hometech.edf.cli.states.State.RetriedState;
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

    private final StateGraph graph;
    private final Set<String> around;
    private final BiConsumer<String, String> problems;

    private DefinitionChecks(StateGraph graph, Set<String> around, BiConsumer<String, String> problems) {
        this.graph = graph;
        this.around = around;
        this.problems = problems;
    }

    /** Reports (path, what is wrong) of each problem. */
    static void check(StateGraph definition, BiConsumer<String, String> problems) {
        namesAreUnique(definition, problems);
        new DefinitionChecks(definition, Set.of(), problems).check();
    }

    private static void namesAreUnique(StateGraph definition, BiConsumer<String, String> problems) {
        Set<String> names = new HashSet<>();
        definition
                .all()
                .filter(state -> !names.add(state.name()))
                .forEach(state -> problems.accept(
                        "States", "there are several states '%s', one inside of a Map".formatted(state.name())));
    }

    private void check() {
        if (targetsExist()) {
            everyStateIsReached();
            expressionsReadWhatThereIs();
        }
    }

    private boolean targetsExist() {
        List<Edge> dangling = new ArrayList<>();
        if (!graph.states().containsKey(graph.startAt())) {
            dangling.add(new Edge(graph.path() + "StartAt", graph.startAt(), Set.of()));
        }
        graph.states().values().stream()
                .flatMap(state -> edges(state).stream())
                .filter(edge -> !graph.states().containsKey(edge.target()))
                .forEach(dangling::add);
        dangling.forEach(edge -> problems.accept(edge.path(), "there is no state '%s'".formatted(edge.target())));
        return dangling.isEmpty();
    }

    private void everyStateIsReached() {
        Set<String> reached = new HashSet<>(Set.of(graph.startAt()));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (Edge edge : edges(graph.state(open.pop()))) {
                if (reached.add(edge.target())) {
                    open.push(edge.target());
                }
            }
        }
        graph.states().keySet().stream()
                .filter(name -> !reached.contains(name))
                .forEach(name -> problems.accept(graph.pathOf(name), "no state leads here"));
    }

    private void expressionsReadWhatThereIs() {
        Map<String, Set<String>> assigned = assignedOnEveryWay();
        Set<String> outside = new HashSet<>(around);
        graph.states().values().forEach(state -> outside.addAll(assigned(state)));
        graph.states().values().forEach(state -> {
            Set<String> variables = assigned.getOrDefault(state.name(), Set.of());
            reads(state).forEach(read -> read.template()
                    .forEachExpression(
                            (path, expression) -> check(path, expression.names(), variables, read.statesMembers())));
            if (state instanceof MapState map) {
                requireOwnVariables(map.processor(), outside);
                new DefinitionChecks(map.processor(), variables, problems).check();
            }
        });
    }

    /** States inside of a Map read the variables around it, but cannot assign them. */
    private void requireOwnVariables(StateGraph inner, Set<String> outside) {
        inner.states().values().forEach(state -> assigned(state).stream()
                .filter(outside::contains)
                .forEach(name -> problems.accept(
                        inner.pathOf(state.name()) + ".Assign." + name,
                        "is a variable of the states around the Map, which cannot be assigned inside of it")));
    }

    private static Set<String> assigned(State state) {
        List<Handover> handovers = new ArrayList<>();
        if (state instanceof RetriedState retried) {
            handovers.add(retried.handover());
            retried.catchers().forEach(rule -> handovers.add(rule.handover()));
        } else if (state instanceof PassState pass) {
            handovers.add(pass.handover());
        } else if (state instanceof WaitState wait) {
            handovers.add(wait.handover());
        } else if (state instanceof ChoiceState choice) {
            handovers.add(choice.handover());
            choice.rules().forEach(rule -> handovers.add(rule.handover()));
        }
        Set<String> names = new TreeSet<>();
        handovers.forEach(handover -> names.addAll(handover.assign().keySet()));
        return names;
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
        Map<String, Set<String>> known = new HashMap<>(Map.of(graph.startAt(), around));
        Deque<String> open = new ArrayDeque<>(Set.of(graph.startAt()));
        while (!open.isEmpty()) {
            String name = open.pop();
            for (Edge edge : edges(graph.state(name))) {
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

    private List<Edge> edges(State state) {
        String path = graph.pathOf(state.name());
        List<Edge> edges = new ArrayList<>();
        if (state instanceof RetriedState retried) {
            retried.next().ifPresent(next -> edges.add(edge(path + ".Next", next, retried.handover())));
            for (int index = 0; index < retried.catchers().size(); index++) {
                State.CatchRule rule = retried.catchers().get(index);
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
        if (state instanceof RetriedState retried) {
            if (retried instanceof MapState map) {
                reads.add(new Read(map.items(), ALWAYS));
                Stream.of(map.itemSelector(), map.maxConcurrency())
                        .forEach(template -> template.ifPresent(present -> reads.add(new Read(present, ALWAYS))));
            } else if (retried instanceof TaskState task) {
                reads.add(new Read(task.arguments(), ALWAYS));
                task.timeoutSeconds().ifPresent(template -> reads.add(new Read(template, ALWAYS)));
            }
            reads.addAll(reads(retried.handover(), WITH_RESULT));
            retried.catchers().forEach(rule -> reads.addAll(reads(rule.handover(), WITH_ERROR)));
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
