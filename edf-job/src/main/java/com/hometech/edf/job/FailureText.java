package com.hometech.edf.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.job.hosts.HostFailedException;
import java.io.IOException;

/**
 * Why a job failed, as it is shown to a person: the cause first, then the way out, without stack trace. SageMaker keeps the
 * first 1024 bytes.
 */
public final class FailureText {
    private static final int MOST_BYTES = 1024;
    private static final String MORE = "…";

    private FailureText() {}

    /** The text for what a job threw. */
    public static String of(Throwable failure) {
        return shortened(failure.getClass().getSimpleName() + ": " + failure.getMessage() + wayOut(failure));
    }

    /** What our own exceptions do not say. */
    private static String wayOut(Throwable failure) {
        if (failure instanceof EdfException || failure instanceof HostFailedException) {
            return "";
        }
        if (failure instanceof OutOfMemoryError) {
            return ". Choose a larger instance type";
        }
        return failure instanceof IOException
                ? ". A file of the job cannot be read or written: see whether its volume is full"
                : ". This is a defect of EDF: the job's log has the stack trace";
    }

    /** The text, cut between two characters where it has more than 1024 bytes in UTF-8. */
    static String shortened(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return text;
        }
        int end = MOST_BYTES - MORE.getBytes(UTF_8).length;
        while (isInsideCharacter(bytes[end])) {
            end--;
        }
        return new String(bytes, 0, end, UTF_8) + MORE;
    }

    private static boolean isInsideCharacter(byte unit) {
        return (unit & 0xC0) == 0x80;
    }
}
