package com.hometech.edf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hometech.edf.aws.FakeAws.Answer;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Folders that are fetched from a service that fails. */
class S3StagingFaultsTest extends S3FaultsTest {
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
}
