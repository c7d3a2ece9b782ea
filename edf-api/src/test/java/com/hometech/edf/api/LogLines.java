package com.hometech.edf.api;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What the API logs while this is open. */
final class LogLines extends AbstractAppender implements AutoCloseable {
    private static final String LOGGER = "com.hometech.edf.api";

    private final List<LogEvent> events = new CopyOnWriteArrayList<>();
    private final Logger logger = ((LoggerContext) LogManager.getContext(false)).getLogger(LOGGER);
    private final Level before = logger.getLevel();

    LogLines() {
        super("lines", null, null, true, Property.EMPTY_ARRAY);
        start();
        logger.addAppender(this);
        Configurator.setLevel(LOGGER, Level.INFO);
        logger.setAdditive(false);
    }

    @Override
    public void append(LogEvent event) {
        events.add(event.toImmutable());
    }

    /** Events with this message, each with its fields. */
    List<LogEvent> of(String message) {
        return events.stream()
                .filter(event -> event.getMessage().getFormattedMessage().contains(message))
                .toList();
    }

    /** All that was logged, as text. */
    String text() {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.getMessage().getFormattedMessage())
                .append(' ')
                .append(event.getContextData())
                .append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        logger.removeAppender(this);
        Configurator.setLevel(LOGGER, before);
        logger.setAdditive(true);
    }
}
