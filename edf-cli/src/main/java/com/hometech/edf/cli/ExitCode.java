package com.hometech.edf.cli;

import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.job.JobExitCode;

/** What the command tells the shell. */
public final class ExitCode {
    public static final int OK = JobExitCode.OK;
    /** Something that EDF does not know: a defect. The log has the details. */
    public static final int DEFECT = JobExitCode.DEFECT;
    /** Wrong words or wrong input. */
    public static final int WRONG_INPUT = JobExitCode.WRONG_INPUT;
    /** A workflow failed; it can be redriven. */
    public static final int WORKFLOW_FAILED = 3;
    /** The model did not pass its evaluation, or may not be used. */
    public static final int MODEL_REFUSED = JobExitCode.MODEL_REFUSED;
    /** A disk, store or service did not answer: try again. */
    public static final int UNAVAILABLE = JobExitCode.UNAVAILABLE;

    private ExitCode() {}

    /** The code for a failure with a known reaction: the same that a job in a container ends with. */
    static int of(EdfException failure) {
        return JobExitCode.of(failure);
    }
}
