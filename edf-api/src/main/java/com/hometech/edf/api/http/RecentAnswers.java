package com.hometech.edf.api.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hometech.edf.common.error.DependencyUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that were given lately. One that is fresh is given again; an older one is read anew, once for all who ask for it at
 * the same time, and given with its age where the store fails or is slow. It holds at most so many bytes.
 */
public final class RecentAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(RecentAnswers.class);

    /** For how long an answer is given again unasked: so old are forecasts at most after a run. */
    static final Duration FRESH = Duration.ofSeconds(30);
    /** For how long it is given where the store does not answer. */
    static final Duration LONGEST = Duration.ofHours(6);
    /** For how long a store that failed is left alone where there is an older answer. */
    static final Duration RECOVERY = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(12);
    private static final Duration LONGEST_WAIT_WITH_OLDER = Duration.ofSeconds(2);
    private static final int OVERHEAD_BYTES = 1000;

    private final BoundedReads reads;
    private final Clock clock;
    private final Cache<Object, Kept> answers;
    private final ConcurrentMap<Object, CompletableFuture<Representation>> underWay = new ConcurrentHashMap<>();

    /**
     * An answer with its age.
     *
     * @param age empty where the store answers
     */
    public record Recent(Representation content, Optional<Duration> age) {}

    private record Kept(Representation content, long readAtMillis, long triedAtMillis) {}

    /** @param bytes that it may hold */
    public RecentAnswers(long bytes, BoundedReads reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
        answers = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Object key, Kept kept) ->
                        OVERHEAD_BYTES + kept.content().weight())
                .build();
    }

    /** Reads what nobody else asks for. */
    Representation read(Supplier<Representation> content) {
        return reads.within(LONGEST_WAIT, content);
    }

    /**
     * The answer under a key.
     *
     * @throws DependencyUnavailableException when the store does not answer, and did not lately
     */
    public Recent get(Object key, Supplier<Representation> content) {
        long now = clock.millis();
        Kept kept = answers.getIfPresent(key);
        if (kept != null && now - kept.readAtMillis() < FRESH.toMillis()) {
            return new Recent(kept.content(), Optional.empty());
        }
        Kept older = kept != null && now - kept.readAtMillis() < LONGEST.toMillis() ? kept : null;
        if (older != null
                && now - older.triedAtMillis() < RECOVERY.toMillis()
                && older.triedAtMillis() > older.readAtMillis()) {
            return aged(older, now);
        }
        return read(key, content, older);
    }

    private Recent read(Object key, Supplier<Representation> content, @Nullable Kept older) {
        try {
            CompletableFuture<Representation> read = underWay.computeIfAbsent(key, absent -> start(key, content));
            Duration longest = older == null ? LONGEST_WAIT : LONGEST_WAIT_WITH_OLDER;
            return new Recent(BoundedReads.await(read, longest), Optional.empty());
        } catch (DependencyUnavailableException failure) {
            if (older == null) {
                throw failure;
            }
            LOG.warn("An older answer is given: {}", failure.getMessage(), failure);
            long now = clock.millis();
            answers.put(key, new Kept(older.content(), older.readAtMillis(), now));
            return aged(older, now);
        }
    }

    /** Whoever waits hears of the result after it is kept: who comes later finds it, or reads anew. */
    private CompletableFuture<Representation> start(Object key, Supplier<Representation> content) {
        CompletableFuture<Representation> read = reads.start(() -> {
            try {
                long readAt = clock.millis();
                Representation made = content.get();
                answers.put(key, new Kept(made, readAt, readAt));
                return made;
            } finally {
                underWay.remove(key);
            }
        });
        return read;
    }

    private static Recent aged(Kept older, long now) {
        return new Recent(older.content(), Optional.of(Duration.ofMillis(now - older.readAtMillis())));
    }
}
