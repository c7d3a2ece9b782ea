package com.hometech.edf.lambdas.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.event.DefaultLoggingEvent;
import org.slf4j.event.Level;

class JsonLoggerTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> lines = new ArrayList<>();
    private final JsonLogger logger = new JsonLogger(
            "com.hometech.edf.Some",
            Level.INFO,
            lines::add,
            Clock.fixed(Instant.parse("2016-05-10T05:00:00.123456Z"), ZoneOffset.UTC));

    @Test
    void aLineSaysWhenWhoAndWhat() throws IOException {
        logger.info("{} of {} \"rows\"", 1, 2);
        logger.debug("not of interest");

        assertThat(line())
                .isEqualTo(JSON.createObjectNode()
                        .put("time", "2016-05-10T05:00:00.123Z")
                        .put("level", "INFO")
                        .put("logger", "com.hometech.edf.Some")
                        .put("thread", Thread.currentThread().getName())
                        .put("message", "1 of 2 \"rows\""));
    }

    @Test
    void whatAnEventAddsKeepsItsShape() throws IOException {
        Map<String, Object> answer = new TreeMap<>();
        answer.put("rows", 72L);
        answer.put("share", 0.5);
        answer.put("stale", false);
        answer.put("skipped", List.of("a", "b"));
        answer.put("nothing", null);
        DefaultLoggingEvent event = new DefaultLoggingEvent(Level.INFO, null);
        event.setMessage("answered");
        event.addKeyValue("answer", answer);
        logger.log(event);

        assertThat(line().path("context"))
                .isEqualTo(
                        JSON.readTree(
                                "{\"answer\":{\"nothing\":null,\"rows\":72,\"share\":0.5,\"skipped\":[\"a\",\"b\"],\"stale\":false}}"));
    }

    @Test
    void aFailureIsThereWithItsStack() throws IOException {
        logger.error("failed", new InvalidInputException("no such month"));

        assertThat(line().path("error").asText())
                .startsWith(InvalidInputException.class.getName() + ": no such month")
                .contains("at " + JsonLoggerTest.class.getName());
    }

    @Test
    void fieldsHaveTheNamesThatTheyHaveInLogsOfJobs() throws IOException {
        Path template =
                Path.of(System.getProperty("edf.root"), "edf-job", "src", "main", "resources", "edf-job-log-line.json");
        DefaultLoggingEvent event = new DefaultLoggingEvent(Level.ERROR, null);
        event.setMessage("failed");
        event.addKeyValue("input", "x");
        event.setThrowable(new IllegalStateException());
        logger.log(event);

        assertThat(names(line())).containsExactlyInAnyOrderElementsOf(names(JSON.readTree(Files.readString(template))));
    }

    private JsonNode line() throws IOException {
        assertThat(lines).hasSize(1);
        return JSON.readTree(lines.get(0));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> name = object.fieldNames(); name.hasNext(); ) {
            names.add(name.next());
        }
        return names;
    }
}
