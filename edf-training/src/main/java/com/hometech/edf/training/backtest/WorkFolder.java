package com.hometech.edf.training.backtest;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A folder with the results of long work and, below {@code work}, its finished pieces, so that it goes on after an
 * interruption. For one process at a time; every file appears whole. A folder belongs to one request.
 */
public final class WorkFolder implements AutoCloseable {
    private static final String REQUEST = "request.json";

    private final Path directory;
    private final String what;
    private final FileChannel lock;

    private WorkFolder(Path directory, String what, FileChannel lock) {
        this.directory = directory;
        this.what = what;
        this.lock = lock;
    }

    /**
     * Takes the folder for this process; it is made where it is missing.
     *
     * @param what the kind of work, for messages: {@code backtest}
     * @throws InvalidInputException when another process works in it
     */
    public static WorkFolder open(Path directory, String what) throws IOException {
        Path work = Files.createDirectories(directory.resolve("work"));
        FileChannel channel =
                FileChannel.open(work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new WorkFolder(directory, what, channel);
            }
        } catch (OverlappingFileLockException heldHere) {
            // told below, like a lock of another process
        }
        channel.close();
        throw new InvalidInputException(
                "--out " + directory + " is in use by another " + what + ": wait for it, or give another --out");
    }

    /**
     * Claims the folder for a request: work that was done for it before stays.
     *
     * @param differences in what the request (first) differs from an earlier one so that its work cannot be taken over, in
     *     words
     * @throws InvalidInputException when the folder holds work for another one
     */
    public <R> void claim(R request, Class<R> type, BiFunction<R, R, List<String>> differences) throws IOException {
        Path file = work(REQUEST);
        if (Files.exists(file)) {
            List<String> found = differences.apply(request, JsonFiles.read(file, type));
            if (!found.isEmpty()) {
                throw new InvalidInputException("--out " + directory + " holds a " + what + " of something else: "
                        + String.join(", ", found)
                        + ". Give another --out, or --fresh to throw that one away");
            }
        }
        writeJson(file, request);
    }

    /** Throws away all work, whatever it was for. */
    public void clearWork() throws IOException {
        try (Stream<Path> entries = Files.list(directory.resolve("work"))) {
            for (Path entry : entries.toList()) {
                if (!entry.endsWith("lock")) {
                    delete(entry);
                }
            }
        }
    }

    /** Where the results go. */
    public Path directory() {
        return directory;
    }

    /** A file of the results. */
    public Path result(String name) {
        return directory.resolve(name);
    }

    /** A file or directory of the work. */
    public Path work(String name) {
        return directory.resolve("work").resolve(name);
    }

    /** Empties a place where a directory is prepared. */
    public Path prepare(String name) throws IOException {
        Path prepared = work(name);
        delete(prepared);
        return prepared;
    }

    /** Writes a record; the file appears whole. */
    public static void writeJson(Path file, Object value) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        JsonFiles.write(temporary, value);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
