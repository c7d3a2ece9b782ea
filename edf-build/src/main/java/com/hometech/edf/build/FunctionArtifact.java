package com.hometech.edf.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes what is deployed as a Lambda function out of one jar with everything that the function could need: it takes out what
 * no function calls, and packs the rest as {@value #JAR} into a zip file.
 *
 * <p>Lambda unpacks the zip file and loads classes from the jars in {@code lib}, of which it reads much faster than of as many
 * files. Within the jar nothing is compressed: that would only cost time at each start, and the zip file as a whole becomes
 * smaller.
 */
public final class FunctionArtifact {
    private static final String JAR = "lib/edf-lambdas.jar";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private FunctionArtifact() {}

    /** @param arguments the jar with everything, and where to write the zip file */
    public static void main(String[] arguments) throws IOException {
        Path everything = Path.of(arguments[0]);
        Path artifact = Path.of(arguments[1]);
        Map<String, byte[]> entries = read(everything);
        Map<String, byte[]> used = new UsedClasses(RegionTables.removedFrom(entries)).keepOnlyThem();
        byte[] jar = jar(used);
        Files.write(artifact, zip(Map.of(JAR, jar), ZipEntry.DEFLATED));
        System.out.printf(
                "%s: %d of %d files, %d bytes, unpacked %d%n",
                artifact.getFileName(), used.size(), entries.size(), Files.size(artifact), jar.length);
    }

    private static Map<String, byte[]> read(Path everything) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (JarFile jar = new JarFile(everything.toFile())) {
            for (JarEntry entry :
                    jar.stream().filter(file -> !file.isDirectory()).toList()) {
                entries.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    static byte[] jar(Map<String, byte[]> entries) throws IOException {
        return zip(entries, ZipEntry.STORED);
    }

    /** In the order of names and without times: the same entries give the same bytes. */
    private static byte[] zip(Map<String, byte[]> entries, int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                CRC32 checksum = new CRC32();
                checksum.update(entry.getValue());
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTimeLocal(NO_TIME);
                header.setMethod(method);
                header.setSize(entry.getValue().length);
                header.setCrc(checksum.getValue());
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
