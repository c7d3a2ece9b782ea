package com.hometech.edf.common.job;

import java.io.IOException;

/** One step of a workflow that runs as a SageMaker job. Stateless: everything it needs is in the context. */
@FunctionalInterface
public interface Job {
    /**
     * Does the work.
     *
     * @throws IOException when its own files cannot be read or written
     * @throws com.hometech.edf.common.error.EdfException for every failure with a known reaction
     */
    void run(JobContext context) throws IOException;
}
