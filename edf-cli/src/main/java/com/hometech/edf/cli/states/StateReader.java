package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.cli.states.State.CatchRule;
import com.hometech.edf.cli.states.State.ChoiceRule;
import com.hometech.edf.cli.states.State.ChoiceState;
import com.hometech.edf.cli.states.State.FailState;
import com.hometech.edf.cli.states.State.Handover;
import com.hometech.edf.cli.states.State.MapState;
import com.hometech.edf.cli.states.State.PassState;
import com.hometech.edf.cli.states.State.RetryRule;
import com.hometech.edf.cli.states.State.SucceedState;
import com.hometech.edf.cli.states.State.TaskState;
import com.hometech.edf.cli.states.State.WaitState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Reads one state of a definition. Problems are reported with the path of the field; reading goes on after one. */
final class StateReader {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,79}");
    private static final String TYPES = "Task, Map, Pass, Choice, Wait, Succeed, Fail";

    private final String path;
    private final BiConsumer<String, String> problems;

    /** @param path the field that holds the states, with a point behind it; empty for the definition itself */
    StateReader(String path, BiConsumer<String, String> problems) {
        this.path = path;
        this.problems = problems;
    }

    /** The state {@code name}, or nothing where its type is not supported. */
    Optional<State> read(String name, JsonNode node) {
        FieldReader fields = new FieldReader(node, path + "States." + name, problems);
        if (name.length() > 80) {
            problems.accept(path + "States." + name, "a state's name has at most 80 characters");
        }
        fields.text("Comment");
        queryLanguage(fields);
        String type = fields.requiredText("Type");
        Optional<State> state = readAs(type, name, fields);
        state.ifPresent(read -> fields.refuseOtherFields(" in a %s state".formatted(type)));
        return state;
    }

    /** JSONata is the only query language. */
    static void queryLanguage(FieldReader fields) {
        fields.text("QueryLanguage")
                .filter(language -> !language.equals("JSONata"))
                .ifPresent(language ->
                        fields.problem("QueryLanguage", "%s is not supported; use JSONata".formatted(language)));
    }

    private Optional<State> readAs(String type, String name, FieldReader fields) {
        return switch (type) {
            case "Task" -> Optional.of(task(name, fields));
            case "Map" -> map(name, fields);
            case "Pass" -> Optional.of(new PassState(name, handover(fields), next(fields)));
            case "Choice" -> Optional.of(choice(name, fields));
            case "Wait" -> Optional.of(wait(name, fields));
            case "Succeed" -> Optional.of(new SucceedState(name, new Handover(fields.template("Output"), Map.of())));
            case "Fail" -> Optional.of(new FailState(name, fields.textTemplate("Error"), fields.textTemplate("Cause")));
            case "" -> Optional.empty();
            default -> {
                fields.problem("Type", "the state type %s is not supported; supported are %s".formatted(type, TYPES));
                yield Optional.empty();
            }
        };
    }

    private TaskState task(String name, FieldReader fields) {
        return new TaskState(
                name,
                fields.requiredText("Resource"),
                arguments(fields),
                fields.integerTemplate("TimeoutSeconds", 1),
                handover(fields),
                next(fields),
                retriers(fields),
                catchers(fields));
    }

    private Optional<State> map(String name, FieldReader fields) {
        if (!path.isEmpty()) {
            fields.problem("Type", "a Map inside of a Map is not supported");
            return Optional.empty();
        }
        if (!fields.has("Items")) {
            fields.problem("Items", "is missing");
        }
        FieldReader processor = fields.object("ItemProcessor");
        processor.text("Comment");
        if (processor.has("ProcessorConfig")) {
            FieldReader config = processor.object("ProcessorConfig");
            config.text("Mode")
                    .filter(mode -> !mode.equals("INLINE"))
                    .ifPresent(mode -> config.problem("Mode", mode + " is not supported; use INLINE"));
            config.refuseOtherFields(" in mode INLINE");
        }
        String inner = processor.pathOf("");
        StateGraph graph = StateGraph.read(processor, inner, new StateReader(inner, problems));
        processor.refuseOtherFields(" in an ItemProcessor");
        return Optional.of(new MapState(
                name,
                Template.compile(fields.pathOf("Items"), fields.raw("Items"), problems),
                fields.template("ItemSelector"),
                fields.integerTemplate("MaxConcurrency", 0),
                graph,
                handover(fields),
                next(fields),
                retriers(fields),
                catchers(fields)));
    }

    private List<RetryRule> retriers(FieldReader fields) {
        List<RetryRule> retriers = fields.objects("Retry", this::retrier);
        refuseAllBeforeLast(
                fields, "Retry", retriers.stream().map(RetryRule::errorEquals).toList());
        return retriers;
    }

    private List<CatchRule> catchers(FieldReader fields) {
        List<CatchRule> catchers = fields.objects("Catch", this::catcher);
        refuseAllBeforeLast(
                fields, "Catch", catchers.stream().map(CatchRule::errorEquals).toList());
        return catchers;
    }

    /** Asked for always: what a task gets without it differs between services. */
    private Template arguments(FieldReader fields) {
        if (!fields.has("Arguments")) {
            fields.problem("Arguments", "is missing");
        }
        return Template.compile(fields.pathOf("Arguments"), fields.raw("Arguments"), problems);
    }

    private ChoiceState choice(String name, FieldReader fields) {
        if (!fields.has("Choices")) {
            fields.problem("Choices", "is missing");
        }
        return new ChoiceState(
                name, fields.objects("Choices", this::choiceRule), fields.text("Default"), handover(fields));
    }

    private ChoiceRule choiceRule(FieldReader fields) {
        fields.text("Comment");
        String condition = fields.requiredText("Condition");
        if (!condition.isEmpty() && !Expression.looksLikeOne(condition)) {
            fields.problem("Condition", "must be an expression {% ... %}, not " + condition);
        }
        return new ChoiceRule(
                Template.compile(fields.pathOf("Condition"), fields.raw("Condition"), problems),
                fields.requiredText("Next"),
                handover(fields));
    }

    private WaitState wait(String name, FieldReader fields) {
        if (fields.has("Seconds") == fields.has("Timestamp")) {
            fields.problem("Seconds", "give exactly one of Seconds and Timestamp");
        }
        fields.text("Timestamp").filter(text -> !Expression.looksLikeOne(text)).ifPresent(text -> {
            try {
                Instant.parse(text);
            } catch (DateTimeParseException notATime) {
                fields.problem("Timestamp", "must be a time such as 2024-03-31T05:00:00Z, not " + text);
            }
        });
        return new WaitState(
                name,
                fields.integerTemplate("Seconds", 0),
                fields.template("Timestamp"),
                handover(fields),
                next(fields));
    }

    private RetryRule retrier(FieldReader fields) {
        fields.text("Comment");
        int intervalSeconds = fields.integer("IntervalSeconds", 1).orElse(1);
        Optional<Integer> maximumDelaySeconds = fields.integer("MaxDelaySeconds", 1);
        maximumDelaySeconds
                .filter(maximum -> maximum <= intervalSeconds)
                .ifPresent(maximum -> fields.problem(
                        "MaxDelaySeconds",
                        "(%d) must be greater than IntervalSeconds (%d)".formatted(maximum, intervalSeconds)));
        String jitter = fields.text("JitterStrategy").orElse("NONE");
        if (!jitter.equals("FULL") && !jitter.equals("NONE")) {
            fields.problem("JitterStrategy", "must be FULL or NONE, not " + jitter);
        }
        return new RetryRule(
                errorEquals(fields),
                intervalSeconds,
                fields.integer("MaxAttempts", 0).orElse(3),
                fields.decimal("BackoffRate", 1.0).orElse(2.0),
                maximumDelaySeconds,
                jitter.equals("FULL"));
    }

    private CatchRule catcher(FieldReader fields) {
        fields.text("Comment");
        return new CatchRule(errorEquals(fields), fields.requiredText("Next"), handover(fields));
    }

    private static List<String> errorEquals(FieldReader fields) {
        List<String> names = fields.texts("ErrorEquals");
        for (String name : names) {
            if (name.startsWith("States.") && !ErrorName.MATCHABLE.contains(name)) {
                fields.problem("ErrorEquals", "%s is not an error that a rule can match".formatted(name));
            }
        }
        if (names.contains(ErrorName.ALL) && names.size() > 1) {
            fields.problem("ErrorEquals", "States.ALL must stand alone");
        }
        return names;
    }

    private static void refuseAllBeforeLast(FieldReader fields, String name, List<List<String>> rules) {
        for (int index = 0; index < rules.size() - 1; index++) {
            if (rules.get(index).contains(ErrorName.ALL)) {
                fields.problem("%s[%d].ErrorEquals".formatted(name, index), "States.ALL must be in the last rule");
            }
        }
    }

    private Handover handover(FieldReader fields) {
        Map<String, Template> assign = fields.templates("Assign");
        assign.keySet().forEach(name -> {
            if (!VARIABLE.matcher(name).matches() || name.equals("states")) {
                fields.problem("Assign." + name, "is not a variable's name");
            } else if (StepFunctionsFunctions.isSupported(name)
                    || StepFunctionsFunctions.refusal(name).isPresent()) {
                fields.problem("Assign." + name, "hides the function $" + name);
            }
        });
        return new Handover(fields.template("Output"), assign);
    }

    private static Optional<String> next(FieldReader fields) {
        Optional<String> next = fields.text("Next");
        boolean end = fields.has("End");
        if (end && !(fields.raw("End").isBoolean() && fields.raw("End").booleanValue())) {
            fields.problem("End", "must be true where it is given, not " + fields.raw("End"));
        }
        if (end == fields.has("Next")) {
            fields.problem("Next", "give exactly one of Next and End");
        }
        return next;
    }
}
