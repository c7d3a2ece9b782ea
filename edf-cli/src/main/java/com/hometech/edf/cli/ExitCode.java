package com.hometech.edf.cli;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;

/** What the command tells the shell. */
public final class ExitCode {
    public static final int OK = 0;
    /** Something that EDF does not know: a defect. The log has the details. */
    public static final int DEFECT = 1;
    /** Wrong words or wrong input. */
    public static final int WRONG_INPUT = 2;
    /** A workflow failed; it can be redriven. */
    public static final int WORKFLOW_FAILED = 3;
    /** The model did not pass its evaluation, or may not be used. */
    public static final int MODEL_REFUSED = 4;
    /** A disk, store or service did not answer: try again. */
    public static final int UNAVAILABLE = 5;

    private ExitCode() {}

    /** The code for a failure with a known reaction. */
    static int of(EdfException failure) {
        if (failure instanceof InvalidInputException || failure instanceof InsufficientHistoryException) {
            return WRONG_INPUT;
        }
        if (failure instanceof ModelUnusableException) {
            return MODEL_REFUSED;
        }
        return failure instanceof DependencyUnavailableException ? UNAVAILABLE : DEFECT;
    }
}
