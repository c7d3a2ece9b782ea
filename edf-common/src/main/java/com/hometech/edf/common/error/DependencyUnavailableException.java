package com.hometech.edf.common.error;

/** A store, service or disk did not answer, or answered that it cannot now. Reaction: retry with backoff. */
public final class DependencyUnavailableException extends EdfException {
    private static final long serialVersionUID = 1L;

    public DependencyUnavailableException(String message) {
        super(message, null);
    }

    public DependencyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
