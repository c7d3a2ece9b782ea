package com.hometech.edf.api.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an operation answers: settled is that there is an answer for this caller; what it says is read from the stores when it is
 * needed.
 *
 * @param key two answers with equal keys say the same at the same time, whoever asks; empty: it is made for each request
 * @param maxAge for how long the caller may keep it; empty: not at all
 * @param content reads and writes it; may throw {@link ProblemException}
 */
public record Answer(Optional<Object> key, Optional<Duration> maxAge, Supplier<Representation> content) {

    /** An answer that is kept for a while under a key. */
    public static Answer kept(Object key, Duration maxAge, Supplier<Representation> content) {
        return new Answer(Optional.of(key), Optional.of(maxAge), content);
    }

    /** An answer that only the caller may keep. */
    public static Answer made(Duration maxAge, Supplier<Representation> content) {
        return new Answer(Optional.empty(), Optional.of(maxAge), content);
    }

    /** An answer that nobody keeps. */
    public static Answer notStored(Supplier<Representation> content) {
        return new Answer(Optional.empty(), Optional.empty(), content);
    }
}
