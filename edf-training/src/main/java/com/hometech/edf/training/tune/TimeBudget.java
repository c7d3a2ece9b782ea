package com.hometech.edf.training.tune;

import com.hometech.edf.common.job.JobContext.Progress;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a search may go on. Work that reports progress is broken off as soon as the time is up. */
public final class TimeBudget {
    private final Duration whole;
    private final LongSupplier nanoTime;
    private final long start;
    private long spentBeforeNanos;

    /** The time is up. */
    static final class TimeIsUp extends RuntimeException {
        private static final long serialVersionUID = 1;

        TimeIsUp() {
            super("the time is up");
        }
    }

    /**
     * A budget that starts now.
     *
     * @param whole time of all calls of a search together
     * @param nanoTime a clock that never goes back [ns]
     */
    public TimeBudget(Duration whole, LongSupplier nanoTime) {
        this.whole = whole;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Takes off what earlier calls spent. */
    void spentBefore(Duration spent) {
        spentBeforeNanos = spent.toNanos();
    }

    /** @throws TimeIsUp when it is */
    void check() {
        if (nanoTime.getAsLong() - start + spentBeforeNanos >= whole.toNanos()) {
            throw new TimeIsUp();
        }
    }

    /** Progress that ends the work when the time is up. */
    Progress watching(Progress progress) {
        return (what, done, total) -> {
            check();
            progress.report(what, done, total);
        };
    }
}
