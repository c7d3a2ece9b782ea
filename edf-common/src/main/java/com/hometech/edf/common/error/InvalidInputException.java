package com.hometech.edf.common.error;

/** What was given is wrong and stays wrong on a retry. Reaction: reject it, naming the field, the value and the way out. */
public final class InvalidInputException extends EdfException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message, null);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
