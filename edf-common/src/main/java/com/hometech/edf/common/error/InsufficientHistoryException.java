package com.hometech.edf.common.error;

/** There are too few readings to do what was asked. Reaction: skip the building (or stop the fit) and report it. */
public final class InsufficientHistoryException extends EdfException {
    private static final long serialVersionUID = 1L;

    public InsufficientHistoryException(String message) {
        super(message, null);
    }
}
