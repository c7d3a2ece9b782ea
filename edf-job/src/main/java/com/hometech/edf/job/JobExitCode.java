package com.hometech.edf.job;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.job.hosts.HostFailedException;
import java.io.IOException;

/** How a job's process ends. SageMaker takes every code but 0 as a failure and shows it behind the reason. */
public final class JobExitCode {
    public static final int OK = 0;
    /** Something that EDF does not know: a defect, or a heap that is too small. The log has the stack trace. */
    public static final int DEFECT = 1;
    /** Wrong parameters or wrong input: a retry does not help. */
    public static final int WRONG_INPUT = 2;
    /** A model may not or cannot be used. */
    public static final int MODEL_REFUSED = 4;
    /** A disk, store or service did not answer: try again. */
    public static final int UNAVAILABLE = 5;

    private JobExitCode() {}

    /** The code for a failure. A process that is told to stop ends with 128 and the number of the signal (SIGTERM: 143). */
    public static int of(Throwable failure) {
        if (failure instanceof HostFailedException host) {
            return host.exitCode();
        }
        if (failure instanceof InvalidInputException || failure instanceof InsufficientHistoryException) {
            return WRONG_INPUT;
        }
        if (failure instanceof ModelUnusableException) {
            return MODEL_REFUSED;
        }
        return failure instanceof DependencyUnavailableException || failure instanceof IOException
                ? UNAVAILABLE
                : DEFECT;
    }
}
