package com.hometech.edf.api.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** What an answer says, written in a media type; it may be sent many times. */
public final class Representation {
    /** Below this many bytes a packed answer takes no packet less. */
    private static final int LEAST_BYTES_TO_PACK = 1400;

    private static final int TAG_BYTES = 16;

    private final String mediaType;
    private final byte[] bytes;
    private final Map<String, String> headers;
    private final String tag;
    private volatile byte @Nullable [] packed;

    /**
     * @param bytes its content, handed over
     * @param headers further headers
     */
    public Representation(String mediaType, byte[] bytes, Map<String, String> headers) {
        this.mediaType = mediaType;
        this.bytes = bytes;
        this.headers = Map.copyOf(headers);
        tag = tagOf(bytes);
    }

    private static String tagOf(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    public String mediaType() {
        return mediaType;
    }

    /** Further headers. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Names the content, without quotation marks. */
    public String tag() {
        return tag;
    }

    /** The content as it is; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether it is worth to be packed. */
    boolean isLarge() {
        return bytes.length >= LEAST_BYTES_TO_PACK;
    }

    /** The content in gzip; not to be changed. */
    byte[] packed() {
        byte[] known = packed;
        if (known == null) {
            known = pack(bytes);
            packed = known;
        }
        return known;
    }

    private static byte[] pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** Memory that it takes, about, once it was packed [bytes]. */
    int weight() {
        return bytes.length + bytes.length / 4;
    }
}
