package com.hometech.edf.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A part of a list. It begins after the item that the cursor names, whether or not that is still there: what comes and goes
 * between two pages is neither missed nor told twice elsewhere.
 *
 * @param next cursor of the next page; empty on the last
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /** Writes one item. */
    @FunctionalInterface
    public interface ItemWriter<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    /**
     * The page that the parameters of the call ask for.
     *
     * @param all items by what orders and names them
     */
    public static <T> Page<T> of(SortedMap<String, T> all, Call call, Cursors cursors) {
        Optional<String> after = cursors.last(call);
        // no text lies between one and the same with a NUL after it
        SortedMap<String, T> left = after.isEmpty() ? all : all.tailMap(after.get() + '\0');
        int limit = call.arguments().whole("limit");
        List<T> items = new ArrayList<>();
        String last = "";
        for (Map.Entry<String, T> item : left.entrySet()) {
            if (items.size() == limit) {
                return new Page<>(items, Optional.of(cursors.after(last, call)));
            }
            items.add(item.getValue());
            last = item.getKey();
        }
        return new Page<>(items, Optional.empty());
    }

    /** Writes {@code items} and {@code next_cursor}. */
    public void write(JsonGenerator json, ItemWriter<T> writer) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (T item : items) {
            writer.write(json, item);
        }
        json.writeEndArray();
        json.writeStringField("next_cursor", next.orElse(null));
        json.writeEndObject();
    }
}
