package com.hometech.edf.common.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of a configuration file. Each getter names a key, what it is when absent and what it may be; a wrong value
 * becomes a problem and the default stands in, so that one reading finds all problems. The keys asked for are the keys
 * that exist: {@link #refuseOthers()} reports the rest.
 */
final class ConfigSection {
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9]\\d{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Set<String> NULLS = Set.of("", "null", "~", "Null", "NULL");
    private static final int LONGEST_SHOWN = 60;

    private final String prefix;
    private final Map<String, Node> values;
    private final Map<String, Integer> lines;
    private final ConfigProblems problems;
    private final Set<String> asked = new TreeSet<>();

    private ConfigSection(
            String prefix, Map<String, Node> values, Map<String, Integer> lines, ConfigProblems problems) {
        this.prefix = prefix;
        this.values = values;
        this.lines = lines;
        this.problems = problems;
    }

    /** The whole file; {@code root} is null for an empty one. */
    static ConfigSection root(@Nullable Node root, ConfigProblems problems) {
        return of("", root, problems);
    }

    /** Values that were given as text outside a file. */
    static ConfigSection ofTexts(Map<String, Node> values, ConfigProblems problems) {
        return new ConfigSection("", values, Map.of(), problems);
    }

    private static ConfigSection of(String prefix, @Nullable Node node, ConfigProblems problems) {
        Map<String, Node> values = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                addTuple(tuple, prefix, values, lines, problems);
            }
        } else if (node != null && !isNull(node)) {
            String name = prefix.isEmpty() ? "the file" : prefix.substring(0, prefix.length() - 1);
            problems.add(lineOf(node), name + ": expected keys with values, found " + shown(node));
        }
        return new ConfigSection(prefix, values, lines, problems);
    }

    private static void addTuple(
            NodeTuple tuple,
            String prefix,
            Map<String, Node> values,
            Map<String, Integer> lines,
            ConfigProblems problems) {
        int line = lineOf(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.add(line, prefix + "?: a key must be a plain name");
            return;
        }
        if (values.containsKey(key.getValue())) {
            problems.add(
                    line,
                    prefix + key.getValue() + ": given twice, first in line " + lines.get(key.getValue())
                            + "; remove one of them");
            return;
        }
        values.put(key.getValue(), tuple.getValueNode());
        lines.put(key.getValue(), line);
    }

    /** The mapping below a key; absent or empty is a mapping without keys. */
    ConfigSection section(String key) {
        asked.add(key);
        return of(prefix + key + ".", values.get(key), problems);
    }

    /** Whether the key has a value that is not null. */
    boolean has(String key) {
        asked.add(key);
        Node node = values.get(key);
        return node != null && !isNull(node);
    }

    String text(String key, String fallback, TextRule rule) {
        return read(key, fallback, node -> text(key, node, rule));
    }

    @Nullable
    String textOrNull(String key, @Nullable String fallback, TextRule rule) {
        return readOrNull(key, fallback, node -> text(key, node, rule));
    }

    int integer(String key, int fallback, int least, int most) {
        return read(key, fallback, node -> integer(key, node, least, most).map(Long::intValue));
    }

    long integer(String key, long fallback, long least, long most) {
        return read(key, fallback, node -> integer(key, node, least, most));
    }

    double decimal(String key, double fallback, DecimalRange range) {
        return read(key, fallback, node -> decimal(key, node, range));
    }

    @Nullable
    Double decimalOrNull(String key, @Nullable Double fallback, DecimalRange range) {
        return readOrNull(key, fallback, node -> decimal(key, node, range));
    }

    boolean flag(String key, boolean fallback) {
        return read(key, fallback, node -> plain(node)
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::valueOf)
                .or(() -> refuse(key, node, "is not a switch; write true or false")));
    }

    <E extends Enum<E>> E choice(String key, E fallback, Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        return Enum.valueOf(type, choice(key, fallback.name(), names));
    }

    String choice(String key, String fallback, List<String> options) {
        return read(key, fallback, node -> text(key, node, among(options)));
    }

    List<String> choices(String key, List<String> fallback, List<String> options) {
        return list(key, fallback, node -> text(key, node, among(options)));
    }

    /** As {@link #choices}, and the empty list is a choice too. */
    List<String> choicesOrNone(String key, List<String> fallback, List<String> options) {
        asked.add(key);
        boolean none = values.get(key) instanceof SequenceNode sequence
                && sequence.getValue().isEmpty();
        return none ? List.of() : choices(key, fallback, options);
    }

    List<Integer> integers(String key, List<Integer> fallback, int least, int most) {
        return list(key, fallback, node -> integer(key, node, least, most).map(Long::intValue));
    }

    List<Double> decimals(String key, List<Double> fallback, DecimalRange range) {
        return list(key, fallback, node -> decimal(key, node, range));
    }

    Duration duration(String key, Duration fallback, Function<Duration, Optional<String>> rule) {
        return read(key, fallback, node -> duration(key, node, rule));
    }

    /** The keys in the file's order, each of which must be one of {@code valid}. */
    List<String> keysAmong(List<String> valid) {
        asked.addAll(valid);
        return values.keySet().stream().filter(valid::contains).toList();
    }

    /** Adds a problem that concerns a key's value as a whole. */
    void add(String key, String text) {
        problems.add(lineOf(key), prefix + key + ": " + text);
    }

    /** Reports every key that was never asked for. */
    void refuseOthers() {
        problems.known(prefix, asked);
        values.keySet().stream()
                .filter(key -> !asked.contains(key))
                .forEach(key -> problems.addUnknownKey(lineOf(key), prefix, key, asked));
    }

    private <T> T read(String key, T fallback, Function<Node, Optional<T>> reader) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return fallback;
        }
        if (isNull(node)) {
            problems.add(
                    lineOf(key),
                    prefix + key + ": has no value; give one, or remove the key for the default " + fallback);
            return fallback;
        }
        return reader.apply(node).orElse(fallback);
    }

    private <T> @Nullable T readOrNull(String key, @Nullable T fallback, Function<Node, Optional<T>> reader) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return fallback;
        }
        return isNull(node) ? null : reader.apply(node).orElse(fallback);
    }

    private <T> List<T> list(String key, List<T> fallback, Function<Node, Optional<T>> reader) {
        return read(key, fallback, node -> {
            if (!(node instanceof SequenceNode sequence)) {
                return refuse(key, node, "is not a list; write it as [a, b]");
            }
            List<T> items = new ArrayList<>();
            sequence.getValue().forEach(item -> reader.apply(item).ifPresent(items::add));
            if (sequence.getValue().isEmpty()) {
                return refuse(key, node, "is empty; name at least one, or remove the key");
            }
            if (new HashSet<>(items).size() < items.size()) {
                return refuse(key, node, "names a value twice; remove one of them");
            }
            return items.size() < sequence.getValue().size() ? Optional.empty() : Optional.of(items);
        });
    }

    private Optional<String> text(String key, Node node, TextRule rule) {
        if (!(node instanceof ScalarNode scalar)) {
            return refuse(key, node, "is not a single value");
        }
        Optional<String> problem = rule.problemWith(scalar.getValue());
        return problem.isPresent() ? refuse(key, node, problem.get()) : Optional.of(scalar.getValue());
    }

    private Optional<Long> integer(String key, Node node, long least, long most) {
        String range = least + " to " + most;
        Optional<String> text =
                plain(node).filter(value -> INTEGER.matcher(value).matches());
        if (text.isEmpty()) {
            return refuse(key, node, "is not a whole number without quotes; use " + range);
        }
        long value = Long.parseLong(text.get());
        return value >= least && value <= most
                ? Optional.of(value)
                : refuse(key, node, "is out of range; use " + range);
    }

    private Optional<Double> decimal(String key, Node node, DecimalRange range) {
        Optional<String> text =
                plain(node).filter(value -> DECIMAL.matcher(value).matches());
        if (text.isEmpty()) {
            return refuse(key, node, "is not a number without quotes; use " + range);
        }
        double value = Double.parseDouble(text.get());
        return range.holds(value) ? Optional.of(value) : refuse(key, node, "is out of range; use " + range);
    }

    private Optional<Duration> duration(String key, Node node, Function<Duration, Optional<String>> rule) {
        try {
            Duration value = Duration.parse(plain(node).orElse(""));
            Optional<String> problem = rule.apply(value);
            return problem.isPresent() ? refuse(key, node, problem.get()) : Optional.of(value);
        } catch (DateTimeParseException notADuration) {
            return refuse(key, node, "is not an ISO 8601 duration; write for example PT1H or PT15M");
        }
    }

    private <T> Optional<T> refuse(String key, Node node, String reason) {
        problems.add(lineOf(node), prefix + key + ": " + shown(node) + " " + reason);
        return Optional.empty();
    }

    private static TextRule among(List<String> options) {
        return value -> options.contains(value)
                ? Optional.empty()
                : Optional.of("is not known; " + NearestName.hint(value, options));
    }

    private static Optional<String> plain(Node node) {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static boolean isNull(Node node) {
        return plain(node).filter(NULLS::contains).isPresent();
    }

    /** The value as a message may show it: short, and never a secret. */
    private static String shown(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return node instanceof SequenceNode ? "a list" : "keys with values";
        }
        String value = scalar.getValue();
        if (SecretLiterals.in(value).or(() -> SecretLiterals.in("", value)).isPresent()) {
            return "\"***\"";
        }
        String quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? "" : "\"";
        String shortened = value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
        return quote + shortened.replaceAll("\\p{Cntrl}", " ").strip() + quote;
    }

    private int lineOf(String key) {
        return lines.getOrDefault(key, ConfigProblems.NO_LINE);
    }

    private static int lineOf(Node node) {
        return node.getStartMark() == null
                ? ConfigProblems.NO_LINE
                : node.getStartMark().getLine() + 1;
    }
}
