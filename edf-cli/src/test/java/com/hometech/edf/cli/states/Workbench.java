package com.hometech.edf.cli.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs small definitions below a folder, with a clock that only sleeping moves and handlers written in the test. */
final class Workbench {

    /** A clock that stands until it is moved. */
    static final class StandingClock extends Clock {
        private Instant now = Instant.parse("2024-03-31T05:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void move(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    final StandingClock clock = new StandingClock();
    final List<Duration> sleeps = new ArrayList<>();
    private final Map<String, TaskHandler> handlers = new TreeMap<>();
    private final Path home;

    Workbench(Path home) {
        this.home = home;
    }

    Workbench on(String resource, TaskHandler handler) {
        handlers.put(resource, handler);
        return this;
    }

    Executions executions() {
        return new Executions(home, new StateMachineRunner(handlers, clock, new Sleeper() {
            @Override
            public void sleep(Duration duration) {
                sleeps.add(duration);
                clock.move(duration);
            }

            @Override
            public long nanoTime() {
                return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
            }
        }));
    }

    ExecutionRecord run(String definition, String input) {
        return executions()
                .start(StateMachineDefinition.parse("Machine", definition), "run", json(input), ExecutionListener.NONE)
                .execution();
    }

    List<String> eventTypes() {
        return executions().history("Machine", "run").stream()
                .map(HistoryEvent::type)
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return DefinitionJson.read(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    /** A definition of one state named A, and the others. */
    static String machine(String states) {
        return "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {" + states + "}}";
    }
}
