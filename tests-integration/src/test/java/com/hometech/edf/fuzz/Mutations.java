package com.hometech.edf.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages valid inputs: flips, cuts, repeats, inserts, and puts in what breaks parsers. */
final class Mutations {
    private static final String[] NASTY = {
        "\"",
        "'",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "&a",
        "*a",
        "!!",
        "- ",
        "\n",
        "\r",
        "\t",
        "\0",
        "\uFEFF",
        "-1",
        "1e999",
        "NaN",
        "null",
        "9223372036854775808",
        "%s",
        "../",
        "\\",
        "é",
        "𝄞",
        "٣",
        "2024-02-30T00:00:00Z",
        "9999999999-01-01",
        "+99:99"
    };

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    byte[] of(byte[] valid) {
        byte[] bytes = valid;
        for (int change = 1 + random.nextInt(4); change > 0; change--) {
            bytes = once(bytes);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(20));
        return switch (random.nextInt(6)) {
            case 0 -> flipped(bytes, at);
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            case 3 -> spliced(bytes, at, to, new byte[0]);
            case 4 -> spliced(bytes, at, at, NASTY[random.nextInt(NASTY.length)].getBytes(StandardCharsets.UTF_8));
            default -> overwritten(bytes, at, to);
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private byte[] overwritten(byte[] bytes, int from, int to) {
        byte[] noise = new byte[to - from];
        random.nextBytes(noise);
        return spliced(bytes, from, to, noise);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        byte[] changed = new byte[bytes.length - (to - from) + middle.length];
        System.arraycopy(bytes, 0, changed, 0, from);
        System.arraycopy(middle, 0, changed, from, middle.length);
        System.arraycopy(bytes, to, changed, from + middle.length, bytes.length - to);
        return changed;
    }
}
