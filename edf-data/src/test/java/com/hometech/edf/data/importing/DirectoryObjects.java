package com.hometech.edf.data.importing;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects as files, for tests: the bucket is a directory. Can be told to fail at the n-th write. */
public final class DirectoryObjects implements ObjectStore {
    private final Path root;
    private int writesUntilFailure = Integer.MAX_VALUE;
    private boolean brokenForGood;

    public DirectoryObjects(Path root) {
        this.root = root;
    }

    void failAtWrite(int number) {
        writesUntilFailure = number;
    }

    /** After the failure nothing works any more, as if the process had been killed. */
    void killAtWrite(int number) {
        writesUntilFailure = number;
        brokenForGood = true;
    }

    Path path(ObjectUri uri) {
        return root.resolve(uri.bucket()).resolve(uri.key());
    }

    @Override
    public Entry put(ObjectUri uri, Path content) {
        try {
            return put(uri, Files.readAllBytes(content));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Entry put(ObjectUri uri, byte[] content) {
        countDown();
        try {
            Files.createDirectories(path(uri).getParent());
            Files.write(path(uri), content);
            return new Entry(uri, content.length, "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void countDown() {
        writesUntilFailure--;
        if (writesUntilFailure == 0 || (brokenForGood && writesUntilFailure < 0)) {
            throw new DependencyUnavailableException("the store is down");
        }
    }

    @Override
    public Optional<Entry> putIfAbsent(ObjectUri uri, byte[] content) {
        return find(uri).isPresent() ? Optional.empty() : Optional.of(put(uri, content));
    }

    @Override
    public InputStream open(ObjectUri uri) {
        return new ByteArrayInputStream(read(uri));
    }

    @Override
    public byte[] read(ObjectUri uri) {
        try {
            return Files.readAllBytes(path(uri));
        } catch (IOException failure) {
            throw new InvalidInputException("There is no " + uri, failure);
        }
    }

    @Override
    public Optional<Entry> find(ObjectUri uri) {
        return Files.isRegularFile(path(uri)) ? Optional.of(new Entry(uri, 0, "")) : Optional.empty();
    }

    @Override
    public List<Entry> list(ObjectUri prefix) {
        Path bucket = root.resolve(prefix.bucket());
        if (!Files.isDirectory(bucket)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(bucket)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix.key()))
                    .sorted()
                    .map(key -> new Entry(new ObjectUri(prefix.bucket(), key), 0, ""))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void delete(ObjectUri uri) {
        if (brokenForGood && writesUntilFailure <= 0) {
            throw new DependencyUnavailableException("the store is down");
        }
        try {
            Files.deleteIfExists(path(uri));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public int stage(ObjectUri prefix, Path target) {
        List<Entry> entries = list(prefix);
        try {
            for (Entry entry : entries) {
                Path file =
                        target.resolve(entry.uri().key().substring(prefix.key().length()));
                Files.createDirectories(file.getParent());
                Files.copy(path(entry.uri()), file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return entries.size();
    }
}
