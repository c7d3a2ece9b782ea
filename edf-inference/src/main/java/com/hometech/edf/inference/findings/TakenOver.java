package com.hometech.edf.inference.findings;

import java.util.List;

/**
 * What taking over the findings of an execution did.
 *
 * @param files that were replaced, without summary, pages and states
 * @param alarms what is wrong, in sentences; empty where nothing is
 */
public record TakenOver(Status status, int files, List<String> alarms) {

    /** What was done. */
    public enum Status {
        /** Taken over. */
        PUBLISHED,
        /** Newer findings are there already; nothing was changed. */
        SUPERSEDED
    }

    public TakenOver {
        alarms = List.copyOf(alarms);
    }
}
