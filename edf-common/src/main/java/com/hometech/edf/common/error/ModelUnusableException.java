package com.hometech.edf.common.error;

/**
 * A model may not or cannot be used: not approved, another checksum, another feature schema, a damaged file. Reaction:
 * never load it; use the last good model, or the fallback forecast.
 */
public final class ModelUnusableException extends EdfException {
    private static final long serialVersionUID = 1L;

    public ModelUnusableException(String message) {
        super(message, null);
    }

    public ModelUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
