package com.hometech.edf.common.config;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads {@code edf_config.yaml}. YAML is taken as plain data: no tags, anchors or aliases, no object is ever built by
 * name. Everything that is wrong is reported at once, with line, path, value and the way out.
 */
public final class ConfigReader {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int DEEPEST_NESTING = 16;

    private ConfigReader() {}

    /**
     * Reads a file.
     *
     * @throws InvalidInputException when there is none, or naming each of its problems
     */
    public static EdfConfig read(Path file) {
        try {
            if (Files.size(file) > MOST_CHARACTERS) {
                throw new InvalidInputException(
                        file + " has " + Files.size(file) + " bytes; a configuration has at most " + MOST_CHARACTERS);
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException missing) {
            throw new InvalidInputException("There is no configuration file " + file, missing);
        } catch (CharacterCodingException notText) {
            throw new InvalidInputException(file + " is not UTF-8 text", notText);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param sourceName what messages call it
     * @throws InvalidInputException naming each of its problems
     */
    public static EdfConfig parse(String yaml, String sourceName) {
        ConfigProblems problems = new ConfigProblems(sourceName);
        refuseSecretsInLines(yaml, problems);
        Node root = compose(yaml, problems);
        refuseSecretsInValues(root, "", problems);
        EdfConfig config = EdfConfig.read(ConfigSection.root(root, problems));
        problems.refuseIfAny();
        return config;
    }

    private static @Nullable Node compose(String yaml, ConfigProblems problems) {
        LoaderOptions limits = limits();
        try {
            List<Event> events = new ArrayList<>();
            Parser parser = new ParserImpl(new StreamReader(new StringReader(yaml)), limits);
            int depth = 0;
            while (parser.peekEvent() != null) {
                Event event = parser.getEvent();
                events.add(event);
                depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
                if (depth > DEEPEST_NESTING) {
                    problems.add(lineOf(event), "is nested deeper than " + DEEPEST_NESTING + " levels");
                    break;
                }
                refuseIndirection(event, problems);
            }
            problems.refuseIfAny();
            return new Composer(new ParsedEvents(events), new Resolver(), limits).getSingleNode();
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? ConfigProblems.NO_LINE
                    : broken.getProblemMark().getLine() + 1;
            problems.add(line, "is not valid YAML: " + broken.getProblem());
        } catch (YAMLException broken) {
            problems.add(
                    ConfigProblems.NO_LINE, "is not valid YAML: " + firstLine(String.valueOf(broken.getMessage())));
        }
        problems.refuseIfAny();
        return null;
    }

    /** Parses once what is looked at twice: parsing is most of the time that a configuration takes. */
    private static final class ParsedEvents implements Parser {
        private final List<Event> events;
        private int next;

        ParsedEvents(List<Event> events) {
            this.events = events;
        }

        @Override
        public boolean checkEvent(Event.ID kind) {
            return next < events.size() && events.get(next).is(kind);
        }

        @Override
        public @Nullable Event peekEvent() {
            return next < events.size() ? events.get(next) : null;
        }

        @Override
        public @Nullable Event getEvent() {
            Event event = peekEvent();
            next++;
            return event;
        }
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST_NESTING);
        options.setMaxAliasesForCollections(0);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private static void refuseIndirection(Event event, ConfigProblems problems) {
        if (!(event instanceof NodeEvent node)) {
            return;
        }
        int line = lineOf(event);
        if (node.getAnchor() != null) {
            problems.add(line, "anchor or alias \"" + node.getAnchor() + "\" is not allowed; write the value out");
        }
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        if (tag != null) {
            problems.add(line, "tag \"" + tag + "\" is not allowed; a configuration holds plain values only");
        }
    }

    private static void refuseSecretsInLines(String yaml, ConfigProblems problems) {
        if (SecretLiterals.in(yaml).isEmpty()) {
            return; // so that line by line is only what hardly ever happens
        }
        String[] lines = yaml.split("\r\n|\r|\n", -1);
        for (int index = 0; index < lines.length; index++) {
            int line = index + 1;
            SecretLiterals.in(lines[index])
                    .ifPresent(kind -> problems.add(line, "holds " + kind + " (not shown); " + SecretLiterals.WAY_OUT));
        }
    }

    private static void refuseSecretsInValues(@Nullable Node node, String path, ConfigProblems problems) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                refuseSecretsInValues(tuple.getValueNode(), path.isEmpty() ? key : path + "." + key, problems);
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> refuseSecretsInValues(item, path, problems));
        } else if (node instanceof ScalarNode scalar && !Tag.NULL.equals(scalar.getTag())) {
            String key = path.substring(path.lastIndexOf('.') + 1);
            SecretLiterals.in(key, scalar.getValue())
                    .ifPresent(kind -> problems.add(
                            scalar.getStartMark().getLine() + 1,
                            path + ": holds " + kind + " (not shown); " + SecretLiterals.WAY_OUT));
        }
    }

    private static int lineOf(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
