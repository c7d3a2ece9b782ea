package com.hometech.edf.additive;

/** A setting, a series or a file that the model cannot use. The message names the place, the value and the way out. */
public final class AdditiveInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public AdditiveInputException(String message) {
        super(message);
    }

    public AdditiveInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
