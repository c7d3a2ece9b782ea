package com.hometech.edf.aws;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in S3. What is read is pinned to the ETag with which the reading began: a read that is interrupted goes on in the
 * same object or fails, it never mixes two. Large files are uploaded in parts and appear whole; many files are fetched several
 * at once.
 */
public final class S3ObjectStore implements ObjectStore {
    private static final int LONGEST_KEY_BYTES = 1024;
    private static final int MOST_LISTINGS = 5;
    private static final int MOST_CONFLICTS = 5;

    /** User metadata that tells a writer whose answer was lost that the object is its own. */
    static final String WRITER = "edf-writer";

    private final S3Client s3;
    private final S3Upload upload;
    private final S3Staging staging;

    public S3ObjectStore(S3Client s3) {
        this(s3, S3Upload.PART_BYTES);
    }

    /** @param partBytes files above this size are uploaded in parts of it; S3 wants at least 5 MiB */
    S3ObjectStore(S3Client s3, long partBytes) {
        this.s3 = s3;
        this.upload = new S3Upload(s3, partBytes);
        this.staging = new S3Staging(s3);
    }

    @Override
    public Entry put(ObjectUri uri, Path content) {
        requireObjectName(uri);
        return AwsFailures.translated("write", uri, () -> upload.file(uri, content));
    }

    @Override
    public Entry put(ObjectUri uri, byte[] content) {
        requireObjectName(uri);
        return AwsFailures.translated("write", uri, () -> {
            String etag = s3.putObject(
                            request -> request.bucket(uri.bucket()).key(uri.key()), RequestBody.fromBytes(content))
                    .eTag();
            return new Entry(uri, content.length, etag);
        });
    }

    @Override
    public Optional<Entry> putIfAbsent(ObjectUri uri, byte[] content) {
        requireObjectName(uri);
        String writer = UUID.randomUUID().toString();
        for (int attempt = 1; ; attempt++) {
            try {
                String etag = s3.putObject(
                                request -> request.bucket(uri.bucket())
                                        .key(uri.key())
                                        .ifNoneMatch("*")
                                        .metadata(Map.of(WRITER, writer)),
                                RequestBody.fromBytes(content))
                        .eTag();
                return Optional.of(new Entry(uri, content.length, etag));
            } catch (S3Exception failure) {
                if (failure.statusCode() == 412) {
                    // the answer to an attempt of ours may have been lost on its way
                    return head(uri)
                            .filter(there -> writer.equals(there.metadata().get(WRITER)))
                            .map(there -> entry(uri, there));
                }
                // 409: others write the same key at this moment, and S3 has not decided yet
                if (failure.statusCode() != 409 || attempt == MOST_CONFLICTS) {
                    throw AwsFailures.translate("write", uri, failure);
                }
            }
        }
    }

    @Override
    public InputStream open(ObjectUri uri) {
        if (isFolder(uri)) {
            throw missing(uri);
        }
        return AwsFailures.translated("read", uri, () -> {
            try {
                return PinnedRead.open(s3, uri);
            } catch (S3Exception failure) {
                if (isMissing(failure)) {
                    throw missing(uri);
                }
                throw failure;
            }
        });
    }

    /** As with {@link #find}, nothing is there either where there is no bucket. */
    @Override
    public Optional<InputStream> openIfPresent(ObjectUri uri) {
        if (isFolder(uri)) {
            return Optional.empty();
        }
        return AwsFailures.translated("read", uri, () -> {
            try {
                return Optional.of(PinnedRead.open(s3, uri));
            } catch (S3Exception failure) {
                if (failure.statusCode() == 404) {
                    return Optional.empty();
                }
                throw failure;
            }
        });
    }

    @Override
    public byte[] read(ObjectUri uri) {
        try (InputStream in = open(uri)) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + uri + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public Optional<Entry> find(ObjectUri uri) {
        return isFolder(uri) ? Optional.empty() : head(uri).map(there -> entry(uri, there));
    }

    @Override
    public List<Entry> list(ObjectUri prefix) {
        List<Entry> entries = new ArrayList<>();
        ListObjectsV2Request first = ListObjectsV2Request.builder()
                .bucket(prefix.bucket())
                .prefix(prefix.key())
                .build();
        AwsFailures.translated("list", prefix, () -> {
            for (ListObjectsV2Request next = first; next != null; ) {
                ListObjectsV2Response page = s3.listObjectsV2(next);
                for (S3Object object : page.contents()) {
                    // consoles make such markers of folders; they hold nothing
                    if (!object.key().endsWith("/")) {
                        ObjectUri uri = new ObjectUri(prefix.bucket(), object.key());
                        entries.add(new Entry(uri, object.size(), object.eTag()));
                    }
                }
                String token = page.nextContinuationToken();
                if (Boolean.TRUE.equals(page.isTruncated()) && token == null) {
                    throw new DependencyUnavailableException(
                            "Cannot list " + prefix + ": S3 says that there is more, but not where it goes on");
                }
                next = token == null
                        ? null
                        : first.toBuilder().continuationToken(token).build();
            }
            return entries;
        });
        entries.sort(Comparator.comparing(entry -> entry.uri().key()));
        return List.copyOf(entries);
    }

    @Override
    public void delete(ObjectUri uri) {
        if (isFolder(uri)) {
            return;
        }
        AwsFailures.translated(
                "delete",
                uri,
                () -> s3.deleteObject(request -> request.bucket(uri.bucket()).key(uri.key())));
    }

    @Override
    public int stage(ObjectUri prefix, Path target) {
        for (int listing = 1; listing <= MOST_LISTINGS; listing++) {
            List<Entry> entries = below(prefix);
            if (staging.fetch(entries, asFolder(prefix), target)) {
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

    private Optional<HeadObjectResponse> head(ObjectUri uri) {
        return AwsFailures.translated("look up", uri, () -> {
            try {
                return Optional.of(
                        s3.headObject(request -> request.bucket(uri.bucket()).key(uri.key())));
            } catch (S3Exception failure) {
                if (isMissing(failure)) {
                    return Optional.empty();
                }
                throw failure;
            }
        });
    }

    private static Entry entry(ObjectUri uri, HeadObjectResponse there) {
        return new Entry(uri, there.contentLength(), there.eTag());
    }

    /** An answer to HEAD names no code: there 404 is a missing object. */
    static boolean isMissing(S3Exception failure) {
        return failure.statusCode() == 404 && !AwsFailures.code(failure).equals("NoSuchBucket");
    }

    private static InvalidInputException missing(ObjectUri uri) {
        return new InvalidInputException("There is no object " + uri);
    }

    private static void requireObjectName(ObjectUri uri) {
        if (isFolder(uri)) {
            throw new InvalidInputException(uri + " names a folder, not an object");
        }
        if (uri.key().getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES) {
            throw new InvalidInputException("The key of " + uri.bucket() + " that starts with \""
                    + uri.key().substring(0, 40) + "\" has more than " + LONGEST_KEY_BYTES + " bytes");
        }
    }

    private static boolean isFolder(ObjectUri uri) {
        return uri.key().isEmpty() || uri.key().endsWith("/");
    }

    private static ObjectUri asFolder(ObjectUri uri) {
        return isFolder(uri) ? uri : new ObjectUri(uri.bucket(), uri.key() + "/");
    }
}
