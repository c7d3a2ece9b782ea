package com.hometech.edf.api.access;

import com.hometech.edf.common.error.DependencyUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that is read again from time to time; where that fails, the one before holds for a while.
 *
 * @param <T> what it is
 */
public final class Refreshed<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Refreshed.class);

    private final Duration fresh;
    private final Duration longest;
    private final Clock clock;
    private final Function<@Nullable T, T> read;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known<T> known;

    private record Known<T>(T value, long readAtMillis, long triedAtMillis) {}

    /**
     * @param fresh for how long a value holds unasked
     * @param longest for how long where it cannot be read
     * @param read reads it, given the value before, if any
     */
    public Refreshed(Duration fresh, Duration longest, Clock clock, Function<@Nullable T, T> read) {
        this.fresh = fresh;
        this.longest = longest;
        this.clock = clock;
        this.read = read;
    }

    /**
     * The value.
     *
     * @throws DependencyUnavailableException when it cannot be read, nor could it lately
     */
    public T get() {
        Known<T> now = known;
        if (now != null && isFresh(now)) {
            return now.value();
        }
        // while one reads, all others are content with the value before
        if (now != null && isUsable(now) && reading.isLocked()) {
            return now.value();
        }
        reading.lock();
        try {
            Known<T> since = known;
            return since != null && isFresh(since) ? since.value() : readAgain(since);
        } finally {
            reading.unlock();
        }
    }

    private T readAgain(@Nullable Known<T> before) {
        try {
            long readAt = clock.millis();
            T value = read.apply(before == null ? null : before.value());
            known = new Known<>(value, readAt, readAt);
            return value;
        } catch (DependencyUnavailableException failure) {
            if (before == null || !isUsable(before)) {
                throw failure;
            }
            LOG.warn("What was read before is used on: {}", failure.getMessage(), failure);
            known = new Known<>(before.value(), before.readAtMillis(), clock.millis());
            return before.value();
        }
    }

    private boolean isFresh(Known<T> value) {
        return clock.millis() - value.triedAtMillis() < fresh.toMillis() && isUsable(value);
    }

    private boolean isUsable(Known<T> value) {
        return clock.millis() - value.readAtMillis() < longest.toMillis();
    }
}
