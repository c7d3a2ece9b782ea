package com.hometech.edf.job;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a job left below one output prefix. It is written last: a prefix without it is not complete.
 *
 * @param files in name order
 */
public record OutputManifest(List<OutputFile> files) {

    /** Its name below the prefix. Readers of tables skip names that start with an underscore. */
    public static final String FILE_NAME = "_manifest.json";

    /** Lies below the prefix while a job's outputs are published. */
    public static final String PUBLISHING = "_publishing";

    /**
     * One file.
     *
     * @param name relative to the prefix, parts separated by {@code /}
     * @param sizeBytes length
     * @param sha256 checksum in lower-case hexadecimal digits
     */
    public record OutputFile(String name, long sizeBytes, String sha256) {}

    public OutputManifest {
        files = List.copyOf(files);
    }

    /** The manifest of the files below {@code folder}, but for the mark {@link #PUBLISHING}. */
    public static OutputManifest of(Path folder) throws IOException {
        List<OutputFile> files = new ArrayList<>();
        Map<String, Path> found = filesBelow(folder);
        found.remove(PUBLISHING);
        for (Map.Entry<String, Path> file : found.entrySet()) {
            files.add(new OutputFile(file.getKey(), Files.size(file.getValue()), sha256(file.getValue())));
        }
        return new OutputManifest(files);
    }

    /**
     * The manifest of these files and those of another host.
     *
     * @throws IllegalStateException where a file has the same name and other bytes
     */
    OutputManifest with(OutputManifest other) {
        Map<String, OutputFile> all = new TreeMap<>();
        for (OutputFile file :
                Stream.concat(files.stream(), other.files.stream()).toList()) {
            OutputFile same = all.putIfAbsent(file.name(), file);
            if (same != null && !same.equals(file)) {
                throw new IllegalStateException("Two hosts wrote different files: %s and %s".formatted(same, file));
            }
        }
        return new OutputManifest(List.copyOf(all.values()));
    }

    /** The manifest as JSON. */
    public String toText() {
        return JsonFiles.toText(this);
    }

    private static OutputManifest parse(String text, String source) {
        return JsonFiles.parse(text, OutputManifest.class, source);
    }

    /**
     * Checks what was staged from a prefix: that a job's publication ended, and that every file it names is there in its
     * size, and none beside.
     *
     * @param folder the staged files
     * @param source names the prefix in errors
     * @throws InvalidInputException where the prefix is not complete
     */
    public static void requireComplete(Path folder, String source) throws IOException {
        Path manifestFile = folder.resolve(FILE_NAME);
        if (!Files.exists(manifestFile)) {
            if (Files.exists(folder.resolve(PUBLISHING))) {
                throw new InvalidInputException(
                        source + " is not complete: the job that wrote it was stopped. Run that job again");
            }
            return;
        }
        OutputManifest manifest = parse(Files.readString(manifestFile), source + FILE_NAME);
        Map<String, Path> staged = filesBelow(folder);
        staged.remove(FILE_NAME);
        staged.remove(PUBLISHING);
        Map<String, Long> expected = new TreeMap<>();
        manifest.files().forEach(file -> expected.put(file.name(), file.sizeBytes()));
        Set<String> missing = new TreeSet<>(expected.keySet());
        missing.removeAll(staged.keySet());
        if (!missing.isEmpty()) {
            throw new InvalidInputException(
                    "%s differs from its %s: %d of its %d files are not there, such as %s. A host of the job that wrote it did not upload its part, or somebody removed them. Run that job again"
                            .formatted(
                                    source,
                                    FILE_NAME,
                                    missing.size(),
                                    expected.size(),
                                    missing.iterator().next()));
        }
        for (Map.Entry<String, Path> file : staged.entrySet()) {
            Long sizeBytes = expected.get(file.getKey());
            if (sizeBytes == null || sizeBytes != Files.size(file.getValue())) {
                throw new InvalidInputException(
                        "%s differs from its %s: %s has %d bytes, expected was %s. Something else wrote there. Run the job again that is to write it"
                                .formatted(
                                        source,
                                        FILE_NAME,
                                        file.getKey(),
                                        Files.size(file.getValue()),
                                        sizeBytes == null ? "no such file" : sizeBytes.toString()));
            }
        }
    }

    /**
     * Regular files below {@code folder} by their relative name.
     *
     * @throws InvalidInputException where a link or a special file lies there
     */
    public static Map<String, Path> filesBelow(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted().toList()) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    files.put(folder.relativize(path).toString().replace('\\', '/'), path);
                } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw new InvalidInputException(path + " is a link or a special file; jobs leave plain files only");
                }
            }
        }
        return files;
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new DependencyUnavailableException("This Java runtime has no SHA-256", impossible);
        }
    }
}
