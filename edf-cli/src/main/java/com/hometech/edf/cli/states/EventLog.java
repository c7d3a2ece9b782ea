package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/** Numbers and times the events of one execution and hands them, one at a time, to where they are kept. */
final class EventLog {

    private final Events events;
    private final Optional<MapItem> item;

    EventLog(Clock clock, long lastId, Consumer<HistoryEvent> sink) {
        this(new Events(clock, lastId, sink), Optional.empty());
    }

    private EventLog(Events events, Optional<MapItem> item) {
        this.events = events;
        this.item = item;
    }

    /** What the iterations of Map states share with the execution. */
    private static final class Events {
        private final Clock clock;
        private final Consumer<HistoryEvent> sink;
        private long lastId;
        private Optional<HistoryEvent> last = Optional.empty();

        Events(Clock clock, long lastId, Consumer<HistoryEvent> sink) {
            this.clock = clock;
            this.lastId = lastId;
            this.sink = sink;
        }

        private Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }

        private synchronized void append(String type, String state, ObjectNode details) {
            lastId++;
            HistoryEvent event = new HistoryEvent(lastId, now(), type, state, details);
            sink.accept(event);
            last = Optional.of(event);
        }

        private synchronized Optional<HistoryEvent> last() {
            return last;
        }
    }

    /** The same log for events of an iteration. */
    EventLog of(MapItem iteration) {
        return new EventLog(events, Optional.of(iteration));
    }

    /** The time now, as it is written [milliseconds]. */
    Instant now() {
        return events.now();
    }

    /** An empty set of details. */
    static ObjectNode details() {
        return JsonNodeFactory.instance.objectNode();
    }

    void append(String type, String state, ObjectNode details) {
        ObjectNode all = details();
        item.ifPresent(
                iteration -> all.put(HistoryEvent.MAP, iteration.map()).put(HistoryEvent.ITERATION, iteration.index()));
        all.setAll(details);
        events.append(type, state, all);
    }

    /** The event that was appended last. */
    HistoryEvent last() {
        return events.last().orElseThrow(() -> new IllegalStateException("no event was appended yet"));
    }
}
