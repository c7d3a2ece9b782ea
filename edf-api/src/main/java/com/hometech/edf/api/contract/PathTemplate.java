package com.hometech.edf.api.contract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path such as {@code /v1/buildings/{building_id}/forecast}. */
public record PathTemplate(String text, List<String> segments) {
    /** Reads a template. */
    public static PathTemplate of(String text) {
        return new PathTemplate(text, segments(text));
    }

    static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    /**
     * The values of the variables where a path has this form; each is a whole segment, which may be empty.
     *
     * @param path cut at its slashes
     */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int position = 0; position < path.size(); position++) {
            String segment = segments.get(position);
            if (segment.startsWith("{")) {
                values.put(segment.substring(1, segment.length() - 1), path.get(position));
            } else if (!segment.equals(path.get(position))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
