package com.hometech.edf.browser;

import com.hometech.edf.cli.Edf;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A few buildings that the {@code edf} command has imported, learned, forecast, and serves, all in this process. */
final class ServedPortfolio implements AutoCloseable {
    /** Origin of the forecasts: three days before the readings end. */
    static final Instant ISSUED = Instant.parse("2024-11-18T05:00:00Z");

    /** When the pages are looked at. */
    static final Instant NOW = Instant.parse("2024-11-18T09:20:00Z");

    private static final int BUILDINGS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What makes training a matter of seconds. */
    private static final Map<String, String> SETTINGS = Map.of(
            "calibration_days", "14",
            "evaluation_days", "14",
            "max_mape", "null",
            "max_rmse", "null",
            "max_training_rows", "20000",
            "xgb_num_boost_round", "20",
            "xgb_quantile_num_boost_round", "20");

    private final Path home;
    private final int port;
    private final Thread server;

    private ServedPortfolio(Path home, int port, Thread server) {
        this.home = home;
        this.port = port;
        this.server = server;
    }

    /** Makes the portfolio in a folder that does not exist yet, and starts to serve it. */
    static ServedPortfolio in(Path home) throws IOException, InterruptedException {
        Files.createDirectories(home);
        String config = Files.readString(Path.of(System.getProperty("edf.root"), "config", "edf_config.yaml"));
        for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
            config = config.replaceFirst(
                    "(?m)^(\\s+" + setting.getKey() + ":)[^#\\n]*", "$1 " + setting.getValue() + " ");
        }
        Files.writeString(home.resolve("edf_config.yaml"), config);
        String sample = home.resolve("sample").toString();
        String now = "--now=" + ISSUED;
        edf(home, "data", "generate", "--out", sample, "--buildings", "" + BUILDINGS, "--days", "120");
        edf(home, "data", "import", sample, now);
        edf(home, "train", now);
        edf(home, "models", "approve", "1", "--reason", "better than last week");
        edf(home, "forecast", now);
        return start(home);
    }

    private static ServedPortfolio start(Path home) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Thread server = new Thread(
                () -> Edf.run("serve", "--port=" + port, "--now=" + NOW, "--home=" + home), "served-portfolio");
        server.start();
        ServedPortfolio portfolio = new ServedPortfolio(home, port, server);
        Instant end = Instant.now().plus(PATIENCE);
        while (!portfolio.answers()) {
            if (Instant.now().isAfter(end) || !server.isAlive()) {
                throw new IllegalStateException("edf serve did not start");
            }
            Thread.sleep(100);
        }
        return portfolio;
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest health = HttpRequest.newBuilder(at("health")).build();
            return HttpClient.newHttpClient()
                            .send(health, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Runs the command on this portfolio. */
    void edf(String... words) {
        edf(home, words);
    }

    private static void edf(Path home, String... words) {
        String[] line =
                Stream.concat(Stream.of(words), Stream.of("--home=" + home)).toArray(String[]::new);
        int exitCode = Edf.run(line);
        if (exitCode != 0) {
            throw new IllegalStateException(Arrays.toString(line) + " ended with " + exitCode);
        }
    }

    /** Ids of the buildings. */
    List<String> buildings() throws IOException {
        return Files.readAllLines(home.resolve("sample/buildings.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    /** Address of a page. */
    URI at(String page) {
        return URI.create("http://localhost:" + port + "/" + page);
    }

    @Override
    public void close() throws InterruptedException {
        server.interrupt();
        server.join();
    }
}
