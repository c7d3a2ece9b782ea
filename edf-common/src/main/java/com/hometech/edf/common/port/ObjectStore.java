package com.hometech.edf.common.port;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps files under {@code s3://} names. A write is atomic: readers see the old object, the new one or none, never a
 * part. Failures of the store itself are {@link com.hometech.edf.common.error.DependencyUnavailableException}.
 */
public interface ObjectStore {
    /**
     * What a listing tells about an object.
     *
     * @param etag changes whenever the content does
     */
    record Entry(ObjectUri uri, long sizeBytes, String etag) {}

    /** Replaces or creates the object with the file's content. */
    Entry put(ObjectUri uri, Path content);

    /** Replaces or creates the object. */
    Entry put(ObjectUri uri, byte[] content);

    /** Creates the object if there is none (conditional write): empty when another writer was first. */
    Optional<Entry> putIfAbsent(ObjectUri uri, byte[] content);

    /** Opens the object, or fails with {@code InvalidInputException} naming it when there is none. */
    InputStream open(ObjectUri uri);

    /** Opens the object if there is one; where a store can, with one request in place of two. */
    default Optional<InputStream> openIfPresent(ObjectUri uri) {
        return find(uri).map(there -> open(uri));
    }

    /** The whole object, for small ones. */
    byte[] read(ObjectUri uri);

    /** What is there under exactly this name. */
    Optional<Entry> find(ObjectUri uri);

    /** Everything whose key starts with the prefix, in key order, however many pages it takes. */
    List<Entry> list(ObjectUri prefix);

    /** Removes the object; nothing happens when there is none. */
    void delete(ObjectUri uri);

    /**
     * Makes everything below the prefix readable as local files under {@code target}, keeping relative names. Copies may be
     * shared with the store: treat them as read-only.
     *
     * @return how many files there are; 0 for an empty prefix
     */
    int stage(ObjectUri prefix, Path target);
}
