package com.hometech.edf.contract;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An emulator in a process of its own, which ends with this one. */
final class EmulatorProcess {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private EmulatorProcess() {}

    /**
     * Starts the program and waits until it answers at the port.
     *
     * @throws IOException with what it says, when it does not answer
     */
    static URI start(int port, List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("emulator", ".log");
        log.toFile().deleteOnExit();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }));
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Instant latest = Instant.now().plus(LONGEST_START);
        while (!answers(endpoint)) {
            if (!process.isAlive() || Instant.now().isAfter(latest)) {
                throw new IOException(command.get(0) + " does not start; it says: " + Files.readString(log));
            }
            Thread.sleep(100);
        }
        return endpoint;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Whatever it says to a request that means nothing. */
    private static boolean answers(URI endpoint) throws InterruptedException {
        try {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(endpoint)
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            BodyHandlers.discarding());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
