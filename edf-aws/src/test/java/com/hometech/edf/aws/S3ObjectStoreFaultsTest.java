package com.hometech.edf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3 on a bad day. */
class S3ObjectStoreFaultsTest {
    private static final ObjectUri URI = ObjectUri.parse("s3://test-bucket/object");
    private static final String ETAG = "\"e1\"";

    @TempDir
    private Path directory;

    private FakeAws aws;

    @AfterEach
    void stop() {
        aws.close();
    }

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
    @DisplayName("fault 27: an object that is replaced between listing and reading is listed again")
    void anObjectReplacedBetweenListingAndReadingIsListedAgain() {
        AtomicInteger listings = new AtomicInteger();
        S3ObjectStore store = store(request -> {
            if (request.query().contains("list-type")) {
                return listed("in/a", "\"e" + listings.incrementAndGet() + "\"", null);
            }
            return request.header("if-match").equals("\"e2\"")
                    ? part("second".getBytes(UTF_8), 0)
                    : Answer.error(412, "PreconditionFailed");
        });

        assertThat(store.stage(ObjectUri.parse("s3://test-bucket/in/"), directory.resolve("job")))
                .isEqualTo(1);
        assertThat(directory.resolve("job/a")).hasContent("second");
        assertThat(listings).hasValue(2);
    }

    @Test
    void objectsThatKeepChangingAreNotStaged() {
        S3ObjectStore store = store(request -> request.query().contains("list-type")
                ? listed("in/a", ETAG, null)
                : Answer.error(412, "PreconditionFailed"));
        assertThatThrownBy(() -> store.stage(ObjectUri.parse("s3://test-bucket/in/"), directory.resolve("job")))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("keep changing");
        assertThat(directory.resolve("job")).isEmptyDirectory();
    }

    @Test
    @DisplayName("fault 34: of objects that cannot be fetched the first is named, and no file stays behind")
    void theFirstFailureOfAStagingIsNamed() throws Exception {
        CountDownLatch fortyFailed = new CountDownLatch(1);
        S3ObjectStore store = store(request -> {
            if (request.query().contains("list-type")) {
                return listing(100);
            }
            if (request.path().endsWith("/037")) {
                // the later one fails first
                await(fortyFailed);
                return Answer.error(403, "AccessDenied");
            }
            if (request.path().endsWith("/040")) {
                fortyFailed.countDown();
                return Answer.error(403, "AccessDenied");
            }
            if (fortyFailed.getCount() == 0) {
                // time enough to notice
                pause(Duration.ofMillis(300));
            }
            return part("object".getBytes(UTF_8), 0);
        });

        assertThatThrownBy(() -> store.stage(ObjectUri.parse("s3://test-bucket/in/"), directory.resolve("job")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("s3://test-bucket/in/037");
        assertThat(directory.resolve("job")).isEmptyDirectory();
        assertThat(aws.asked()).as("what comes behind a failure is not fetched").hasSizeLessThan(100);
    }

    @Test
    @DisplayName("several objects are fetched at once, and never more than the client has connections for")
    void severalObjectsAreFetchedAtOnce() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        S3ObjectStore store = store(request -> {
            if (request.query().contains("list-type")) {
                return listing(100);
            }
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            two.countDown();
            await(two);
            now.decrementAndGet();
            return part(request.path().substring(request.path().length() - 6).getBytes(UTF_8), 0);
        });

        assertThat(store.stage(ObjectUri.parse("s3://test-bucket/in/"), directory.resolve("job")))
                .isEqualTo(100);
        for (int object = 0; object < 100; object++) {
            assertThat(directory.resolve("job/%03d".formatted(object))).hasContent("in/%03d".formatted(object));
        }
        assertThat(most.get()).isBetween(2, S3Staging.MOST_AT_ONCE);
    }

    @Test
    @DisplayName("fault 28: a staging that is stopped ends at once and leaves nothing behind")
    void aStagingThatIsStopped() throws Exception {
        CountDownLatch asked = new CountDownLatch(S3Staging.MOST_AT_ONCE);
        CountDownLatch never = new CountDownLatch(1);
        S3ObjectStore store = store(request -> {
            if (request.query().contains("list-type")) {
                return listing(100);
            }
            asked.countDown();
            await(never);
            return part("object".getBytes(UTF_8), 0);
        });
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread job = new Thread(() -> failure.complete(
                catchThrowable(() -> store.stage(ObjectUri.parse("s3://test-bucket/in/"), directory.resolve("job")))));
        job.start();
        await(asked);
        job.interrupt();

        assertThat(failure.get(10, TimeUnit.SECONDS))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("Stopped");
        assertThat(directory.resolve("job")).isEmptyDirectory();
        never.countDown();
    }

    @Test
    @DisplayName("fault 34: a service that cannot be reached while objects are fetched is reported as such")
    void aServiceThatIsGoneWhileObjectsAreFetched() {
        S3ObjectStore store = store(request -> request.query().contains("list-type") ? listing(1) : Answer.lost());
        assertThatThrownBy(() -> store.stage(ObjectUri.parse("s3://test-bucket/in/"), directory.resolve("job")))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("s3://test-bucket/in/000");
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
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
    @DisplayName("fault 34: where 5 % of the calls are answered 503 and 1 % break, all is done with as many repeats")
    void manyCallsOnABadDay() {
        Map<String, Integer> attempts = new ConcurrentHashMap<>();
        AtomicInteger faults = new AtomicInteger();
        S3ObjectStore store = store(request -> {
            if (request.query().contains("list-type")) {
                return listing(200);
            }
            String call = request.method() + request.path();
            int attempt = attempts.merge(call, 1, Integer::sum);
            int hundred = new Random(31L * call.hashCode() + attempt).nextInt(100);
            if (hundred < 6) {
                faults.incrementAndGet();
                return hundred < 5 ? Answer.error(503, "SlowDown") : Answer.lost();
            }
            return request.method().equals("GET")
                    ? part(request.path().substring(request.path().length() - 6).getBytes(UTF_8), 0)
                    : Answer.of(200, Map.of("ETag", ETAG), new byte[0]);
        });

        assertThat(store.stage(ObjectUri.parse("s3://test-bucket/in/"), directory.resolve("job")))
                .isEqualTo(200);
        for (int object = 0; object < 200; object++) {
            assertThat(directory.resolve("job/%03d".formatted(object))).hasContent("in/%03d".formatted(object));
            if (object < 20) {
                store.put(ObjectUri.parse("s3://test-bucket/out/" + object), new byte[1]);
            }
        }
        assertThat(faults.get()).isBetween(5, 22);
        assertThat(aws.asked()).as("one repeat for each fault").hasSize(1 + 220 + faults.get());
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

    private S3ObjectStore store(Function<Asked, Answer> behaviour) {
        aws = new FakeAws(behaviour);
        return new S3ObjectStore(aws.clients().s3());
    }

    private static Answer page(String key, String next) {
        return listed(key, ETAG, next);
    }

    private static Answer listed(String key, String etag, String next) {
        String more = next == null
                ? "<IsTruncated>false</IsTruncated>"
                : "<IsTruncated>true</IsTruncated><NextContinuationToken>" + next + "</NextContinuationToken>";
        return Answer.xml(
                200,
                "<ListBucketResult>" + more + "<Contents><Key>" + key + "</Key><Size>6</Size><ETag>"
                        + etag.replace("\"", "&quot;") + "</ETag></Contents></ListBucketResult>");
    }

    /** So many objects {@code in/000}, {@code in/001} … */
    private static Answer listing(int objects) {
        return Answer.xml(
                200,
                IntStream.range(0, objects)
                        .mapToObj(number -> "<Contents><Key>in/%03d</Key><Size>6</Size><ETag>e1</ETag></Contents>"
                                .formatted(number))
                        .collect(Collectors.joining(
                                "", "<ListBucketResult><IsTruncated>false</IsTruncated>", "</ListBucketResult>")));
    }

    /** The object from a byte on, as S3 answers a GET with or without a range. */
    private static Answer part(byte[] content, int start) {
        byte[] rest = Arrays.copyOfRange(content, start, content.length);
        return Answer.of(start == 0 ? 200 : 206, Map.of("ETag", ETAG), rest);
    }

    private static int start(Asked request) {
        String range = request.header("range");
        return range.isEmpty() ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(3).nextBytes(content);
        return content;
    }
}
