package com.hometech.edf.common.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid name that a mistyped one most likely meant: the fewest letters replaced, added, left out or swapped (Damerau, 1964). */
public final class NearestName {
    private NearestName() {}

    /** The nearest valid name, the first of equals in text order; empty when none is near enough to be meant. */
    public static Optional<String> of(String given, Collection<String> valid) {
        int farthest = Math.max(1, given.length() / 3);
        return valid.stream()
                .filter(name -> distance(given, name) <= farthest)
                .min(Comparator.comparingInt((String name) -> distance(given, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code did you mean "x"?}, or the valid names where none is near. */
    public static String hint(String given, Collection<String> valid) {
        return of(given, valid)
                .map(name -> "did you mean \"" + name + "\"?")
                .orElseGet(() -> "valid are " + String.join(", ", valid));
    }

    private static int distance(String given, String valid) {
        String left = given.toLowerCase(Locale.ROOT);
        String right = valid.toLowerCase(Locale.ROOT);
        int[] beforeThat = new int[right.length() + 1];
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column < previous.length; column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[previous.length];
            current[0] = row;
            for (int column = 1; column < current.length; column++) {
                int replaced = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
                if (row > 1
                        && column > 1
                        && left.charAt(row - 1) == right.charAt(column - 2)
                        && left.charAt(row - 2) == right.charAt(column - 1)) {
                    current[column] = Math.min(current[column], 1 + beforeThat[column - 2]);
                }
            }
            beforeThat = previous;
            previous = current;
        }
        return previous[right.length()];
    }
}
