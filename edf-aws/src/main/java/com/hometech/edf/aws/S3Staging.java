package com.hometech.edf.aws;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore.Entry;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Fetches the objects of a listing into files, several at once: most of what a small object costs is the wait for its first
 * byte. Each object is the one that was listed.
 */
final class S3Staging {
    /** Well below the connections of a client: each takes one of them, and a buffer. */
    static final int MOST_AT_ONCE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(S3Staging.class);
    private static final int BUFFER_BYTES = 64 << 10;

    private final S3Client s3;

    S3Staging(S3Client s3) {
        this.s3 = s3;
    }

    /** An object and the file that it becomes. */
    private record Copy(Entry object, Path file) {}

    /** What became of an object. */
    private enum Outcome {
        FETCHED,
        /** It is no longer the one that was listed. */
        CHANGED,
        /** Another one could not be fetched, so nobody needs this one. */
        LEFT_OUT
    }

    /**
     * Writes each object to its name below {@code target}. When that cannot be done for all, none is left there.
     *
     * @param folder what names begin with; of an object whose name does not, the last part of the name counts
     * @return false when an object is no longer the one that was listed
     * @throws DependencyUnavailableException when one cannot be fetched; of several the first of the listing is named
     */
    boolean fetch(List<Entry> objects, ObjectUri folder, Path target) {
        List<Copy> copies = objects.stream()
                .map(object -> new Copy(object, placeOf(object.uri(), folder.key(), target)))
                .toList();
        boolean whole = false;
        try {
            Files.createDirectories(target);
            for (Copy copy : copies) {
                Files.createDirectories(Objects.requireNonNull(copy.file().getParent()));
            }
            whole = copies.isEmpty() || fetchAll(copies);
            return whole;
        } catch (IOException failure) {
            throw new DependencyUnavailableException(
                    "Cannot stage " + folder + " in " + target + ": " + failure, failure);
        } finally {
            if (!whole) {
                copies.forEach(copy -> remove(copy.file()));
            }
        }
    }

    private boolean fetchAll(List<Copy> copies) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, copies.size()), work -> {
            Thread worker = new Thread(work, "edf-stage");
            worker.setDaemon(true);
            return worker;
        });
        AtomicBoolean over = new AtomicBoolean();
        try {
            Map<String, String> logContext = MDC.getCopyOfContextMap();
            List<Future<Outcome>> outcomes = new ArrayList<>(copies.size());
            for (Copy copy : copies) {
                outcomes.add(workers.submit(() -> {
                    MDC.setContextMap(logContext == null ? Map.of() : logContext);
                    return fetchUnless(over, copy);
                }));
            }
            // work is begun in the order of the listing, so nothing was left out before the first that went wrong
            for (Future<Outcome> outcome : outcomes) {
                if (outcome.get() != Outcome.FETCHED) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("Stopped while objects were read from S3", stopped);
        } catch (ExecutionException failed) {
            throw failureOf(failed);
        } finally {
            over.set(true);
            workers.shutdownNow();
            awaitEnd(workers);
        }
    }

    private Outcome fetchUnless(AtomicBoolean over, Copy copy) throws IOException {
        boolean fetched = false;
        try {
            Outcome outcome = over.get() ? Outcome.LEFT_OUT : fetch(copy, over);
            // a caller that was stopped does not wait, and has removed what was there
            fetched = outcome == Outcome.FETCHED && !over.get();
            return outcome;
        } finally {
            if (!fetched) {
                over.set(true);
                remove(copy.file());
            }
        }
    }

    private Outcome fetch(Copy copy, AtomicBoolean over) throws IOException {
        try (InputStream in =
                        PinnedRead.open(s3, copy.object().uri(), copy.object().etag());
                OutputStream out = Files.newOutputStream(copy.file())) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (over.get()) {
                    return Outcome.LEFT_OUT;
                }
                out.write(buffer, 0, count);
            }
            return Outcome.FETCHED;
        } catch (ObjectChangedException changed) {
            return Outcome.CHANGED;
        } catch (SdkException failure) {
            if (failure instanceof S3Exception refused
                    && (S3ObjectStore.isMissing(refused) || refused.statusCode() == 412)) {
                return Outcome.CHANGED;
            }
            throw AwsFailures.translate("read", copy.object().uri(), failure);
        }
    }

    private static RuntimeException failureOf(ExecutionException failed) throws IOException {
        if (failed.getCause() instanceof IOException failure) {
            throw failure;
        }
        if (failed.getCause() instanceof RuntimeException failure) {
            return failure;
        }
        return new IllegalStateException(failed.getCause());
    }

    /** What is being read ends soon, unless S3 is silent: a caller that is stopped does not wait for that. */
    private static void awaitEnd(ExecutorService workers) {
        try {
            while (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("Reading from S3 has not ended yet");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path placeOf(ObjectUri uri, String folder, Path target) {
        String key = uri.key();
        String name = key.startsWith(folder) ? key.substring(folder.length()) : key.substring(key.lastIndexOf('/') + 1);
        if (Arrays.stream(name.split("/", -1)).anyMatch(part -> part.isEmpty() || part.matches("\\.\\.?"))) {
            throw new InvalidInputException(uri + " cannot be a file below " + target + ": rename the object");
        }
        return target.resolve(name);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            LOG.warn("{} could not be removed", file, failure);
        }
    }
}
