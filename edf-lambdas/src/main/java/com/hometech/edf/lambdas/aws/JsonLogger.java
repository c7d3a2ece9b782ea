package com.hometech.edf.lambdas.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * Logs one JSON object for each line, as CloudWatch's queries take them apart, with the fields that jobs log too: {@code time},
 * {@code level}, {@code logger}, {@code thread}, {@code message}, {@code context} (the logging context and what the event adds
 * to it) and {@code error}, the stack trace.
 */
final class JsonLogger extends LegacyAbstractLogger implements LoggingEventAware {
    /** Only Jackson's core: binding objects takes a tenth of a second of a cold start. */
    private static final JsonFactory JSON = new JsonFactory();

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
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField(
                    "time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField("level", level.name());
            json.writeStringField("logger", name);
            json.writeStringField("thread", Thread.currentThread().getName());
            json.writeStringField("message", MessageFormatter.basicArrayFormat(pattern, arguments));
            writeContext(json, fields);
            if (failure != null) {
                StringWriter stack = new StringWriter();
                failure.printStackTrace(new PrintWriter(stack));
                json.writeStringField("error", stack.toString());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Text in memory can always be written", impossible);
        }
        lines.accept(line.toString());
    }

    private static void writeContext(JsonGenerator json, List<KeyValuePair> fields) throws IOException {
        Map<String, Object> context = new TreeMap<>();
        Map<String, String> surrounding = MDC.getCopyOfContextMap();
        if (surrounding != null) {
            context.putAll(surrounding);
        }
        fields.forEach(field -> context.put(field.key, field.value));
        if (!context.isEmpty()) {
            json.writeFieldName("context");
            write(json, context);
        }
    }

    /** Payloads and answers are trees of these; anything else is logged as its text. */
    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> fields) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                json.writeFieldName(String.valueOf(field.getKey()));
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            json.writeNumber(new BigDecimal(number.toString()));
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
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
