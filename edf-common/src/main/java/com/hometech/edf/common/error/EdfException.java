package com.hometech.edf.common.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parent of the failures that EDF itself names. Its message is meant for a person and says what to do next. */
public abstract sealed class EdfException extends RuntimeException
        permits InvalidInputException,
                InsufficientHistoryException,
                ModelUnusableException,
                DependencyUnavailableException {
    private static final long serialVersionUID = 1L;

    EdfException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What went wrong; never missing. */
    @Override
    public final String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
