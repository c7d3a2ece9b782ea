package com.hometech.edf.cli.states;

import com.hometech.edf.cli.states.State.RetryRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;

/** How long a retrier waits before each attempt. */
final class Backoff {

    private Backoff() {}

    /**
     * The delay before retry number {@code retry} (1, 2, ...) of {@code rule}.
     *
     * <p>With jitter it is uniform between zero and the full delay, drawn from {@code seed}: executions spread out, and
     * each one is repeatable.
     */
    static Duration delay(RetryRule rule, int retry, String seed) {
        double seconds = rule.intervalSeconds() * Math.pow(rule.backoffRate(), retry - 1.0);
        double limit = rule.maximumDelaySeconds().map(Integer::doubleValue).orElse((double) Integer.MAX_VALUE);
        double delaySeconds = Math.min(seconds, limit);
        double share = rule.fullJitter() ? uniform(seed + "#" + retry) : 1.0;
        return Duration.ofMillis(Math.round(delaySeconds * share * 1000));
    }

    private static double uniform(String seed) {
        UUID digest = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(digest.getMostSignificantBits() ^ digest.getLeastSignificantBits()).nextDouble();
    }
}
