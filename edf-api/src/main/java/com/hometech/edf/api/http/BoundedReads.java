package com.hometech.edf.api.http;

import com.hometech.edf.common.error.DependencyUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Reads from stores on threads of their own, so that whoever waits for a slow one can stop waiting, and a store that hangs takes
 * no more than these threads.
 */
public final class BoundedReads implements AutoCloseable {
    private static final int WAITING_FOR_EACH_THREAD = 16;
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    /** @param threads reads at the same time */
    public BoundedReads(int threads) {
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(threads * WAITING_FOR_EACH_THREAD),
                BoundedReads::thread);
        this.threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "edf-api-read");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins to read.
     *
     * @throws DependencyUnavailableException when too many others wait already
     */
    <T> CompletableFuture<T> start(Supplier<T> read) {
        try {
            return CompletableFuture.supplyAsync(read, threads);
        } catch (RejectedExecutionException tooMany) {
            throw new DependencyUnavailableException("Too many requests wait for the stores", tooMany);
        }
    }

    /**
     * Waits for what is read.
     *
     * @throws DependencyUnavailableException when it takes longer
     */
    static <T> T await(CompletableFuture<T> read, Duration longest) {
        try {
            return read.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new DependencyUnavailableException("The stores took longer than " + longest.toSeconds() + " s", slow);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("Stopped while waiting for the stores", stopped);
        } catch (ExecutionException failure) {
            throw unwrapped(failure);
        }
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
        Throwable cause =
                failure.getCause() instanceof CompletionException wrapper ? wrapper.getCause() : failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    /**
     * Reads, and waits for it.
     *
     * @throws DependencyUnavailableException when it takes longer, or too many others wait already
     */
    public <T> T within(Duration longest, Supplier<T> read) {
        return await(start(read), longest);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
