package com.hometech.edf.lambdas.aws;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The logs of a function: JSON lines on the standard output. SLF4J finds this in the artifact that is deployed and nowhere
 * else. It starts in a few milliseconds, where a logging framework takes a good part of a cold start.
 */
public final class JsonLogs implements SLF4JServiceProvider {
    private static final String NEWEST_API = "2.0.99";

    /** Warns in every function that native code, which nothing here needs, is not there. */
    private static final String HADOOP = "org.apache.hadoop.";

    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new BasicMDCAdapter();

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, JsonLogs::logger);
    }

    private static Logger logger(String name) {
        Level least = name.startsWith(HADOOP) ? Level.ERROR : Level.INFO;
        return new JsonLogger(name, least, System.out::println, Clock.systemUTC());
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return NEWEST_API;
    }

    @Override
    public void initialize() {}
}
