package com.hometech.edf.common.config;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Changes single values in the text of a configuration and leaves everything else, comments too, as it stands. */
public final class ConfigText {
    private ConfigText() {}

    /**
     * The text with another value of a key.
     *
     * @param yaml a configuration that {@link ConfigReader} takes
     * @param value as it is written in YAML
     */
    public static String with(String yaml, String section, String key, String value) {
        return with(yaml, List.of(section, key), value);
    }

    /**
     * The text with another value of a key in sections of sections; those that are missing are added.
     *
     * @param yaml a configuration that {@link ConfigReader} takes
     * @param path names of the sections, from the outermost, then the key
     * @param value as it is written in YAML
     */
    public static String with(String yaml, List<String> path, String value) {
        Node node = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
        for (int depth = 0; depth < path.size(); depth++) {
            Optional<NodeTuple> present = find(node, path.get(depth));
            if (present.isEmpty()) {
                return added(yaml, node, depth, path, value);
            }
            node = present.get().getValueNode();
        }
        return replaced(yaml, node.getStartMark().getIndex(), node.getEndMark().getIndex(), value);
    }

    private static String added(String yaml, Node sectionSoFar, int depth, List<String> path, String value) {
        String entry = entry(path.subList(depth, path.size()), value);
        if (depth == 0) {
            return yaml + (yaml.isEmpty() || yaml.endsWith("\n") ? "" : "\n") + entry + "\n";
        }
        if (sectionSoFar instanceof MappingNode section) {
            return inserted(yaml, section, entry);
        }
        // a section that is named but empty
        return replaced(
                yaml,
                sectionSoFar.getStartMark().getIndex(),
                sectionSoFar.getEndMark().getIndex(),
                " {" + entry + "}");
    }

    /** {@code a: {b: {c: value}}}, which stands in block and in flow style. */
    private static String entry(List<String> path, String value) {
        return String.join(": {", path) + ": " + value + "}".repeat(path.size() - 1);
    }

    private static Optional<NodeTuple> find(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                                && scalar.getValue().equals(key))
                        .findFirst()
                : Optional.empty();
    }

    private static String inserted(String yaml, MappingNode section, String entry) {
        int start = section.getStartMark().getIndex();
        if (section.getFlowStyle() == FlowStyle.FLOW) {
            boolean empty = section.getValue().isEmpty();
            return replaced(yaml, start + 1, start + 1, entry + (empty ? "" : ", "));
        }
        String indent = " ".repeat(section.getStartMark().getColumn());
        return replaced(yaml, start, start, entry + "\n" + indent);
    }

    private static String replaced(String yaml, int from, int to, String text) {
        return yaml.substring(0, yaml.offsetByCodePoints(0, from))
                + text
                + yaml.substring(yaml.offsetByCodePoints(0, to));
    }
}
