package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An error as the Amazon States Language knows it: a name that {@code Retry} and {@code Catch} match, and a cause.
 *
 * <p>A {@link TaskHandler} throws it where the service it stands for reports an error by a name of its own. Any other
 * exception of a handler is matched by its class name, as Lambda does for Java.
 */
public final class StateFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String error;

    /** An error with this name; the cause says what happened, in words or as a JSON text. */
    public StateFailure(String error, String cause) {
        super(cause);
        this.error = error;
    }

    /** As above, with the exception it came from. */
    public StateFailure(String error, String cause, Throwable origin) {
        super(cause, origin);
        this.error = error;
    }

    /** The name that {@code ErrorEquals} is compared with. */
    public String error() {
        return error;
    }

    /** What happened. */
    public String causeText() {
        return getMessage() == null ? "" : getMessage();
    }

    /** As details of an event. */
    ObjectNode describe() {
        return EventLog.details().put("error", error).put("cause", causeText());
    }

    /** The failure that a state sees when a handler throws {@code thrown}. */
    static StateFailure of(Throwable thrown) {
        if (thrown instanceof StateFailure failure) {
            return failure;
        }
        String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        return new StateFailure(thrown.getClass().getName(), message, thrown);
    }
}
