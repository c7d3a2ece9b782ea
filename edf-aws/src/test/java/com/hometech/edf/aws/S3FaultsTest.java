package com.hometech.edf.aws;

import com.hometech.edf.aws.FakeAws.Answer;
import com.hometech.edf.aws.FakeAws.Asked;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** S3 that answers as a test wants it to. */
abstract class S3FaultsTest {
    static final ObjectUri URI = ObjectUri.parse("s3://test-bucket/object");
    static final String ETAG = "\"e1\"";

    @TempDir
    Path directory;

    FakeAws aws;

    @AfterEach
    void stop() {
        aws.close();
    }

    S3ObjectStore store(Function<Asked, Answer> behaviour) {
        aws = new FakeAws(behaviour);
        return new S3ObjectStore(aws.clients().s3());
    }

    static Answer page(String key, String next) {
        return listed(key, ETAG, next);
    }

    static Answer listed(String key, String etag, String next) {
        String more = next == null
                ? "<IsTruncated>false</IsTruncated>"
                : "<IsTruncated>true</IsTruncated><NextContinuationToken>" + next + "</NextContinuationToken>";
        return Answer.xml(
                200,
                "<ListBucketResult>" + more + "<Contents><Key>" + key + "</Key><Size>6</Size><ETag>"
                        + etag.replace("\"", "&quot;") + "</ETag></Contents></ListBucketResult>");
    }

    /** So many objects {@code in/000}, {@code in/001} … */
    static Answer listing(int objects) {
        return Answer.xml(
                200,
                IntStream.range(0, objects)
                        .mapToObj(number -> "<Contents><Key>in/%03d</Key><Size>6</Size><ETag>e1</ETag></Contents>"
                                .formatted(number))
                        .collect(Collectors.joining(
                                "", "<ListBucketResult><IsTruncated>false</IsTruncated>", "</ListBucketResult>")));
    }

    /** The object from a byte on, as S3 answers a GET with or without a range. */
    static Answer part(byte[] content, int start) {
        byte[] rest = Arrays.copyOfRange(content, start, content.length);
        return Answer.of(start == 0 ? 200 : 206, Map.of("ETag", ETAG), rest);
    }

    static int start(Asked request) {
        String range = request.header("range");
        return range.isEmpty() ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }

    static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(3).nextBytes(content);
        return content;
    }
}
