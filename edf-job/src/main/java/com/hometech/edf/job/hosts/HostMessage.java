package com.hometech.edf.job.hosts;

/**
 * What one host tells another, as one line of JSON.
 *
 * @param kind what it means
 * @param text what the kind says
 * @param exitCode of {@link Kind#FAILED}; else 0
 */
record HostMessage(Kind kind, String text, int exitCode) {
    enum Kind {
        /** To the first host: the name of the one that is there. */
        JOIN,
        /** From the first host: begin; the text is where Spark's master is. */
        WORK,
        /** From the first host: the work is done; end the worker and say what lies here. */
        REPORT,
        /** To the first host: what lies here, as JSON. */
        FILES,
        /** From the first host: the job succeeded. */
        DONE,
        /** Either way: the host failed; the text says why. */
        FAILED,
        /** Either way: still there. */
        PULSE
    }

    static HostMessage of(Kind kind, String text) {
        return new HostMessage(kind, text, 0);
    }

    static HostMessage failed(String reason, int exitCode) {
        return new HostMessage(Kind.FAILED, reason, exitCode);
    }
}
