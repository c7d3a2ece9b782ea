package com.hometech.edf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.aws.FakeAws.Answer;
import com.hometech.edf.aws.FakeAws.Asked;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore.Entry;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Single objects and lists of a service that fails. */
class S3ObjectStoreFaultsTest extends S3FaultsTest {
    @Test
    @DisplayName("fault 26: a listing whose second page fails is no short listing")
    void aListingWhoseSecondPageFailsFails() {
        S3ObjectStore store = store(request -> request.query().contains("continuation-token")
                ? Answer.error(500, "InternalError")
                : page("a", "token-1"));

        assertThatThrownBy(() -> store.list(ObjectUri.parse("s3://test-bucket/")))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("Cannot list s3://test-bucket/")
                .hasMessageContaining("500 InternalError");
    }

    @Test
    @DisplayName("fault 34: a page that fails twice is asked for again")
    void aPageThatFailsTwiceIsAskedForAgain() {
        AtomicInteger failures = new AtomicInteger();
        S3ObjectStore store = store(request -> {
            if (!request.query().contains("continuation-token")) {
                return page("a", "token-1");
            }
            return failures.incrementAndGet() <= 2 ? Answer.error(503, "SlowDown") : page("b", null);
        });

        assertThat(store.list(ObjectUri.parse("s3://test-bucket/")))
                .extracting(entry -> entry.uri().key())
                .containsExactly("a", "b");
        assertThat(aws.asked()).hasSize(4);
    }

    @Test
    @DisplayName("fault 26: a page that says there is more, but not where, is an error")
    void aPageWithoutTheNextIsAnError() {
        S3ObjectStore store = store(request -> Answer.xml(
                200,
                "<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>a</Key><Size>1</Size></Contents>"
                        + "</ListBucketResult>"));
        assertThatThrownBy(() -> store.list(ObjectUri.parse("s3://test-bucket/")))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("not where it goes on");
    }

    @Test
    @DisplayName("fault 34: a read whose connection breaks goes on behind the last byte of the same object")
    void aBrokenReadGoesOn() {
        byte[] content = content(300_000);
        S3ObjectStore store = store(request -> {
            int start = start(request);
            Answer answer = part(content, start);
            return start < 200_000 ? answer.cutAfter(70_000) : answer;
        });

        assertThat(store.read(URI)).isEqualTo(content);
        assertThat(aws.asked()).hasSizeGreaterThan(2).allSatisfy(request -> assertThat(request.header("if-match"))
                .isEqualTo(start(request) == 0 ? "" : ETAG));
    }

    @Test
    @DisplayName("fault 27: a read that breaks while the object is replaced fails and says so")
    void aBrokenReadOfAReplacedObjectFails() throws Exception {
        byte[] content = content(300_000);
        S3ObjectStore store = store(request ->
                start(request) == 0 ? part(content, 0).cutAfter(70_000) : Answer.error(412, "PreconditionFailed"));

        try (InputStream in = store.open(URI)) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(URI.toString())
                    .hasMessageContaining("replaced or deleted while it was read");
        }
        assertThatThrownBy(() -> store.read(URI))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("replaced or deleted while it was read");
    }

    @Test
    void aReadThatBreaksAgainAndAgainFails() {
        byte[] content = content(300_000);
        S3ObjectStore store = store(request -> part(content, start(request)).cutAfter(1_000));
        assertThatThrownBy(() -> store.read(URI))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("broke off 6 times");
    }

    @Test
    @DisplayName("fault 31: who created an object whose answer was lost is told so by the repeat")
    void theCreatorWhoseAnswerWasLostIsTold() {
        AtomicInteger puts = new AtomicInteger();
        StringBuffer writer = new StringBuffer();
        S3ObjectStore store = store(request -> {
            if (request.method().equals("HEAD")) {
                return Answer.of(
                        200,
                        Map.of("ETag", ETAG, "Content-Length", "4", "x-amz-meta-edf-writer", writer.toString()),
                        new byte[0]);
            }
            if (puts.incrementAndGet() == 1) {
                writer.append(request.header("x-amz-meta-edf-writer"));
                return Answer.lost();
            }
            return Answer.error(412, "PreconditionFailed");
        });

        assertThat(store.putIfAbsent(URI, "mine".getBytes(UTF_8))).contains(new Entry(URI, 4, ETAG));
        assertThat(puts).hasValue(2);
        assertThat(store.putIfAbsent(URI, "mine".getBytes(UTF_8))).isEmpty();
    }

    @Test
    @DisplayName("fault 29: while S3 has not decided between writers it is asked again")
    void aConflictIsTriedAgain() {
        AtomicInteger puts = new AtomicInteger();
        S3ObjectStore store = store(request -> puts.incrementAndGet() == 1
                ? Answer.error(409, "ConditionalRequestConflict")
                : Answer.of(200, Map.of("ETag", ETAG), new byte[0]));
        assertThat(store.putIfAbsent(URI, new byte[3])).contains(new Entry(URI, 3, ETAG));
    }

    @Test
    @DisplayName("fault 35: an upload that fails in the middle leaves no parts behind")
    void aFailedUploadLeavesNoParts() throws Exception {
        Path file = Files.write(directory.resolve("large"), content(3 << 20));
        aws = new FakeAws(request -> {
            if (request.query().startsWith("uploads")) {
                return Answer.xml(
                        200, "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>");
            }
            if (request.query().contains("partNumber=2")) {
                return Answer.error(403, "AccessDenied");
            }
            return Answer.of(200, Map.of("ETag", ETAG), new byte[0]);
        });
        S3ObjectStore store = new S3ObjectStore(aws.clients().s3(), 1 << 20);

        assertThatThrownBy(() -> store.put(URI, file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("access denied");

        List<Asked> asked = aws.asked();
        Asked last = asked.get(asked.size() - 1);
        assertThat(last.method()).isEqualTo("DELETE");
        assertThat(last.query()).isEqualTo("uploadId=u1");
    }

    @Test
    @DisplayName("fault 31: an upload whose completion was confirmed to nobody, and is forgotten, is a success")
    void anUploadWhoseCompletionIsForgotten() throws Exception {
        StringBuffer writer = new StringBuffer();
        S3ObjectStore store = uploading(writer);
        assertThat(store.put(URI, Files.write(directory.resolve("large"), content(3 << 20))))
                .isEqualTo(new Entry(URI, 3 << 20, ETAG));
        assertThat(writer).isNotEmpty();
    }

    @Test
    @DisplayName("fault 31: an upload that somebody else ended is a failure, whatever lies under its name")
    void anUploadThatSomebodyElseEnded() throws Exception {
        S3ObjectStore store = uploading(new StringBuffer("somebody"));
        Path file = Files.write(directory.resolve("large"), content(3 << 20));
        assertThatThrownBy(() -> store.put(URI, file))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("NoSuchUpload");
    }

    /** S3 that knows nothing of an upload when it is to be completed, and an object of this writer. */
    private S3ObjectStore uploading(StringBuffer writer) {
        aws = new FakeAws(request -> {
            if (request.query().startsWith("uploads")) {
                writer.append(writer.length() > 0 ? "" : request.header("x-amz-meta-edf-writer"));
                return Answer.xml(
                        200, "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>");
            }
            return switch (request.method()) {
                case "PUT" -> Answer.of(200, Map.of("ETag", ETAG), new byte[0]);
                case "HEAD" ->
                    Answer.of(
                            200,
                            Map.of("ETag", ETAG, "Content-Length", "9", "x-amz-meta-edf-writer", writer.toString()),
                            new byte[0]);
                default -> Answer.error(404, "NoSuchUpload");
            };
        });
        return new S3ObjectStore(aws.clients().s3(), 1 << 20);
    }

    @Test
    void aDeniedAccessSaysWhatIsNeededAndIsNotRepeated() {
        S3ObjectStore store = store(request -> Answer.error(403, "AccessDenied"));
        assertThatThrownBy(() -> store.put(URI, new byte[1]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(URI.toString())
                .hasMessageContaining("permission");
        assertThatThrownBy(() -> store.find(URI))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("may not list its bucket");
        assertThat(aws.asked()).hasSize(2);
    }

    @Test
    @DisplayName("fault 39: a clock that AWS rejects is reported as such")
    void aWrongClockIsReportedAsSuch() {
        S3ObjectStore store = store(request -> Answer.error(403, "RequestTimeTooSkewed"));
        assertThatThrownBy(() -> store.put(URI, new byte[1]))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("set this machine's clock");
    }

    @Test
    void expiredCredentialsAskForALogin() {
        S3ObjectStore store = store(request -> Answer.error(400, "ExpiredToken"));
        assertThatThrownBy(() -> store.list(URI))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("log in again");
    }
}
