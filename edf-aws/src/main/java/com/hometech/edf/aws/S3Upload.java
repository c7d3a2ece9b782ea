package com.hometech.edf.aws;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.ObjectStore.Entry;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploads files: small ones in one request, large ones in parts that S3 joins when all have arrived. */
final class S3Upload {
    /** A part that fails costs at most this much again. */
    static final long PART_BYTES = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);
    private static final int MOST_PARTS = 10_000;

    private final S3Client s3;
    private final long partBytes;

    S3Upload(S3Client s3, long partBytes) {
        this.s3 = s3;
        this.partBytes = partBytes;
    }

    /** Creates or replaces the object with the file's content. */
    Entry file(ObjectUri uri, Path file) {
        try {
            long sizeBytes = Files.size(file);
            String etag = sizeBytes <= partBytes ? inOneRequest(uri, file) : inParts(uri, file, sizeBytes);
            return new Entry(uri, sizeBytes, etag);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot write " + uri + ": " + failure, failure);
        } catch (UncheckedIOException failure) {
            throw new DependencyUnavailableException("Cannot write " + uri + ": " + failure.getCause(), failure);
        }
    }

    private String inOneRequest(ObjectUri uri, Path file) {
        return s3.putObject(request -> request.bucket(uri.bucket()).key(uri.key()), RequestBody.fromFile(file))
                .eTag();
    }

    private String inParts(ObjectUri uri, Path file, long sizeBytes) {
        String writer = UUID.randomUUID().toString();
        String uploadId = s3.createMultipartUpload(request -> request.bucket(uri.bucket())
                        .key(uri.key())
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .metadata(Map.of(S3ObjectStore.WRITER, writer)))
                .uploadId();
        try {
            return complete(uri, uploadId, parts(uri, uploadId, file, sizeBytes), writer);
        } catch (RuntimeException failure) {
            abort(uri, uploadId);
            throw failure;
        }
    }

    private String complete(ObjectUri uri, String uploadId, List<CompletedPart> parts, String writer) {
        try {
            return s3.completeMultipartUpload(request -> request.bucket(uri.bucket())
                            .key(uri.key())
                            .uploadId(uploadId)
                            .multipartUpload(upload -> upload.parts(parts)))
                    .eTag();
        } catch (NoSuchUploadException ended) {
            // perhaps by an attempt of ours whose answer was lost on its way
            return etagOfOurs(uri, writer).orElseThrow(() -> ended);
        }
    }

    private Optional<String> etagOfOurs(ObjectUri uri, String writer) {
        try {
            HeadObjectResponse there =
                    s3.headObject(request -> request.bucket(uri.bucket()).key(uri.key()));
            return writer.equals(there.metadata().get(S3ObjectStore.WRITER))
                    ? Optional.of(there.eTag())
                    : Optional.empty();
        } catch (NoSuchKeyException nothing) {
            return Optional.empty();
        }
    }

    private List<CompletedPart> parts(ObjectUri uri, String uploadId, Path file, long sizeBytes) {
        // whole MiB, and few enough parts
        int size = Math.toIntExact(Math.max(partBytes, (((sizeBytes / MOST_PARTS) >> 20) + 1) << 20));
        List<CompletedPart> parts = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            long sent = 0;
            for (byte[] part = in.readNBytes(size); part.length > 0; part = in.readNBytes(size)) {
                parts.add(part(uri, uploadId, parts.size() + 1, RequestBody.fromBytes(part)));
                sent += part.length;
            }
            if (sent != sizeBytes) {
                throw new IOException(file + " changed while it was uploaded");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return parts;
    }

    private CompletedPart part(ObjectUri uri, String uploadId, int number, RequestBody body) {
        UploadPartResponse answer = s3.uploadPart(
                request -> request.bucket(uri.bucket())
                        .key(uri.key())
                        .uploadId(uploadId)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                body);
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.eTag())
                .checksumCRC32(answer.checksumCRC32())
                .build();
    }

    /** Parts of an upload that is never completed cost money until the bucket's lifecycle rule removes them. */
    private void abort(ObjectUri uri, String uploadId) {
        try {
            s3.abortMultipartUpload(
                    request -> request.bucket(uri.bucket()).key(uri.key()).uploadId(uploadId));
        } catch (SdkException failure) {
            LOG.warn("The parts of the failed upload {} of {} could not be removed", uploadId, uri, failure);
        }
    }
}
