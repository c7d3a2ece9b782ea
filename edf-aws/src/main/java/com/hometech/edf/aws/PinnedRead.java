package com.hometech.edf.aws;

import com.hometech.edf.common.port.ObjectUri;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bytes of one version of an object. A connection that breaks is replaced and the reading goes on behind the last byte,
 * provided that the object still has the same ETag; otherwise it fails with {@link ObjectChangedException}.
 */
final class PinnedRead extends InputStream {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedRead.class);
    private static final int MOST_BREAKS = 5;

    private final S3Client s3;
    private final ObjectUri uri;
    private final String etag;
    private final long sizeBytes;
    private ResponseInputStream<GetObjectResponse> answer;
    private long position;
    private int breaks;

    private PinnedRead(S3Client s3, ObjectUri uri, ResponseInputStream<GetObjectResponse> answer) {
        this.s3 = s3;
        this.uri = uri;
        this.answer = answer;
        etag = answer.response().eTag();
        sizeBytes = answer.response().contentLength();
    }

    /** The object as it is now. */
    static PinnedRead open(S3Client s3, ObjectUri uri) {
        return new PinnedRead(s3, uri, s3.getObject(object(uri).build()));
    }

    /** The object as it was listed; S3 answers 412 when it has changed since. */
    static PinnedRead open(S3Client s3, ObjectUri uri, String etag) {
        return new PinnedRead(s3, uri, s3.getObject(object(uri).ifMatch(etag).build()));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            try {
                int count = answer.read(buffer, offset, length);
                if (count < 0 && position < sizeBytes) {
                    throw new EOFException(uri + " ended after " + position + " of " + sizeBytes + " bytes");
                }
                position += Math.max(0, count);
                return count;
            } catch (IOException | SdkException broken) {
                goOn(broken);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (position < sizeBytes) {
            // closing would first read the rest
            answer.abort();
        }
        answer.close();
    }

    private void goOn(Exception broken) throws IOException {
        answer.abort();
        breaks++;
        if (breaks > MOST_BREAKS || position == sizeBytes) {
            throw new IOException(
                    "reading " + uri + " broke off " + breaks + " times, at last after " + position + " of " + sizeBytes
                            + " bytes: " + broken.getMessage(),
                    broken);
        }
        LOG.info(
                "Reading {} broke off after {} of {} bytes ({}); going on",
                uri,
                position,
                sizeBytes,
                broken.toString());
        try {
            answer = s3.getObject(
                    object(uri).ifMatch(etag).range("bytes=" + position + "-").build());
        } catch (S3Exception failure) {
            if (failure.statusCode() == 412 || failure.statusCode() == 404) {
                throw new ObjectChangedException(
                        uri + " was replaced or deleted while it was read; read it again", failure);
            }
            throw new IOException(AwsFailures.translate("read", uri, failure).getMessage(), failure);
        } catch (SdkException failure) {
            throw new IOException(AwsFailures.translate("read", uri, failure).getMessage(), failure);
        }
    }

    private static GetObjectRequest.Builder object(ObjectUri uri) {
        return GetObjectRequest.builder().bucket(uri.bucket()).key(uri.key());
    }
}
