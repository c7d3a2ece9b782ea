package com.hometech.edf.job.hosts;

/** Another host of the job failed, so this one ends too. Its message is meant for a person. */
public final class HostFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** @param exitCode how this host ends as well */
    public HostFailedException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The exit code of the host that failed. */
    public int exitCode() {
        return exitCode;
    }
}
