package com.hometech.edf.insights.upload;

import java.text.Normalizer;

/**
 * Names of appliances as they may appear in tables, pages and spreadsheets. They come from strangers: what could be a
 * formula, a path, markup or an address becomes a space.
 */
public final class ApplianceName {
    private static final int LONGEST = 40;

    private ApplianceName() {}

    /**
     * The name: letters, digits, spaces and {@code _ - + & ' ( ) /}, beginning with a letter or digit, at most 40 characters.
     * Empty where nothing is left.
     */
    public static String clean(String given) {
        String plain = Normalizer.normalize(given, Normalizer.Form.NFKC)
                .replaceAll("[^\\p{L}\\p{M}\\p{Nd} _+&'()/-]", " ")
                .replaceAll(" +", " ")
                .replaceFirst("^[^\\p{L}\\p{Nd}]+", "")
                .replaceAll("/{2,}", "/")
                .strip();
        int characters = plain.codePointCount(0, plain.length());
        return characters <= LONGEST
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST)).strip();
    }
}
