package com.hometech.edf.cli.platform;

import com.hometech.edf.cli.platform.AtomicFiles.Content;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Directories stand in for buckets: {@code s3://bucket/a/b} is the file {@code <root>/bucket/a/b}. Two limits differ
 * from S3 and are refused clearly: an object cannot lie under another object's name ({@code a} and {@code a/b}), and a
 * part of a key has at most 255 bytes.
 */
public final class DirectoryObjectStore implements ObjectStore {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final int LONGEST_KEY_BYTES = 1024;
    private static final int LONGEST_PART_BYTES = 255;
    private static final int MOST_LISTINGS = 5;

    private final Path root;
    private final AtomicFiles files;

    /**
     * Opens the store; temporary files that a dead process left long ago are removed.
     *
     * @param root holds the buckets; made when it is missing
     */
    public DirectoryObjectStore(Path root, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        // no bucket's name starts with a dot
        files = new AtomicFiles(this.root.resolve(".incoming"));
        attempt("open", this.root, () -> {
            Files.createDirectories(this.root);
            files.clean(clock.instant());
            return true;
        });
    }

    @Override
    public Entry put(ObjectUri uri, Path content) {
        return put(uri, Content.of(content));
    }

    @Override
    public Entry put(ObjectUri uri, byte[] content) {
        return put(uri, Content.of(content));
    }

    @Override
    public Optional<Entry> putIfAbsent(ObjectUri uri, byte[] content) {
        Path file = writable(uri);
        return attempt("write", uri, () -> files.create(file, Content.of(content)) ? find(uri) : Optional.empty());
    }

    @Override
    public InputStream open(ObjectUri uri) {
        Path file = fileOf(uri);
        return attempt("read", uri, () -> {
            if (isFolder(uri) || !isObject(file)) {
                throw missing(uri);
            }
            try {
                return Files.newInputStream(file);
            } catch (NoSuchFileException deletedMeanwhile) {
                throw missing(uri);
            }
        });
    }

    @Override
    public byte[] read(ObjectUri uri) {
        return attempt("read", uri, () -> {
            try (InputStream in = open(uri)) {
                return in.readAllBytes();
            }
        });
    }

    @Override
    public Optional<Entry> find(ObjectUri uri) {
        Path file = fileOf(uri);
        return attempt("look up", uri, () -> !isFolder(uri) && isObject(file) ? entry(uri, file) : Optional.empty());
    }

    @Override
    public List<Entry> list(ObjectUri prefix) {
        Path bucket = bucketOf(prefix);
        // the deepest directory that holds every match
        String directory = prefix.key().substring(0, prefix.key().lastIndexOf('/') + 1);
        Path start = bucket.resolve(directory).normalize();
        List<Entry> entries = new ArrayList<>();
        attempt("list", prefix, () -> {
            if (Files.isDirectory(start)) {
                Files.walkFileTree(start, new Collector(prefix, bucket, entries));
            }
            return true;
        });
        entries.sort(Comparator.comparing(entry -> entry.uri().key()));
        return List.copyOf(entries);
    }

    @Override
    public void delete(ObjectUri uri) {
        Path file = fileOf(uri);
        attempt("delete", uri, () -> {
            if (!isFolder(uri) && isObject(file)) {
                Files.deleteIfExists(file);
                AtomicFiles.removeEmptyDirectories(Objects.requireNonNull(file.getParent()), bucketOf(uri));
            }
            return true;
        });
    }

    @Override
    public int stage(ObjectUri prefix, Path target) {
        for (int listing = 1; listing <= MOST_LISTINGS; listing++) {
            List<Entry> entries = below(prefix);
            if (stageAll(entries, prefix, target)) {
                return entries.size();
            }
        }
        throw new DependencyUnavailableException("Objects below " + prefix
                + " keep changing while they are staged; try again when their writer is done");
    }

    /** What lies below the prefix as a folder; for an object's own name that object. */
    private List<Entry> below(ObjectUri prefix) {
        List<Entry> entries = list(asFolder(prefix));
        return entries.isEmpty() && !isFolder(prefix) ? find(prefix).stream().toList() : entries;
    }

    private static boolean isFolder(ObjectUri uri) {
        return uri.key().isEmpty() || uri.key().endsWith("/");
    }

    private static ObjectUri asFolder(ObjectUri uri) {
        return isFolder(uri) ? uri : new ObjectUri(uri.bucket(), uri.key() + "/");
    }

    /** False, and nothing left behind, when an object is no longer the one that was listed. */
    private boolean stageAll(List<Entry> entries, ObjectUri prefix, Path target) {
        String folder = asFolder(prefix).key();
        return attempt("stage", prefix, () -> {
            Files.createDirectories(target);
            List<Path> copies = new ArrayList<>();
            for (Entry entry : entries) {
                String key = entry.uri().key();
                boolean inFolder = key.startsWith(folder);
                copies.add(target.resolve(key.substring(inFolder ? folder.length() : key.lastIndexOf('/') + 1)));
                if (!stageOne(entry, copies.get(copies.size() - 1))) {
                    for (Path copy : copies) {
                        Files.deleteIfExists(copy);
                    }
                    return false;
                }
            }
            return true;
        });
    }

    private boolean stageOne(Entry entry, Path copy) throws IOException {
        Path file = fileOf(entry.uri());
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.deleteIfExists(copy);
        try {
            linkOrCopy(file, copy);
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        }
        return find(entry.uri()).filter(entry::equals).isPresent();
    }

    private static void linkOrCopy(Path file, Path copy) throws IOException {
        try {
            // a hard link keeps this content even when the object is replaced later
            Files.createLink(copy, file);
        } catch (NoSuchFileException deletedMeanwhile) {
            throw deletedMeanwhile;
        } catch (IOException | UnsupportedOperationException otherFileSystem) {
            Files.copy(file, copy);
        }
    }

    private Entry put(ObjectUri uri, Content content) {
        Path file = writable(uri);
        return attempt("write", uri, () -> {
                    files.replace(file, content);
                    return find(uri);
                })
                .orElseThrow(() -> new DependencyUnavailableException(uri + " was deleted while it was written"));
    }

    /** The file of an object that may be written here. */
    private Path writable(ObjectUri uri) {
        Path file = fileOf(uri);
        if (isFolder(uri)) {
            throw new InvalidInputException(uri + " names a folder, not an object");
        }
        return attempt("look up", uri, () -> {
            Path bucket = bucketOf(uri);
            for (Path above = file.getParent(); above != null && !above.equals(bucket); above = above.getParent()) {
                if (Files.isRegularFile(above)) {
                    throw new InvalidInputException(uri + " cannot be written: " + bucket.relativize(above)
                            + " is an object, so a directory of that name cannot exist");
                }
            }
            if (Files.isDirectory(file)) {
                throw new InvalidInputException(uri + " cannot be written: other objects lie below this name");
            }
            if (Files.exists(file) && !hasExactName(file)) {
                throw new InvalidInputException(uri + " cannot be written: an object whose name differs only by case"
                        + " exists, and this disk does not tell them apart");
            }
            return file;
        });
    }

    private static boolean isObject(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && hasExactName(file);
    }

    /** Disks of some systems find {@code A} when they are asked for {@code a}. */
    private static boolean hasExactName(Path file) throws IOException {
        try {
            return file.toRealPath(LinkOption.NOFOLLOW_LINKS).endsWith(Objects.requireNonNull(file.getFileName()));
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        }
    }

    private Path bucketOf(ObjectUri uri) {
        if (!BUCKET.matcher(uri.bucket()).matches()) {
            throw new InvalidInputException("\"" + uri.bucket() + "\" is not a bucket's name: use 3 to 63 lower-case"
                    + " letters, digits, '.' and '-'");
        }
        return root.resolve(uri.bucket());
    }

    private Path fileOf(ObjectUri uri) {
        Path bucket = bucketOf(uri);
        String key = uri.key().endsWith("/") ? uri.key().substring(0, uri.key().length() - 1) : uri.key();
        if (utf8Length(key) > LONGEST_KEY_BYTES) {
            throw new InvalidInputException("The key of " + uri.bucket() + " that starts with \"" + key.substring(0, 40)
                    + "\" has more than " + LONGEST_KEY_BYTES + " bytes");
        }
        if (key.isEmpty()) {
            return bucket;
        }
        for (String part : key.split("/", -1)) {
            boolean holdable = !part.isEmpty()
                    && !part.equals(".")
                    && !part.equals("..")
                    && utf8Length(part) <= LONGEST_PART_BYTES
                    && part.chars().noneMatch(Character::isISOControl)
                    && part.indexOf('\\') < 0;
            if (!holdable) {
                throw new InvalidInputException(uri + " cannot be a file: each part between '/' has 1 to "
                        + LONGEST_PART_BYTES + " bytes, without '\\' and control characters, and is not '.'");
            }
        }
        return bucket.resolve(key);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<Entry> entry(ObjectUri uri, Path file) throws IOException {
        try {
            return Optional.of(entry(uri, Files.readAttributes(file, BasicFileAttributes.class)));
        } catch (NoSuchFileException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    /** Each write makes a new file: its identity and time tell one content from the next. */
    private static Entry entry(ObjectUri uri, BasicFileAttributes attributes) {
        String etag = "%x-%x-%x"
                .formatted(
                        attributes.size(),
                        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                        Objects.hashCode(attributes.fileKey()));
        return new Entry(uri, attributes.size(), etag);
    }

    private static InvalidInputException missing(ObjectUri uri) {
        return new InvalidInputException("There is no object " + uri);
    }

    @FunctionalInterface
    private interface Action<T> {
        T run() throws IOException;
    }

    private static <T> T attempt(String what, Object subject, Action<T> action) {
        try {
            return action.run();
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot " + what + " " + subject + ": " + failure, failure);
        }
    }

    /** Collects the objects of a listing; one that is deleted meanwhile is left out, any other failure ends it. */
    private static final class Collector extends SimpleFileVisitor<Path> {
        private final ObjectUri prefix;
        private final Path bucket;
        private final List<Entry> entries;

        Collector(ObjectUri prefix, Path bucket, List<Entry> entries) {
            this.prefix = prefix;
            this.bucket = bucket;
            this.entries = entries;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String key = bucket.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile() && key.startsWith(prefix.key())) {
                entries.add(entry(new ObjectUri(prefix.bucket(), key), attributes));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException || failure instanceof NotDirectoryException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
