package com.hometech.edf.data.parquet;

import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Encodes the few texts of a column once each: rows of one building share one id. */
final class TextCache {
    private static final int MOST_TEXTS = 1 << 14;

    private final Map<String, Binary> binaryByText = new HashMap<>();
    private @Nullable String lastText;
    private Binary lastBinary = Binary.EMPTY;

    Binary binary(String text) {
        if (!text.equals(lastText)) {
            if (binaryByText.size() >= MOST_TEXTS) {
                binaryByText.clear();
            }
            lastBinary = binaryByText.computeIfAbsent(text, Binary::fromString);
            lastText = text;
        }
        return lastBinary;
    }
}
