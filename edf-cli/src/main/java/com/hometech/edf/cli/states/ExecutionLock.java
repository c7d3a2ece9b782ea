package com.hometech.edf.cli.states;

import com.hometech.edf.common.error.DependencyUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Held by the one process, and the one thread in it, that runs an execution. The operating system releases it when the
 * process dies.
 */
final class ExecutionLock implements AutoCloseable {

    /**
     * Folders whose lock this JVM holds. The file lock guards against other processes only, and opening the lock file a
     * second time in this process would release it.
     */
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path folder;
    private final FileChannel channel;

    private ExecutionLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Takes the lock of the execution in {@code folder}; empty where another runs it. */
    static Optional<ExecutionLock> tryAcquire(Path folder) {
        Path key = folder.toAbsolutePath().normalize();
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(key)) {
                return Optional.empty();
            }
            try {
                Optional<FileChannel> locked = lock(folder.resolve("lock"));
                locked.ifPresent(channel -> HELD_HERE.add(key));
                return locked.map(channel -> new ExecutionLock(key, channel));
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot lock %s: %s".formatted(folder, failure), failure);
            }
        }
    }

    private static Optional<FileChannel> lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(channel);
    }

    @Override
    public void close() {
        synchronized (HELD_HERE) {
            try {
                channel.close();
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot unlock %s: %s".formatted(folder, failure), failure);
            } finally {
                HELD_HERE.remove(folder);
            }
        }
    }
}
