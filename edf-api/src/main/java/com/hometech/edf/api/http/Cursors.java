package com.hometech.edf.api.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cursors say after which item a page begins. They are signed (HMAC with SHA-256) for the caller, the operation and its
 * parameters: nobody can make one, use that of another, or use one for another question. They hold for one to two days.
 */
public final class Cursors {
    /** Bytes of the shortest key. */
    public static final int LEAST_KEY_BYTES = 32;

    private static final String NAME = "cursor";
    private static final String ALGORITHM = "HmacSHA256";
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private final SecretKeySpec key;
    private final Clock clock;

    /** @param key secret, the same on all machines that answer; at least {@link #LEAST_KEY_BYTES} */
    public Cursors(byte[] key, Clock clock) {
        if (key.length < LEAST_KEY_BYTES) {
            throw new IllegalArgumentException("A key for cursors has at least " + LEAST_KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.clock = clock;
    }

    /** The cursor of the page after {@code last}. On one day it is always the same: pages keep their ETag. */
    public String after(String last, Call call) {
        long day = clock.millis() / 1000 / DAY_SECONDS;
        String content = day + "." + encode(last.getBytes(StandardCharsets.UTF_8));
        return content + "." + encode(sign(content, call));
    }

    /**
     * After which item the wanted page begins; empty for the first page.
     *
     * @throws ProblemException when the cursor is forged, outdated, or that of another caller or question
     */
    public Optional<String> last(Call call) {
        return call.arguments().textIfGiven(NAME).map(cursor -> last(cursor, call));
    }

    private String last(String cursor, Call call) {
        int end = cursor.lastIndexOf('.');
        String content = cursor.substring(0, Math.max(end, 0));
        byte[] expected = encode(sign(content, call)).getBytes(StandardCharsets.US_ASCII);
        byte[] given = cursor.substring(end + 1).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, given)) {
            throw ProblemException.invalid(
                    NAME, "is none of yours for these parameters; take next_cursor of the page before, unchanged");
        }
        String[] parts = content.split("\\.", -1);
        if (clock.millis() / 1000 / DAY_SECONDS - Long.parseLong(parts[0]) > 1) {
            throw ProblemException.invalid(NAME, "is outdated; begin with the first page again");
        }
        return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    }

    private byte[] sign(String content, Call call) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : new String[] {
                content,
                call.caller().subject(),
                call.operation().id(),
                call.arguments().without(NAME).values().toString()
            }) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // with its length before it, no part can run over into the next
                mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
