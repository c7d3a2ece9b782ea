package com.hometech.edf.cli.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where processes wait for a file that one of them may use at a time: the lock of an empty file beside it belongs to the one who
 * is next. The operating system ends the lock with its process, however that dies.
 */
final class WaitingLine implements AutoCloseable {
    private final FileChannel channel;

    WaitingLine(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** The place of who is next; empty where somebody else has it. It is given up by closing it. */
    Optional<FileLock> tryToBeNext() throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException anotherThread) {
            return Optional.empty();
        }
    }

    /** Whether somebody waits. */
    boolean isTaken() throws IOException {
        Optional<FileLock> place = tryToBeNext();
        if (place.isPresent()) {
            place.get().close();
        }
        return place.isEmpty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
