package com.hometech.edf.cli.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Publishes files whole: the content is written and forced to disk beside the place where files are seen, then put there
 * in one step. A process that dies leaves at most an unseen temporary file.
 */
final class AtomicFiles {
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration LEFT_BEHIND_AFTER = Duration.ofDays(1);

    private final Path temporary;

    /** @param temporary where files are prepared: on the same file system as all targets */
    AtomicFiles(Path temporary) {
        this.temporary = temporary;
    }

    /** Something that produces a file's content. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;

        static Content of(byte[] bytes) {
            return out -> out.write(bytes);
        }

        static Content of(Path file) {
            return out -> {
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(out);
                }
            };
        }
    }

    /** Creates the file, or replaces what was there. */
    void replace(Path target, Content content) throws IOException {
        Path prepared = prepare(content);
        try {
            publish(target, () -> {
                Files.move(prepared, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return true;
            });
        } finally {
            Files.deleteIfExists(prepared);
        }
    }

    /** Creates the file; false when there is one already. Of several writers, in any process, one gets true. */
    boolean create(Path target, Content content) throws IOException {
        if (Files.exists(target)) {
            return false;
        }
        Path prepared = prepare(content);
        try {
            return publish(target, () -> {
                try {
                    // unlike a move, making a hard link never replaces a file
                    Files.createLink(target, prepared);
                    return true;
                } catch (FileAlreadyExistsException lost) {
                    return false;
                }
            });
        } finally {
            Files.deleteIfExists(prepared);
        }
    }

    /** Removes what processes that died have left behind. */
    void clean(Instant now) throws IOException {
        if (!Files.isDirectory(temporary)) {
            return;
        }
        try (Stream<Path> files = Files.list(temporary)) {
            for (Path file : files.toList()) {
                if (Files.exists(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(LEFT_BEHIND_AFTER))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path prepare(Content content) throws IOException {
        Files.createDirectories(temporary);
        Path file = temporary.resolve(UUID.randomUUID().toString());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            content.writeTo(out);
            channel.force(true);
            return file;
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    /** Another thread may remove the parent directory, empty at that moment, before the file is in it. */
    private static boolean publish(Path target, Publication publication) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Files.createDirectories(target.getParent());
            try {
                return publication.run();
            } catch (NoSuchFileException parentRemoved) {
                if (attempt == MOST_ATTEMPTS) {
                    throw parentRemoved;
                }
            }
        }
    }

    @FunctionalInterface
    private interface Publication {
        boolean run() throws IOException;
    }

    /** Removes the directory and its parents below {@code top} as long as they are empty. */
    static void removeEmptyDirectories(Path directory, Path top) throws IOException {
        @Nullable Path current = directory;
        try {
            while (current != null && !current.equals(top)) {
                Files.deleteIfExists(current);
                current = current.getParent();
            }
        } catch (DirectoryNotEmptyException inUse) {
            // others still have files here: the parents are in use too
            return;
        }
    }
}
