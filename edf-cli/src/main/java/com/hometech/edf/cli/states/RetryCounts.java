package com.hometech.edf.cli.states;

import com.hometech.edf.cli.states.State.RetryRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How often each retrier of a Task state was used since the state was entered. */
final class RetryCounts {

    private final List<RetryRule> rules;
    private final String jitterSeed;
    private final int[] used;
    private int total;

    /** No retry yet. */
    RetryCounts(List<RetryRule> rules, String jitterSeed) {
        this.rules = rules;
        this.jitterSeed = jitterSeed;
        this.used = new int[rules.size()];
    }

    /** All retries together: {@code $states.context.State.RetryCount}. */
    int total() {
        return total;
    }

    /** Counts a retry of the first rule that matches {@code error}; empty where there is none or it is used up. */
    Optional<Duration> delayAfter(String error) {
        for (int index = 0; index < rules.size(); index++) {
            RetryRule rule = rules.get(index);
            if (ErrorName.matches(rule.errorEquals(), error)) {
                if (used[index] >= rule.maximumAttempts()) {
                    return Optional.empty();
                }
                used[index]++;
                total++;
                return Optional.of(Backoff.delay(rule, used[index], jitterSeed + "/" + total));
            }
        }
        return Optional.empty();
    }
}
