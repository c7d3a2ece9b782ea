package com.hometech.edf.cli.states;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Work on a thread of its own, with a limit on its time. What the caller put into the logging context holds there too. */
public final class BoundedCall<T> {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedCall.class);

    /** As SageMaker gives a stopped container: time to end after the interrupt before it is left to itself. */
    private static final Duration GRACE_AFTER_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration GRACE_AFTER_ABORT = Duration.ofSeconds(10);

    private final String threadName;
    private final Callable<T> work;
    private final Runnable onStop;

    /**
     * Prepares the call.
     *
     * @param threadName name of its thread
     * @param work what to do
     * @param onStop runs just before the thread is interrupted
     */
    public BoundedCall(String threadName, Callable<T> work, Runnable onStop) {
        this.threadName = threadName;
        this.work = work;
        this.onStop = onStop;
    }

    /**
     * Does the work and waits for it, at most {@code limit}; then, or when this thread is interrupted, the work is
     * interrupted and given some time to end, so that nothing runs beside what follows.
     *
     * @return the result; empty where the time ran out
     * @throws ExecutionException with what the work threw as its cause
     */
    public Optional<T> within(Optional<Duration> limit) throws InterruptedException, ExecutionException {
        CountDownLatch ended = new CountDownLatch(1);
        FutureTask<T> task = start(ended);
        try {
            return Optional.of(
                    limit.isPresent() ? task.get(limit.get().toMillis(), TimeUnit.MILLISECONDS) : task.get());
        } catch (TimeoutException late) {
            stop(task, ended, GRACE_AFTER_TIMEOUT);
            return Optional.empty();
        } catch (InterruptedException aborted) {
            stop(task, ended, GRACE_AFTER_ABORT);
            throw aborted;
        }
    }

    private FutureTask<T> start(CountDownLatch ended) {
        Map<String, String> loggingContext =
                Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());
        FutureTask<T> task = new FutureTask<>(() -> {
            MDC.setContextMap(loggingContext);
            try {
                return work.call();
            } finally {
                ended.countDown();
            }
        });
        Thread thread = new Thread(task, threadName);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private void stop(FutureTask<T> task, CountDownLatch ended, Duration grace) throws InterruptedException {
        onStop.run();
        task.cancel(true);
        boolean inTime = ended.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        if (!inTime) {
            LOG.warn("{} does not end {} after it was stopped; it is left to itself", threadName, grace);
        }
    }
}
