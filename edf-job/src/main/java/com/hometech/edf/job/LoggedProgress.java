package com.hometech.edf.job;

import com.hometech.edf.common.job.JobContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Progress as lines of the log: the end of each piece of work, and in between at most one line in ten seconds. */
final class LoggedProgress implements JobContext.Progress {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedProgress.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Clock clock;
    private Instant last = Instant.EPOCH;

    LoggedProgress(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void report(String what, long done, long total) {
        Instant now = clock.instant();
        boolean ended = total > 0 && done >= total;
        if (!ended && Duration.between(last, now).compareTo(PAUSE) < 0) {
            return;
        }
        last = now;
        try (MDC.MDCCloseable doneField = MDC.putCloseable("done", Long.toString(done));
                MDC.MDCCloseable totalField = MDC.putCloseable("total", Long.toString(total))) {
            LOG.info("{}: {} of {}", what, done, total > 0 ? total : "unknown");
        }
    }
}
