package com.hometech.edf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;

/** What the lines of {@code <home>/logs/edf.log} tell. */
class LogFileTest {

    @Test
    void deniedRequestsNameWhoAskedForWhat() throws IOException {
        String line =
                line("denied", Map.of("request_id", "4f21", "subject", "dso-north", "resource", "building school-7"));

        assertThat(line)
                .endsWith("Audit - denied {request_id=4f21, subject=dso-north, resource=building school-7}"
                        + System.lineSeparator());
    }

    @Test
    void linesOfARunEndWithTheirMessage() throws IOException {
        String line = line("succeeded", Map.of("execution", "forecast-1", "state", "LoadForecastsToDB"));

        assertThat(line).contains(" [forecast-1 LoadForecastsToDB] ").endsWith(" - succeeded" + System.lineSeparator());
    }

    @Test
    void nobodyWritesALineOfTheirOwn() throws IOException {
        String line = line("denied", Map.of("subject", "a\r\n2026-01-01 INFO decided"));

        assertThat(line.strip()).isEqualTo(line.stripTrailing()).doesNotContain("\n", "\r");
    }

    private static String line(String message, Map<String, String> context) throws IOException {
        StringMap values = new SortedArrayStringMap();
        new TreeMap<>(context).forEach(values::putValue);
        Log4jLogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName("com.hometech.edf.api.http.Audit")
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage(message))
                .setContextData(values)
                .build();
        try (InputStream file = Objects.requireNonNull(LogFileTest.class.getResourceAsStream("/log4j2.xml"));
                LoggerContext logs = new LoggerContext("test")) {
            XmlConfiguration configuration = new XmlConfiguration(logs, new ConfigurationSource(file));
            configuration.initialize();
            return configuration
                    .getAppender("file")
                    .getLayout()
                    .toSerializable(event)
                    .toString();
        }
    }
}
