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
import java.util.TreeMap;
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

    /** The manifest of the files below {@code folder}. */
    public static OutputManifest of(Path folder) throws IOException {
        List<OutputFile> files = new ArrayList<>();
        for (Map.Entry<String, Path> file : filesBelow(folder).entrySet()) {
            files.add(new OutputFile(file.getKey(), Files.size(file.getValue()), sha256(file.getValue())));
        }
        return new OutputManifest(files);
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
        Map<String, Long> found = new TreeMap<>();
        for (Map.Entry<String, Path> file : staged.entrySet()) {
            found.put(file.getKey(), Files.size(file.getValue()));
        }
        if (!found.equals(expected)) {
            throw new InvalidInputException("%s differs from its %s: it holds %s, expected were %s"
                    .formatted(source, FILE_NAME, found, expected));
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
