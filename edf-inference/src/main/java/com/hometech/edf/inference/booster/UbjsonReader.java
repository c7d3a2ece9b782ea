package com.hometech.edf.inference.booster;

import com.hometech.edf.common.error.ModelUnusableException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads UBJSON (draft 12, big-endian), as far as XGBoost writes it. Objects become maps, numbers {@link Number},
 * typed arrays primitive arrays. No size that the file declares is believed before that many bytes are there.
 */
final class UbjsonReader {
    private static final int MAX_DEPTH = 32;

    private final ByteBuffer bytes;
    private final String name;

    private UbjsonReader(byte[] bytes, String name) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.name = name;
    }

    /** The object that the file holds; {@link ModelUnusableException} names the file and the place where it breaks. */
    static Map<String, Object> readObject(byte[] bytes, String name) {
        UbjsonReader reader = new UbjsonReader(bytes, name);
        try {
            reader.expect('{');
            Map<String, Object> object = reader.object(0);
            if (reader.bytes.hasRemaining()) {
                throw reader.broken(reader.bytes.remaining() + " bytes follow its end");
            }
            return object;
        } catch (BufferUnderflowException truncated) {
            throw new ModelUnusableException(
                    name + " is truncated: it ends after " + bytes.length + " bytes in the middle of a value",
                    truncated);
        }
    }

    private Map<String, Object> object(int depth) {
        Header header = header();
        Map<String, Object> members = new LinkedHashMap<>();
        for (long i = 0; header.count() < 0 ? !closes('}') : i < header.count(); i++) {
            String key = text();
            if (members.put(key, value(header.typeOr(this), depth + 1)) != null) {
                throw broken("the key \"" + key + "\" occurs twice");
            }
        }
        return members;
    }

    private Object array(int depth) {
        Header header = header();
        if (header.type() != 0) {
            return typedArray(header);
        }
        List<Object> elements = new ArrayList<>();
        for (long i = 0; header.count() < 0 ? !closes(']') : i < header.count(); i++) {
            elements.add(value(next(), depth + 1));
        }
        return elements;
    }

    private Object typedArray(Header header) {
        int count = (int) header.count();
        return switch (header.type()) {
            case 'd' -> floats(count);
            case 'D' -> doubles(count);
            case 'U', 'i' -> bytesOf(count);
            case 'I' -> shorts(count);
            case 'l' -> ints(count);
            case 'L' -> longs(count);
            default -> throw broken("arrays of type " + shown(header.type()) + " are not expected in a booster");
        };
    }

    private Object value(char type, int depth) {
        if (depth > MAX_DEPTH) {
            throw broken("it nests deeper than " + MAX_DEPTH);
        }
        return switch (type) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case 'S' -> text();
            case 'd' -> bytes.getFloat();
            case 'D' -> bytes.getDouble();
            case 'T' -> true;
            case 'F' -> false;
            case 'i', 'U', 'I', 'l', 'L' -> integer(type);
            default -> throw broken("unknown type " + shown(type));
        };
    }

    private long integer(char type) {
        return switch (type) {
            case 'i' -> bytes.get();
            case 'U' -> bytes.get() & 0xff;
            case 'I' -> bytes.getShort();
            case 'l' -> bytes.getInt();
            case 'L' -> bytes.getLong();
            default -> throw broken("a length is expected, found type " + shown(type));
        };
    }

    private String text() {
        byte[] text = new byte[available(integer(next()), 1)];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Type (0: none) and count (-1: none) that may stand behind an opening bracket. */
    private record Header(char type, long count) {
        char typeOr(UbjsonReader reader) {
            return type == 0 ? reader.next() : type;
        }
    }

    private Header header() {
        char type = 0;
        if (peek() == '$') {
            next();
            type = next();
            if (peek() != '#') {
                throw broken("a typed container has no count");
            }
        }
        if (peek() != '#') {
            return new Header(type, -1);
        }
        next();
        return new Header(type, available(integer(next()), widthOf(type)));
    }

    private static int widthOf(char type) {
        return switch (type) {
            case 'I' -> 2;
            case 'd', 'l' -> 4;
            case 'D', 'L' -> 8;
            default -> 1;
        };
    }

    private int available(long count, int width) {
        if (count < 0 || count > bytes.remaining() / width) {
            throw broken("it announces " + count + " values and holds " + bytes.remaining() + " more bytes");
        }
        return (int) count;
    }

    private float[] floats(int count) {
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        skip(count * 4);
        return values;
    }

    private double[] doubles(int count) {
        double[] values = new double[count];
        bytes.asDoubleBuffer().get(values);
        skip(count * 8);
        return values;
    }

    private byte[] bytesOf(int count) {
        byte[] values = new byte[count];
        bytes.get(values);
        return values;
    }

    private short[] shorts(int count) {
        short[] values = new short[count];
        bytes.asShortBuffer().get(values);
        skip(count * 2);
        return values;
    }

    private int[] ints(int count) {
        int[] values = new int[count];
        bytes.asIntBuffer().get(values);
        skip(count * 4);
        return values;
    }

    private long[] longs(int count) {
        long[] values = new long[count];
        bytes.asLongBuffer().get(values);
        skip(count * 8);
        return values;
    }

    private void skip(int count) {
        bytes.position(bytes.position() + count);
    }

    private boolean closes(char bracket) {
        boolean found = peek() == bracket;
        if (found) {
            next();
        }
        return found;
    }

    private void expect(char type) {
        char found = next();
        if (found != type) {
            throw broken("it starts with " + shown(found) + ", not with an object: it is not a UBJSON file");
        }
    }

    private char peek() {
        if (!bytes.hasRemaining()) {
            throw new BufferUnderflowException();
        }
        return (char) (bytes.get(bytes.position()) & 0xff);
    }

    private char next() {
        return (char) (bytes.get() & 0xff);
    }

    private static String shown(char type) {
        return type > ' ' && type < 127 ? "'" + type + "'" : "0x" + Integer.toHexString(type);
    }

    private ModelUnusableException broken(String why) {
        return new ModelUnusableException(name + " is damaged at byte " + bytes.position() + ": " + why);
    }
}
