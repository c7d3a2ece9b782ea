package com.hometech.edf.cli.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final String startAt;
    private final Optional<Integer> timeoutSeconds;
    private final Map<String, State> states;
    private final String hash;

    private StateMachineDefinition(
            String name, String startAt, Optional<Integer> timeoutSeconds, Map<String, State> states, String hash) {
        this.name = name;
        this.startAt = startAt;
        this.timeoutSeconds = timeoutSeconds;
        this.states = Collections.unmodifiableMap(states);
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
                DefinitionChecks.check(definition, (path, what) -> problems.add(path + ": " + what));
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
        Map<String, State> states = new LinkedHashMap<>();
        StateReader reader = new StateReader((path, what) -> problems.add(path + ": " + what));
        JsonNode stateNodes = fields.raw("States");
        if (!stateNodes.isObject() || stateNodes.isEmpty()) {
            fields.problem("States", "must be an object with at least one state");
        }
        stateNodes.properties().forEach(entry -> reader.read(entry.getKey(), entry.getValue())
                .ifPresent(state -> states.put(state.name(), state)));
        String startAt = fields.requiredText("StartAt");
        Optional<Integer> timeoutSeconds = fields.integer("TimeoutSeconds", 1);
        fields.refuseOtherFields("");
        return new StateMachineDefinition(name, startAt, timeoutSeconds, states, hash);
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

    /** Names of the states in the order of the definition. */
    public List<String> stateNames() {
        return List.copyOf(states.keySet());
    }

    /** The resources that its Task states call, sorted. */
    public SortedSet<String> resources() {
        SortedSet<String> resources = new TreeSet<>();
        states.values().forEach(state -> {
            if (state instanceof State.TaskState task) {
                resources.add(task.resource());
            }
        });
        return resources;
    }

    /** Every error name that a Retry or Catch of this definition matches, sorted. */
    public SortedSet<String> matchedErrors() {
        SortedSet<String> names = new TreeSet<>();
        states.values().forEach(state -> {
            if (state instanceof State.TaskState task) {
                task.retriers().forEach(rule -> names.addAll(rule.errorEquals()));
                task.catchers().forEach(rule -> names.addAll(rule.errorEquals()));
            }
        });
        return names;
    }

    String startAt() {
        return startAt;
    }

    Optional<Integer> timeoutSeconds() {
        return timeoutSeconds;
    }

    Map<String, State> states() {
        return states;
    }

    State state(String stateName) {
        State state = states.get(stateName);
        if (state == null) {
            throw new InvalidInputException("The definition of %s has no state %s".formatted(name, stateName));
        }
        return state;
    }
}
