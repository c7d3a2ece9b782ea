package com.hometech.edf.common.port;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an object, or everything below a prefix: {@code s3://bucket/key}.
 *
 * @param bucket S3 bucket name
 * @param key without a leading slash; empty for the whole bucket; a prefix ends with {@code /}
 */
public record ObjectUri(String bucket, String key) {
    private static final Pattern S3 = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    public ObjectUri {
        boolean climbs = Arrays.asList(key.split("/", -1)).contains("..");
        if (key.startsWith("/") || climbs || key.indexOf('\0') >= 0) {
            throw new InvalidInputException("Object key \"" + key + "\" is not valid: no leading '/', no '..'");
        }
    }

    /** Reads {@code s3://bucket/key}. */
    public static ObjectUri parse(String uri) {
        Matcher match = S3.matcher(uri);
        if (!match.matches()) {
            throw new InvalidInputException("\"" + uri + "\" is not an object URI: expected s3://bucket/key");
        }
        return new ObjectUri(match.group(1), match.group(2) == null ? "" : match.group(2));
    }

    /** The object or prefix {@code relative} below this prefix. */
    public ObjectUri resolve(String relative) {
        String base = key.isEmpty() || key.endsWith("/") ? key : key + "/";
        return new ObjectUri(bucket, base + relative);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
