package com.hometech.edf.data.importing;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One file of readings or weather.
 *
 * @param path where it lies
 * @param table what it holds
 * @param sha256 of its bytes, in lower-case hex: the same content is imported once
 * @param plain how to read a plain CSV file; null for a file of a data folder
 */
record Delivery(
        Path path,
        DeliveredTable table,
        String sha256,
        @Nullable PlainCsv plain) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** A plain CSV file of readings. */
    static Delivery of(PlainCsv csv) throws IOException {
        return new Delivery(csv.file(), DeliveredTable.CONSUMPTION, sha256(csv.file()), csv);
    }

    String name() {
        return path.getFileName().toString();
    }

    /** The files of a folder in the order of their names, which is the order of their versions. */
    static List<Delivery> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException("Folder " + folder + " does not exist");
        }
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (Path file : files) {
            var table = DeliveredTable.of(file.getFileName().toString());
            if (table.isPresent()) {
                deliveries.add(new Delivery(file, table.get(), sha256(file), null));
            }
        }
        return deliveries;
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JVM has SHA-256", absent);
        }
    }
}
