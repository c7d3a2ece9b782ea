package com.hometech.edf.job.hosts;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.job.hosts.HostMessage.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first host's end of the links to all others. A host that fails, or is gone before the last word was said, fails the
 * job: SageMaker does not go on without it either.
 */
public final class Leader implements Closeable {
    /** Where the others find it. */
    public static final int PORT = 7171;

    private static final Logger LOG = LoggerFactory.getLogger(Leader.class);

    private final JobHosts hosts;
    private final HostTiming timing;
    private final Consumer<RuntimeException> onFailure;
    private final ServerSocket server;
    private final Map<String, HostLink> links = new HashMap<>();
    private final Map<String, CompletableFuture<String>> files = new TreeMap<>();
    private final CountDownLatch joined;
    private final CountDownLatch left;
    private @Nullable HostMessage lastWord;

    private Leader(JobHosts hosts, HostTiming timing, Consumer<RuntimeException> onFailure, ServerSocket server) {
        this.hosts = hosts;
        this.timing = timing;
        this.onFailure = onFailure;
        this.server = server;
        this.joined = new CountDownLatch(hosts.others().size());
        this.left = new CountDownLatch(hosts.others().size());
        hosts.others().forEach(host -> files.put(host, new CompletableFuture<>()));
    }

    /**
     * Begins to listen for the others.
     *
     * @param port {@link #PORT}
     * @param onFailure is told, by any thread, why the job cannot go on
     * @throws DependencyUnavailableException where a host's name has no address in time
     */
    public static Leader listen(JobHosts hosts, int port, HostTiming timing, Consumer<RuntimeException> onFailure)
            throws IOException, InterruptedException {
        HostNames.awaitKnown(hosts, timing.join());
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(hosts.currentHost(), port));
        Leader leader = new Leader(hosts, timing, onFailure, server);
        leader.start("hosts", leader::accept);
        return leader;
    }

    /** Where it listens. */
    int port() {
        return server.getLocalPort();
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start("host-link", () -> attend(socket));
            } catch (IOException failure) {
                if (!server.isClosed()) {
                    LOG.warn("A host cannot be heard", failure);
                }
            }
        }
    }

    private void attend(Socket socket) {
        String host = null;
        try (HostLink link = new HostLink(socket, timing)) {
            HostMessage message = link.receive();
            if (message.kind() != Kind.JOIN || !enter(message.text(), link)) {
                LOG.warn("Somebody who is no host of this job, or one already, said {}", message);
                return;
            }
            host = message.text();
            LOG.info("host {} joined", host);
            while (true) {
                hear(host, link.receive());
            }
        } catch (IOException gone) {
            if (host != null) {
                lose(host, gone);
            }
        } catch (RuntimeException unexpected) {
            LOG.warn("What {} said cannot be understood", host == null ? "somebody" : host, unexpected);
            if (host != null) {
                lose(host, new IOException(unexpected));
            }
        }
    }

    private synchronized boolean enter(String host, HostLink link) throws IOException {
        if (!hosts.others().contains(host) || links.putIfAbsent(host, link) != null) {
            return false;
        }
        if (lastWord != null) {
            sayLast(link, lastWord);
        }
        joined.countDown();
        return true;
    }

    private void hear(String host, HostMessage message) {
        if (message.kind() == Kind.FILES) {
            filesOf(host).complete(message.text());
        } else if (message.kind() == Kind.FAILED) {
            fail(new HostFailedException("Host %s failed: %s".formatted(host, message.text()), message.exitCode()));
        } else {
            throw new IllegalStateException("Host %s said %s".formatted(host, message));
        }
    }

    private void lose(String host, IOException how) {
        synchronized (this) {
            links.remove(host);
        }
        left.countDown();
        fail(HostLink.lost(host, how, timing));
    }

    /** Once the last word was said, nothing follows from what the others do. */
    private void fail(RuntimeException failure) {
        boolean over;
        synchronized (this) {
            over = lastWord != null;
        }
        if (!over) {
            files.values().forEach(answer -> answer.completeExceptionally(failure));
            onFailure.accept(failure);
        }
    }

    private CompletableFuture<String> filesOf(String host) {
        CompletableFuture<String> answer = files.get(host);
        if (answer == null) {
            throw new IllegalArgumentException("No such host: " + host);
        }
        return answer;
    }

    /**
     * Waits until every other host is there.
     *
     * @throws DependencyUnavailableException where one does not come in time
     */
    public void awaitOthers() throws InterruptedException {
        if (!joined.await(timing.join().toMillis(), TimeUnit.MILLISECONDS)) {
            TreeSet<String> missing = new TreeSet<>(hosts.others());
            synchronized (this) {
                missing.removeAll(links.keySet());
            }
            throw new DependencyUnavailableException(
                    "After %d s %s did not join: see the log of that host, then start the job again"
                            .formatted(timing.join().toSeconds(), String.join(", ", missing)));
        }
    }

    /** Tells the others where Spark's master is. */
    public void begin(String masterUrl) throws IOException {
        sayAll(HostMessage.of(Kind.WORK, masterUrl));
    }

    /** Tells the others that the work is done; they end their workers and say what lies there. */
    public void askForFiles() throws IOException {
        sayAll(HostMessage.of(Kind.REPORT, ""));
    }

    /**
     * What the others answered to {@link #askForFiles()}, by host.
     *
     * @throws HostFailedException where one failed
     * @throws DependencyUnavailableException where one is lost
     */
    public Map<String, String> awaitFiles() {
        Map<String, String> answers = new TreeMap<>();
        try {
            files.forEach((host, answer) -> answers.put(host, answer.join()));
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException why ? why : failed;
        }
        return answers;
    }

    /** Tells the others that the job succeeded, and waits until they heard it. */
    public void succeed() throws InterruptedException {
        sayLast(HostMessage.of(Kind.DONE, ""));
        awaitFarewell();
    }

    /**
     * Tells the others, and those who join later, that the job failed.
     *
     * @param reason shown for them, too
     */
    public void fail(String reason, int exitCode) {
        sayLast(HostMessage.failed(reason, exitCode));
    }

    /** Waits for a while until all heard the last word. */
    public void awaitFarewell() throws InterruptedException {
        if (!left.await(timing.farewell().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Not every host heard how the job ended");
        }
    }

    private synchronized void sayAll(HostMessage message) throws IOException {
        for (HostLink link : links.values()) {
            link.send(message);
        }
    }

    private synchronized void sayLast(HostMessage message) {
        if (lastWord == null) {
            lastWord = message;
            for (Map.Entry<String, HostLink> link : links.entrySet()) {
                try {
                    sayLast(link.getValue(), message);
                } catch (IOException gone) {
                    LOG.warn("Host {} cannot be told how the job ended", link.getKey(), gone);
                }
            }
        }
    }

    private static void sayLast(HostLink link, HostMessage message) throws IOException {
        link.send(message);
        link.endSending();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
