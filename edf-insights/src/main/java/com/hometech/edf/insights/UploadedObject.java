package com.hometech.edf.insights;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.insights.upload.Sha256;
import com.hometech.edf.insights.upload.UploadId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An uploaded object as it is now.
 *
 * @param id under which the results are kept
 * @param bytes of the file, of a very large one only the first
 * @param sha256 checksum of these bytes, in lower-case hex
 */
record UploadedObject(UploadId id, byte[] bytes, String sha256) {

    /**
     * Reads an object.
     *
     * @param object as an event names it: notifications of S3 encode keys as URLs do, EventBridge does not; a key is taken as it
     *     stands, and decoded where there is no such object
     * @param mostBytes no more are read, and one more to tell that there are more
     * @return empty when there is no such object
     */
    static Optional<UploadedObject> find(ObjectStore store, ObjectUri object, ObjectUri uploads, int mostBytes) {
        return read(store, object, uploads, mostBytes)
                .or(() -> decoded(object).flatMap(plain -> read(store, plain, uploads, mostBytes)));
    }

    private static Optional<UploadedObject> read(
            ObjectStore store, ObjectUri object, ObjectUri uploads, int mostBytes) {
        UploadId id = UploadId.of(object, uploads);
        return store.openIfPresent(object).map(in -> {
            try (InputStream content = in) {
                byte[] bytes = content.readNBytes(mostBytes + 1);
                return new UploadedObject(id, bytes, Sha256.of(bytes));
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot read " + object + ": " + failure, failure);
            }
        });
    }

    private static Optional<ObjectUri> decoded(ObjectUri object) {
        try {
            String key = URLDecoder.decode(object.key(), StandardCharsets.UTF_8);
            return key.equals(object.key()) ? Optional.empty() : Optional.of(new ObjectUri(object.bucket(), key));
        } catch (IllegalArgumentException | InvalidInputException notEncoded) {
            return Optional.empty();
        }
    }
}
