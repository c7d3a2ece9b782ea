package com.hometech.edf.job.hosts;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.job.hosts.HostMessage.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The link of any other host to the first. Each wait ends with an exception where the first host fails or is gone. */
public final class Follower implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final JobHosts hosts;
    private final HostTiming timing;
    private final HostLink link;
    private volatile boolean over;

    private Follower(JobHosts hosts, HostTiming timing, HostLink link) {
        this.hosts = hosts;
        this.timing = timing;
        this.link = link;
    }

    /**
     * Joins the first host, which may not be there yet.
     *
     * @param port {@link Leader#PORT}
     * @throws DependencyUnavailableException where it does not answer in time
     */
    public static Follower join(JobHosts hosts, int port, HostTiming timing) throws IOException, InterruptedException {
        long end = System.nanoTime() + timing.join().toNanos();
        HostNames.awaitKnown(hosts, timing.join());
        while (true) {
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(hosts.first(), port),
                        Math.toIntExact(timing.silence().toMillis()));
                Follower follower = new Follower(hosts, timing, new HostLink(socket, timing));
                follower.link.send(HostMessage.of(Kind.JOIN, hosts.currentHost()));
                LOG.info("host {} joined {}", hosts.currentHost(), hosts.first());
                return follower;
            } catch (IOException notYet) {
                socket.close();
                if (System.nanoTime() > end) {
                    throw new DependencyUnavailableException(
                            "Host %s did not answer %s within %d s (%s): see its log, then start the job again"
                                    .formatted(
                                            hosts.first(),
                                            hosts.currentHost(),
                                            timing.join().toSeconds(),
                                            notYet.getMessage()),
                            notYet);
                }
            }
            Thread.sleep(Math.min(PAUSE.toMillis(), timing.join().toMillis()));
        }
    }

    /** Waits for the begin of the work, and answers where Spark's master is. */
    public String awaitBegin() {
        return await(Kind.WORK);
    }

    /** Waits until the work is done and the first host asks what lies here. */
    public void awaitEnd() {
        await(Kind.REPORT);
    }

    /** Tells the first host what lies here, and waits until the whole job succeeded. */
    public void report(String files) throws IOException {
        link.send(HostMessage.of(Kind.FILES, files));
        await(Kind.DONE);
    }

    private String await(Kind kind) {
        HostMessage message;
        try {
            message = link.receive();
        } catch (IOException gone) {
            over = true;
            throw HostLink.lost(hosts.first(), gone, timing);
        }
        over = message.kind() == Kind.FAILED || message.kind() == Kind.DONE;
        if (message.kind() == Kind.FAILED) {
            throw new HostFailedException(
                    "Host %s failed: %s".formatted(hosts.first(), message.text()), message.exitCode());
        }
        if (message.kind() != kind) {
            throw new IllegalStateException("Host %s said %s, expected was %s".formatted(hosts.first(), message, kind));
        }
        return message.text();
    }

    /** Tells the first host that this one failed, unless it is the first that failed or is gone. */
    public void fail(String reason, int exitCode) {
        if (over) {
            return;
        }
        try {
            link.send(HostMessage.failed(reason, exitCode));
        } catch (IOException gone) {
            LOG.warn("Host {} cannot be told of the failure", hosts.first(), gone);
        }
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
