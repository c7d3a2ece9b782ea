package com.hometech.edf.cli.states;

import java.time.Duration;
import java.util.Optional;

/** How long an execution may still run: {@code TimeoutSeconds} of its definition, from where it starts or is redriven. */
final class Deadline {

    private final String stateMachine;
    private final Optional<Integer> timeoutSeconds;
    private final Sleeper sleeper;
    private final long startedNanos;

    Deadline(StateMachineDefinition definition, Sleeper sleeper) {
        this.stateMachine = definition.name();
        this.timeoutSeconds = definition.timeoutSeconds();
        this.sleeper = sleeper;
        this.startedNanos = sleeper.nanoTime();
    }

    /** The execution ran too long; no Catch sees it. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Exceeded(String message) {
            super(message);
        }

        StateFailure failure() {
            return new StateFailure(ErrorName.TIMEOUT, String.valueOf(getMessage()), this);
        }
    }

    /** Empty where there is no limit. */
    Optional<Duration> timeLeft() {
        return timeoutSeconds.map(seconds -> Duration.ofSeconds(seconds).minusNanos(sleeper.nanoTime() - startedNanos));
    }

    /** @throws Exceeded where no time is left */
    void requireTimeLeft() {
        if (timeLeft().filter(left -> left.isNegative() || left.isZero()).isPresent()) {
            throw exceeded();
        }
    }

    Exceeded exceeded() {
        return new Exceeded("the execution ran longer than TimeoutSeconds of %s (%d s)"
                .formatted(stateMachine, timeoutSeconds.orElse(0)));
    }

    /** Waits, but not beyond the deadline. */
    void sleep(Duration duration) throws InterruptedException {
        Optional<Duration> left = timeLeft();
        boolean beyond = left.isPresent() && left.get().compareTo(duration) < 0;
        Duration bounded = beyond ? left.get() : duration;
        if (bounded.compareTo(Duration.ZERO) > 0) {
            sleeper.sleep(bounded);
        }
        if (beyond) {
            throw exceeded();
        }
    }
}
