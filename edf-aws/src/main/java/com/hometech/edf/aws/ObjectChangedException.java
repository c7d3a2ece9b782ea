package com.hometech.edf.aws;

import java.io.IOException;

/** An object was replaced or deleted while it was read; what was read so far is not the start of what is there now. */
final class ObjectChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    ObjectChangedException(String message, Throwable cause) {
        super(message, cause);
    }
}
