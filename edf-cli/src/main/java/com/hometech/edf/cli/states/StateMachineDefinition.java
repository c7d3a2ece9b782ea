package com.hometech.edf.cli.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A state machine as its definition says, checked: whatever the runner does not support was refused.
 *
 * <p>Source of the semantics: the Amazon States Language specification, with JSONata as the query language.
 */
public final class StateMachineDefinition {

    private final String name;
    private final Optional<Integer> timeoutSeconds;
    private final StateGraph graph;
    private final String hash;

    private StateMachineDefinition(String name, Optional<Integer> timeoutSeconds, StateGraph graph, String hash) {
        this.name = name;
        this.timeoutSeconds = timeoutSeconds;
        this.graph = graph;
        this.hash = hash;
    }

    /**
     * Reads a rendered definition.
     *
     * @param name the state machine's name
     * @param json the definition, placeholders already replaced
     * @throws InvalidInputException naming every problem with the path of its field
     */
    public static StateMachineDefinition parse(String name, String json) {
        ExecutionNames.requireValid("state machine", name);
        List<String> problems = new ArrayList<>();
        try {
            StateMachineDefinition definition = read(name, DefinitionJson.read(json), hashOf(json), problems);
            if (problems.isEmpty()) {
                DefinitionChecks.check(definition.graph(), (path, what) -> problems.add(path + ": " + what));
            }
            refuse(name, problems);
            return definition;
        } catch (JsonProcessingException notJson) {
            throw new InvalidInputException(
                    "The definition of %s is not JSON: %s".formatted(name, notJson.getMessage()), notJson);
        }
    }

    private static StateMachineDefinition read(String name, JsonNode json, String hash, List<String> problems) {
        FieldReader fields = new FieldReader(json, "", (path, what) -> problems.add(path + ": " + what));
        fields.text("Comment");
        fields.text("Version")
                .filter(version -> !version.equals("1.0"))
                .ifPresent(version -> fields.problem("Version", "must be 1.0, not " + version));
        if (!fields.has("QueryLanguage")) {
            fields.problem("QueryLanguage", "is missing; the runner supports JSONata");
        }
        StateReader.queryLanguage(fields);
        StateGraph graph =
                StateGraph.read(fields, "", new StateReader("", (path, what) -> problems.add(path + ": " + what)));
        Optional<Integer> timeoutSeconds = fields.integer("TimeoutSeconds", 1);
        fields.refuseOtherFields("");
        return new StateMachineDefinition(name, timeoutSeconds, graph, hash);
    }

    private static void refuse(String name, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidInputException("The definition of %s has %d problem(s):%n  %s"
                    .formatted(name, problems.size(), String.join(System.lineSeparator() + "  ", problems)));
        }
    }

    private static String hashOf(String json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    /** The state machine's name. */
    public String name() {
        return name;
    }

    /** SHA-256 of the rendered definition, in hexadecimal digits: an execution is redriven with the same one only. */
    public String hash() {
        return hash;
    }

    /** Names of the states in the order of the definition, without those inside of Map states. */
    public List<String> stateNames() {
        return List.copyOf(graph.states().keySet());
    }

    /** The resources that its Task states call, sorted. */
    public SortedSet<String> resources() {
        SortedSet<String> resources = new TreeSet<>();
        graph.all().forEach(state -> {
            if (state instanceof State.TaskState task) {
                resources.add(task.resource());
            }
        });
        return resources;
    }

    /** Every error name that a Retry or Catch of this definition matches, sorted. */
    public SortedSet<String> matchedErrors() {
        SortedSet<String> names = new TreeSet<>();
        graph.all().forEach(state -> {
            if (state instanceof State.RetriedState retried) {
                retried.retriers().forEach(rule -> names.addAll(rule.errorEquals()));
                retried.catchers().forEach(rule -> names.addAll(rule.errorEquals()));
            }
        });
        return names;
    }

    String startAt() {
        return graph.startAt();
    }

    Optional<Integer> timeoutSeconds() {
        return timeoutSeconds;
    }

    StateGraph graph() {
        return graph;
    }
}
