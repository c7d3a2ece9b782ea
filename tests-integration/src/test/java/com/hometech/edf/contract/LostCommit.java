package com.hometech.edf.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before PostgreSQL and breaks a connection when a commit is done, before its client hears of that. */
final class LostCommit implements AutoCloseable {
    private static final String COMMIT = "COMMIT";

    private final int behind;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicInteger lost = new AtomicInteger();

    LostCommit(int behind) throws IOException {
        this.behind = behind;
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void loseNextCommit() {
        armed.set(true);
    }

    int commitsLost() {
        return lost.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), behind);
                threads.execute(() -> pump(client, database, bytes -> true));
                threads.execute(() -> pump(database, client, this::isNoLostCommit));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    /** The server says that a commit is done; what the client sends need not tell, for it prepares statements. */
    private boolean isNoLostCommit(byte[] answer) {
        boolean isLost = new String(answer, US_ASCII).contains(COMMIT) && armed.getAndSet(false);
        if (isLost) {
            lost.incrementAndGet();
        }
        return !isLost;
    }

    @FunctionalInterface
    private interface Gate {
        /** Whether the bytes go on; otherwise the connection breaks. */
        boolean opens(byte[] bytes);
    }

    private static void pump(Socket from, Socket to, Gate gate) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!gate.opens(Arrays.copyOf(buffer, count))) {
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException broken) {
            // as a network does
        }
    }
}
