package com.hometech.edf.cli.states;

import com.hometech.edf.common.error.DependencyUnavailableException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that are whole or absent after a crash. */
final class DurableFiles {

    private DurableFiles() {}

    /** Replaces or creates {@code file} in one step; its content is on disk when this returns. */
    static void replace(Path file, byte[] content) {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                out.write(content);
                out.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot write %s: %s".formatted(file, failure), failure);
        }
    }

    /** Adds {@code content} at the end of {@code file}; it is on disk when this returns. */
    static void append(Path file, byte[] content) {
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(content);
            out.getFD().sync();
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot write %s: %s".formatted(file, failure), failure);
        }
    }
}
