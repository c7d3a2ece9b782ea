package com.hometech.edf.insights.upload;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The name under which everything is kept that is found out about an uploaded object: {@code HOUSEHOLD/FILE}, or {@code FILE}
 * where it lies in no folder. A second upload of the same key has the same id, and takes the place of the first.
 *
 * <p>An id is made of letters, digits, {@code . _ -} and {@code /} whatever the key holds: a key with other characters gets
 * {@code _} for them, and a part of its checksum so that it stays the only one of its id.
 *
 * @param value the id
 * @param fileName name of the file in messages
 */
public record UploadId(String value, String fileName) {
    private static final String ENDING = ".csv";
    private static final int MOST_PARTS = 6;
    private static final int LONGEST_PART = 100;
    private static final int CHECKSUM_LENGTH = 8;

    /**
     * The id of an object.
     *
     * @param uploads prefix below which uploads lie
     * @throws InvalidInputException when it does not lie there
     */
    public static UploadId of(ObjectUri object, ObjectUri uploads) {
        boolean there = object.bucket().equals(uploads.bucket())
                && object.key().startsWith(uploads.key())
                && object.key().length() > uploads.key().length();
        if (!there) {
            throw new InvalidInputException(object + " is no upload: put the file below " + uploads
                    + ", for example as " + uploads + "HOUSEHOLD/2024-11.csv");
        }
        String relative = object.key().substring(uploads.key().length());
        String stem = relative.endsWith(ENDING) ? relative.substring(0, relative.length() - ENDING.length()) : relative;
        String id =
                Arrays.stream(stem.split("/", MOST_PARTS)).map(UploadId::safe).collect(Collectors.joining("/"));
        String unique = (id + ENDING).equals(relative)
                ? id
                : id + "-" + Sha256.of(relative).substring(0, CHECKSUM_LENGTH);
        return new UploadId(unique, safe(relative.substring(relative.lastIndexOf('/') + 1)));
    }

    private static String safe(String part) {
        String replaced = part.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[._-]+", "");
        String shortened = replaced.length() <= LONGEST_PART ? replaced : replaced.substring(0, LONGEST_PART);
        return shortened.isEmpty() ? "file" : shortened;
    }

    /** Whether the file is called a CSV file. */
    boolean isCsv() {
        return fileName.toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    @Override
    public String toString() {
        return value;
    }
}
