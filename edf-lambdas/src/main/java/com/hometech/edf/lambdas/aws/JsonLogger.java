package com.hometech.edf.lambdas.aws;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/**
 * Logs one JSON object for each line, as CloudWatch's queries take them apart: {@code time}, {@code level},
 * {@code logger}, {@code message}, the fields of the logging context and of the event, and {@code exception} with its stack.
 */
final class JsonLogger extends LegacyAbstractLogger implements LoggingEventAware {
    private static final JsonMapper JSON = new JsonMapper();

    private final Level least;
    private final transient Consumer<String> lines;
    private final transient Clock clock;

    JsonLogger(String name, Level least, Consumer<String> lines, Clock clock) {
        this.name = name;
        this.least = least;
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public void log(LoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
        write(event.getLevel(), event.getMessage(), event.getArgumentArray(), event.getThrowable(), pairs);
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        write(level, pattern, arguments, failure, List.of());
    }

    private void write(
            Level level,
            String pattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable failure,
            List<KeyValuePair> fields) {
        ObjectNode line = JSON.createObjectNode();
        line.put("time", clock.instant().toString());
        line.put("level", level.name());
        line.put("logger", name);
        line.put("message", MessageFormatter.basicArrayFormat(pattern, arguments));
        Map<String, String> context = MDC.getCopyOfContextMap();
        if (context != null) {
            context.forEach(line::put);
        }
        fields.forEach(field -> line.set(field.key, JSON.valueToTree(field.value)));
        if (failure != null) {
            ObjectNode exception = line.putObject("exception");
            exception.put("class", failure.getClass().getName());
            exception.put("message", failure.getMessage());
            StringWriter stack = new StringWriter();
            failure.printStackTrace(new PrintWriter(stack));
            exception.put("stack", stack.toString());
        }
        lines.accept(line.toString());
    }

    private boolean logs(Level level) {
        return level.toInt() >= least.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return logs(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return logs(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return logs(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return logs(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return logs(Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }
}
