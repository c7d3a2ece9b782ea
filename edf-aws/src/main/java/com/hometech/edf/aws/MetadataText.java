package com.hometech.edf.aws;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as SageMaker's metadata take it: letters, digits, spaces and {@code _ . : / = + - @}. Anything else, and {@code @}
 * itself, becomes {@code @} and four hex digits. What is longer than a value may be is cut at its end.
 */
final class MetadataText {
    private static final Pattern REFUSED = Pattern.compile("[^\\p{L}\\p{Z}\\p{N}_.:/=+-]");
    private static final Pattern CODED = Pattern.compile("@([0-9a-f]{4})");
    /** Longest value, by SageMaker's API reference (CustomerMetadataProperties). */
    private static final int MOST_CHARACTERS = 256;

    private static final HexFormat HEX = HexFormat.of();

    private MetadataText() {}

    static String encode(String text) {
        String coded = coded(text);
        for (int kept = text.length() - 1; coded.length() > MOST_CHARACTERS; kept--) {
            coded = coded(text.substring(0, kept));
        }
        return coded;
    }

    private static String coded(String text) {
        return REFUSED.matcher(text).replaceAll(match -> {
            StringBuilder coded = new StringBuilder();
            match.group().chars().forEach(unit -> coded.append('@').append(HEX.toHexDigits((char) unit)));
            return coded.toString();
        });
    }

    static String decode(String text) {
        return CODED.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(String.valueOf((char) HexFormat.fromHexDigits(match.group(1)))));
    }
}
