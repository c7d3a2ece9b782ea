package com.hometech.edf.cli.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection that sends what it is told, byte for byte. */
final class RawHttp implements AutoCloseable {
    private final Socket socket;

    RawHttp(URI server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        socket.setSoTimeout(20_000);
    }

    /** Sends text; lines end with {@code \n} alone here. */
    RawHttp send(String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** The first line and headers of the next answer; its body is read and left out. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        for (String line : head.toString().split("\r\n")) {
            if (line.startsWith("Content-Length: ")) {
                socket.getInputStream().readNBytes(Integer.parseInt(line.substring("Content-Length: ".length())));
            }
        }
        return head.toString();
    }

    /** Everything up to the end of the connection. */
    String all() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
