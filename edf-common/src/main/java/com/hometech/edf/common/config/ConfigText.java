package com.hometech.edf.common.config;

import java.io.StringReader;
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
        Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
        Optional<NodeTuple> keys = find(root, section);
        if (keys.isEmpty()) {
            return yaml + (yaml.isEmpty() || yaml.endsWith("\n") ? "" : "\n") + section + ":\n  " + key + ": " + value
                    + "\n";
        }
        Node values = keys.get().getValueNode();
        Optional<NodeTuple> present = find(values, key);
        if (present.isPresent()) {
            Node old = present.get().getValueNode();
            return replaced(
                    yaml, old.getStartMark().getIndex(), old.getEndMark().getIndex(), value);
        }
        return inserted(yaml, values, key + ": " + value);
    }

    private static Optional<NodeTuple> find(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                                && scalar.getValue().equals(key))
                        .findFirst()
                : Optional.empty();
    }

    private static String inserted(String yaml, Node section, String entry) {
        int start = section.getStartMark().getIndex();
        boolean flow = section instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.FLOW;
        if (flow) {
            boolean empty = ((MappingNode) section).getValue().isEmpty();
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
