package com.hometech.edf.cli.serve;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Files with secrets: only their owner may read them. */
final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /**
     * What the file holds. Where there is none it is made whole and for its owner alone; of several processes that do so at the
     * same time one wins, and all get its content.
     *
     * @throws InvalidInputException where others than the owner may read or change it
     */
    static String readOrCreate(Path file, Supplier<String> content) {
        try {
            if (!Files.exists(file)) {
                create(file, content.get());
            }
            requirePrivate(file);
            return Files.readString(file);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read or write " + file + ": " + failure, failure);
        }
    }

    private static void create(Path file, String content) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path prepared = Files.createTempFile(directory, ".", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(prepared, content);
            Files.createLink(file, prepared);
        } catch (FileAlreadyExistsException another) {
            // another process was first: its content counts
            return;
        } finally {
            Files.delete(prepared);
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        Set<PosixFilePermission> beyond = EnumSet.noneOf(PosixFilePermission.class);
        beyond.addAll(Files.getPosixFilePermissions(file));
        beyond.removeAll(OWNER_ONLY);
        if (!beyond.isEmpty()) {
            throw new InvalidInputException(file + " holds a secret, and others than its owner may use it ("
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    + "). Remove it, so that a new one is made");
        }
    }
}
