package com.hometech.edf.training.tune;

import com.hometech.edf.common.job.JobContext.Progress;
import java.time.Duration;

/** Is told how far a search is. */
public interface TuneListener extends Progress {
    /**
     * A step begins.
     *
     * @param what in words
     */
    void begun(String what);

    /** The step that began last has ended. */
    void finished(String what, Duration took);
}
