package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hometech.edf.aws.AwsClients;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** An emulator of AWS, {@code moto_server}, started once for all tests; they are skipped where it is not installed. */
public final class AwsEmulator {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Optional<AwsEmulator> running = Optional.empty();

    private final URI endpoint;
    private final AwsClients clients;

    private AwsEmulator(URI endpoint) {
        this.endpoint = endpoint;
        clients = AwsClients.ofEmulator(endpoint);
    }

    /** The emulator with nothing in it. */
    public static synchronized AwsEmulator empty() throws IOException, InterruptedException {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "moto_server is not on the PATH: install it with pip install 'moto[server]'");
        if (running.isEmpty()) {
            running = Optional.of(start(program.get()));
        }
        running.get().reset();
        return running.get();
    }

    public AwsClients clients() {
        return clients;
    }

    /** Where it listens. */
    public URI endpoint() {
        return endpoint;
    }

    private static Optional<Path> program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "moto_server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static AwsEmulator start(Path program) throws IOException, InterruptedException {
        int port = freePort();
        Path log = Files.createTempFile("moto", ".log");
        log.toFile().deleteOnExit();
        Process process = new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }));
        AwsEmulator emulator = new AwsEmulator(URI.create("http://127.0.0.1:" + port));
        Instant latest = Instant.now().plus(LONGEST_START);
        while (!emulator.answers()) {
            assertThat(process.isAlive() && Instant.now().isBefore(latest))
                    .as(() -> "moto_server starts; it says: " + text(log))
                    .isTrue();
            Thread.sleep(100);
        }
        return emulator;
    }

    private boolean answers() throws InterruptedException {
        try {
            reset();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void reset() throws IOException, InterruptedException {
        HttpRequest reset = HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(HTTP.send(reset, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
