package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/** Numbers and times the events of one execution and hands them to where they are kept. */
final class EventLog {

    private final Clock clock;
    private final Consumer<HistoryEvent> sink;
    private long lastId;
    private Optional<HistoryEvent> last = Optional.empty();

    EventLog(Clock clock, long lastId, Consumer<HistoryEvent> sink) {
        this.clock = clock;
        this.lastId = lastId;
        this.sink = sink;
    }

    /** The time now, as it is written [milliseconds]. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** An empty set of details. */
    static ObjectNode details() {
        return JsonNodeFactory.instance.objectNode();
    }

    void append(String type, String state, ObjectNode details) {
        lastId++;
        HistoryEvent event = new HistoryEvent(lastId, now(), type, state, details);
        sink.accept(event);
        last = Optional.of(event);
    }

    /** The event that was appended last. */
    HistoryEvent last() {
        return last.orElseThrow(() -> new IllegalStateException("no event was appended yet"));
    }
}
