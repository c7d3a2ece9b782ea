package com.hometech.edf.api.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.api.http.ProblemType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets each caller ask so often and no more, by a token bucket of its own; those without a valid access token share one. Where a
 * gateway stands before the API, that is the gateway's work.
 */
public final class RateLimit implements Authenticator {
    private static final int MOST_CALLERS = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The bucket of those who are nobody; no subject is empty. */
    private static final String NOBODY = "";

    private final Authenticator authenticator;
    private final double perSecond;
    private final LongSupplier nanoTime;
    private final LoadingCache<String, Bucket> buckets;

    /**
     * @param authenticator finds out who asks
     * @param perSecond requests of each caller, in the long run; a burst may have as many as two seconds give
     * @param nanoTime {@link System#nanoTime} outside of tests
     */
    public RateLimit(Authenticator authenticator, int perSecond, LongSupplier nanoTime) {
        this.authenticator = authenticator;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        // who has not asked for so long has a full bucket anyhow
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(Duration.ofMinutes(1))
                .build(unused -> new Bucket());
    }

    @Override
    public Optional<Caller> authenticate(ApiRequest request) {
        Optional<Caller> caller = authenticator.authenticate(request);
        Bucket bucket = buckets.get(caller.map(Caller::subject).orElse(NOBODY));
        if (!bucket.take()) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_REQUESTS,
                    "You may ask " + Math.round(perSecond) + " times a second",
                    Map.of("Retry-After", "1"));
        }
        return caller;
    }

    private final class Bucket {
        private double tokens = most();
        private long filledAt = nanoTime.getAsLong();

        synchronized boolean take() {
            long now = nanoTime.getAsLong();
            tokens = Math.min(most(), tokens + (now - filledAt) / NANOS_PER_SECOND * perSecond);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }

        private double most() {
            return 2 * perSecond;
        }
    }
}
