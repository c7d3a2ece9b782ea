package com.hometech.edf.common.config;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers all that is wrong with one configuration, so that a person can repair it in one go. */
final class ConfigProblems {
    /** The line of what stands in no file. */
    static final int NO_LINE = 0;

    private record Problem(int line, String text) {}

    private record UnknownKey(int line, String section, String key, Set<String> known) {}

    private final String sourceName;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final List<UnknownKey> unknownKeys = new ArrayList<>();
    private final Map<String, Set<String>> sectionsByKey = new TreeMap<>();

    ConfigProblems(String sourceName) {
        this.sourceName = sourceName;
    }

    void add(int line, String text) {
        problems.add(new Problem(line, text));
    }

    boolean isEmpty() {
        return problems.isEmpty() && unknownKeys.isEmpty();
    }

    /** Notes the keys that a section may have, so that a misplaced key finds its place. */
    void known(String section, Collection<String> keys) {
        keys.forEach(key ->
                sectionsByKey.computeIfAbsent(key, unused -> new TreeSet<>()).add(section));
    }

    void addUnknownKey(int line, String section, String key, Collection<String> known) {
        unknownKeys.add(new UnknownKey(line, section, key, new TreeSet<>(known)));
    }

    /** Fails with every problem in the order of their lines; does nothing when there is none. */
    void refuseIfAny() {
        unknownKeys.forEach(
                unknown -> add(unknown.line(), unknown.section() + unknown.key() + ": unknown key; " + hint(unknown)));
        unknownKeys.clear();
        if (problems.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder(sourceName)
                .append(problems.size() == 1 ? " has a problem:" : " has " + problems.size() + " problems:");
        problems.stream().sorted(Comparator.comparingInt(Problem::line)).forEach(problem -> message.append("\n  ")
                .append(problem.line() == NO_LINE ? "" : "line " + problem.line() + ": ")
                .append(problem.text()));
        throw new InvalidInputException(message.toString());
    }

    private String hint(UnknownKey unknown) {
        Set<String> places = sectionsByKey.getOrDefault(unknown.key(), Set.of());
        if (!places.isEmpty()) {
            String place = places.iterator().next();
            return place.isEmpty()
                    ? "it belongs to the top level"
                    : "it belongs under " + place.substring(0, place.length() - 1);
        }
        Optional<String> near = NearestName.of(unknown.key(), unknown.known());
        if (near.isPresent()) {
            return "did you mean \"" + near.get() + "\"?";
        }
        return NearestName.of(unknown.key(), sectionsByKey.keySet())
                .map(name -> "did you mean \"" + firstPlaceOf(name) + "\"?")
                .orElse("valid here are " + String.join(", ", unknown.known()));
    }

    private String firstPlaceOf(String key) {
        return sectionsByKey.getOrDefault(key, Set.of()).stream().findFirst().orElse("") + key;
    }
}
