package com.hometech.edf.job.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.DependencyUnavailableException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts whose names are addresses of this machine. */
@Timeout(30)
class LeaderAndFollowerTest {
    private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");
    private static final HostTiming PATIENT = new HostTiming(
            Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final HostTiming IMPATIENT =
            new HostTiming(Duration.ofMillis(50), Duration.ofHours(1), Duration.ofSeconds(2), Duration.ofSeconds(20));

    private final BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
    private Leader leader;

    @BeforeEach
    void listen() throws Exception {
        leader = leader(PATIENT);
    }

    @AfterEach
    void close() throws IOException {
        leader.close();
    }

    private Leader leader(HostTiming timing) throws Exception {
        return Leader.listen(new JobHosts("127.0.0.1", HOSTS), 0, timing, failures::add);
    }

    private Follower follower(int number) throws Exception {
        return follower(number, PATIENT);
    }

    private Follower follower(int number, HostTiming timing) throws Exception {
        return Follower.join(new JobHosts(HOSTS.get(number - 1), HOSTS), leader.port(), timing);
    }

    private RuntimeException failure() throws InterruptedException {
        RuntimeException failure = failures.poll(20, TimeUnit.SECONDS);
        if (failure == null) {
            throw new AssertionError("the leader was not told of a failure");
        }
        return failure;
    }

    @Test
    void aJobThatSucceedsEndsOnEachHostOnceAllFilesAreKnown() throws Exception {
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> serve(2));
        CompletableFuture<String> third = CompletableFuture.supplyAsync(() -> serve(3));
        leader.awaitOthers();
        leader.begin("spark://127.0.0.1:1");
        leader.askForFiles();

        assertThat(leader.awaitFiles()).isEqualTo(Map.of("127.0.0.2", "files of 2", "127.0.0.3", "files of 3"));
        assertThat(second).isNotDone();
        leader.succeed();
        assertThat(second.join()).isEqualTo("spark://127.0.0.1:1");
        assertThat(third.join()).isEqualTo("spark://127.0.0.1:1");
        assertThat(failures).isEmpty();
    }

    private String serve(int number) {
        try (Follower follower = follower(number)) {
            String master = follower.awaitBegin();
            follower.awaitEnd();
            follower.report("files of " + number);
            return master;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void aHostThatEndsWithoutAWordFailsTheJob() throws Exception {
        follower(2).close();

        assertThat(failure())
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("Host 127.0.0.2 is lost: its container ended without a word");
        assertThatThrownBy(leader::awaitFiles).hasMessageContaining("Host 127.0.0.2 is lost");
    }

    @Test
    void aHostThatGivesNoSignOfLifeFailsTheJob() throws Exception {
        leader.close();
        leader = leader(IMPATIENT);
        try (Follower silent = follower(2, IMPATIENT)) {
            assertThat(failure()).hasMessageContaining("Host 127.0.0.2 is lost: it gave no sign of life");
            assertThatThrownBy(silent::awaitBegin).hasMessageContaining("Host 127.0.0.1 is lost");
        }
    }

    @Test
    void aHostThatFailsSaysWhyAndHowItEnds() throws Exception {
        try (Follower follower = follower(3)) {
            follower.fail("InvalidInputException: no such input", 2);

            assertThat(failure())
                    .hasMessage("Host 127.0.0.3 failed: InvalidInputException: no such input")
                    .isInstanceOfSatisfying(HostFailedException.class, failed -> assertThat(failed.exitCode())
                            .isEqualTo(2));
        }
    }

    @Test
    void aFailureOfTheFirstHostReachesAllEvenThoseWhoJoinLater() throws Exception {
        try (Follower early = follower(2)) {
            leader.fail("IllegalStateException: no rows", 1);
            assertThatThrownBy(early::awaitBegin)
                    .isInstanceOf(HostFailedException.class)
                    .hasMessage("Host 127.0.0.1 failed: IllegalStateException: no rows");
        }
        try (Follower late = follower(3)) {
            assertThatThrownBy(late::awaitBegin).hasMessageContaining("no rows");
        }
        leader.awaitFarewell();
        assertThat(failures).isEmpty();
    }

    @Test
    void aHostThatNeverComesIsNamed() throws Exception {
        leader.close();
        leader = leader(IMPATIENT);
        try (Follower second = follower(2, PATIENT)) {
            assertThatThrownBy(leader::awaitOthers)
                    .isInstanceOf(DependencyUnavailableException.class)
                    .hasMessageContaining("127.0.0.3 did not join");
            second.fail("over", 1);
        }
    }

    @Test
    void aFirstHostThatNeverAnswersIsNamed() throws Exception {
        leader.close();

        assertThatThrownBy(() -> follower(2, IMPATIENT))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("Host 127.0.0.1 did not answer 127.0.0.2 within 0 s")
                .hasMessageContaining("start the job again");
    }

    @Test
    void aNameThatNeverHasAnAddressIsNamed() {
        JobHosts hosts = new JobHosts("127.0.0.1", List.of("127.0.0.1", "no-such-host.invalid"));

        assertThatThrownBy(() -> Leader.listen(hosts, 0, IMPATIENT, failures::add))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("The name of host no-such-host.invalid");
    }

    @Test
    void whoIsNoHostOfTheJobChangesNothing() throws Exception {
        try (Socket stranger = new Socket()) {
            stranger.connect(new InetSocketAddress("127.0.0.1", leader.port()));
            stranger.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(stranger.getInputStream().read()).as("hung up").isEqualTo(-1);
        }
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> serve(2));
        CompletableFuture<String> third = CompletableFuture.supplyAsync(() -> serve(3));
        leader.awaitOthers();
        leader.begin("spark://127.0.0.1:1");
        leader.askForFiles();
        leader.awaitFiles();
        leader.succeed();

        assertThat(CompletableFuture.allOf(second, third)).succeedsWithin(Duration.ofSeconds(20));
        assertThat(failures).isEmpty();
    }
}
