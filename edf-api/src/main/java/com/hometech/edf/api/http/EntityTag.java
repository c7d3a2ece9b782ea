package com.hometech.edf.api.http;

/**
 * An entity tag that a request has sent back. How an answer was packed is not told apart: that its content is the same is all
 * that matters.
 *
 * @param value without quotation marks; {@code *} is any
 */
public record EntityTag(String value) {
    private static final String PACKED_SUFFIX = "-gzip";

    /** Reads a tag, strong or weak. */
    public static EntityTag parse(String text) {
        String tag = text.strip();
        String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        boolean quoted = strong.length() > 1 && strong.startsWith("\"") && strong.endsWith("\"");
        String bare = quoted ? strong.substring(1, strong.length() - 1) : strong;
        return new EntityTag(
                bare.endsWith(PACKED_SUFFIX) ? bare.substring(0, bare.length() - PACKED_SUFFIX.length()) : bare);
    }

    /** Whether it names this content. */
    public boolean isOf(Representation content) {
        return value.equals("*") || value.equals(content.tag());
    }

    /** The strong tag of an answer, as it is sent. */
    static String of(Representation content, boolean packed) {
        return '"' + content.tag() + (packed ? PACKED_SUFFIX : "") + '"';
    }
}
