package com.hometech.edf.job.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.json.JsonFiles;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One end of the connection between two hosts. Both ends send signs of life, so that each notices when the other is gone. */
final class HostLink implements Closeable {
    private final Socket socket;
    private final HostTiming timing;
    private final BufferedReader in;
    private final OutputStream out;
    private final CountDownLatch closed = new CountDownLatch(1);

    HostLink(Socket socket, HostTiming timing) throws IOException {
        this.socket = socket;
        this.timing = timing;
        socket.setSoTimeout(Math.toIntExact(timing.silence().toMillis()));
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        this.out = socket.getOutputStream();
        Thread pulse = new Thread(this::pulse, "host-pulse");
        pulse.setDaemon(true);
        pulse.start();
    }

    private void pulse() {
        HostMessage alive = HostMessage.of(HostMessage.Kind.PULSE, "");
        try {
            while (!closed.await(timing.pulse().toMillis(), TimeUnit.MILLISECONDS)) {
                send(alive);
            }
        } catch (IOException gone) {
            // who reads from the link learns it, too
            closed.countDown();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void send(HostMessage message) throws IOException {
        out.write((JsonFiles.toLine(message) + "\n").getBytes(UTF_8));
        out.flush();
    }

    /**
     * The next message but signs of life.
     *
     * @throws EOFException where the other host closed the connection, or ended
     * @throws SocketTimeoutException where it gave no sign of life for too long
     */
    HostMessage receive() throws IOException {
        HostMessage message;
        do {
            String line = in.readLine();
            if (line == null) {
                throw new EOFException("the connection was closed");
            }
            message = JsonFiles.parse(line, HostMessage.class, "A message of another host");
        } while (message.kind() == HostMessage.Kind.PULSE);
        return message;
    }

    /** What is said of a host whose link broke before the last word. */
    static DependencyUnavailableException lost(String host, IOException how, HostTiming timing) {
        String what = how instanceof SocketTimeoutException
                ? "it gave no sign of life for %d s".formatted(timing.silence().toSeconds())
                : "its container ended without a word, as one that ran out of memory does";
        return new DependencyUnavailableException(
                "Host %s is lost: %s. See its log, then start the job again".formatted(host, what), how);
    }

    /** Says that nothing more will be sent; what the other host sends is still received. */
    void endSending() throws IOException {
        closed.countDown();
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
