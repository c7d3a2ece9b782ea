package com.hometech.edf.inference.booster;

import com.hometech.edf.common.error.ModelUnusableException;
import java.util.List;
import java.util.Map;

/** Typed access to the members of a booster file; a missing or odd member is named by its path. */
record BoosterDocument(String path, Map<?, ?> members) {

    BoosterDocument child(String key) {
        if (required(key) instanceof Map<?, ?> child) {
            return new BoosterDocument(path + "." + key, child);
        }
        throw odd(key, "an object");
    }

    List<?> list(String key) {
        if (required(key) instanceof List<?> list) {
            return list;
        }
        throw odd(key, "a list");
    }

    String text(String key) {
        if (required(key) instanceof String text) {
            return text;
        }
        throw odd(key, "text");
    }

    int integer(String key) {
        try {
            return Integer.parseInt(text(key));
        } catch (NumberFormatException wrong) {
            throw odd(key, "a whole number");
        }
    }

    float[] floats(String key, int count) {
        if (required(key) instanceof float[] floats && floats.length == count) {
            return floats;
        }
        throw odd(key, count + " floats");
    }

    /** Whole numbers that XGBoost writes one by one. */
    int[] listedInts(String key, int count) {
        List<?> numbers = list(key);
        int[] ints = new int[numbers.size()];
        for (int i = 0; i < ints.length; i++) {
            if (!(numbers.get(i) instanceof Number number)) {
                throw odd(key, count + " integers");
            }
            ints[i] = number.intValue();
        }
        if (ints.length != count) {
            throw odd(key, count + " integers");
        }
        return ints;
    }

    int[] ints(String key, int count) {
        if (required(key) instanceof int[] ints && ints.length == count) {
            return ints;
        }
        throw odd(key, count + " integers");
    }

    byte[] bytes(String key, int count) {
        if (required(key) instanceof byte[] bytes && bytes.length == count) {
            return bytes;
        }
        throw odd(key, count + " bytes");
    }

    ModelUnusableException odd(String key, String expected) {
        return new ModelUnusableException(
                path + "." + key + " is not " + expected + ": this is not a booster that EDF wrote");
    }

    private Object required(String key) {
        Object value = members.get(key);
        if (value == null) {
            throw new ModelUnusableException(path + "." + key + " is missing: this is not a booster that EDF wrote");
        }
        return value;
    }
}
