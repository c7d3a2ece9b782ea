package com.hometech.edf.api.access;

import com.hometech.edf.api.http.BoundedReads;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.table.AreaFile;
import com.hometech.edf.data.table.TopologyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The directory as {@code buildings.csv}, {@code calendar.csv} and {@code areas.csv} say it, looked at again every few minutes. */
public final class StoredDirectory implements Supplier<Directory> {
    private static final Duration FRESH = Duration.ofMinutes(3);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(7);
    private static final List<String> FILES = List.of(TopologyFiles.BUILDINGS, TopologyFiles.CALENDAR, AreaFile.NAME);

    private final ObjectStore objects;
    private final ObjectUri prefix;
    private final Refreshed<Version> current;

    /** What was read, with the tags of the files by name. */
    private record Version(Map<String, String> tags, Directory directory) {}

    /** @param prefix where the files lie */
    public StoredDirectory(ObjectStore objects, ObjectUri prefix, BoundedReads reads, Clock clock) {
        this.objects = objects;
        this.prefix = prefix;
        current = new Refreshed<>(FRESH, LONGEST, clock, before -> reads.within(LONGEST_WAIT, () -> read(before)));
    }

    /** @throws DependencyUnavailableException when the files cannot be read or understood, nor could they in the last hours */
    @Override
    public Directory get() {
        return current.get().directory();
    }

    private Version read(@Nullable Version before) {
        Map<String, String> tags = new TreeMap<>();
        for (String name : FILES) {
            Optional<ObjectStore.Entry> entry = objects.find(prefix.resolve(name));
            entry.ifPresent(found -> tags.put(name, found.etag()));
        }
        if (before != null && before.tags().equals(tags)) {
            return before;
        }
        try {
            return new Version(tags, directory(tags));
        } catch (InvalidInputException wrongFile) {
            // nothing that a caller could put right
            throw new DependencyUnavailableException(
                    "Which buildings there are cannot be read from " + prefix + ": " + wrongFile.getMessage(),
                    wrongFile);
        }
    }

    private Directory directory(Map<String, String> tags) {
        try {
            Path copies = Files.createTempDirectory("edf-directory");
            try {
                for (String name : tags.keySet()) {
                    Files.write(copies.resolve(name), objects.read(prefix.resolve(name)));
                }
                Topology topology = TopologyFiles.read(copies);
                return Directory.of(topology, AreaFile.read(copies, topology));
            } finally {
                for (String name : FILES) {
                    Files.deleteIfExists(copies.resolve(name));
                }
                Files.delete(copies);
            }
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot keep copies of " + prefix + ": " + failure, failure);
        }
    }
}
