package com.hometech.edf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that answers the SDK's requests as a test says; it plays the faults that no emulator has. */
final class FakeAws implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final URI endpoint;
    private final AwsClients clients;

    /** A request as it arrived; names of headers are in lower case. */
    record Asked(String method, String path, String query, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** An answer; {@code bodyBytes} of the body are sent before the connection breaks. */
    record Answer(int status, Map<String, String> headers, byte[] body, int bodyBytes) {
        static Answer of(int status, Map<String, String> headers, byte[] body) {
            return new Answer(status, headers, body, body.length);
        }

        static Answer xml(int status, String body) {
            return of(status, Map.of("Content-Type", "application/xml"), body.getBytes(UTF_8));
        }

        /** An error as S3 tells it. */
        static Answer error(int status, String code) {
            return xml(
                    status,
                    "<Error><Code>" + code
                            + "</Code><Message>said the fake</Message><RequestId>R1</RequestId></Error>");
        }

        /** An error as services that speak JSON tell it. */
        static Answer jsonError(int status, String code) {
            return json(status, "{\"__type\":\"" + code + "\",\"message\":\"said the fake\"}");
        }

        static Answer json(int status, String body) {
            return of(status, Map.of("Content-Type", "application/x-amz-json-1.0"), body.getBytes(UTF_8));
        }

        /** The request is done, its answer never arrives. */
        static Answer lost() {
            return new Answer(0, Map.of(), new byte[0], 0);
        }

        Answer cutAfter(int bytes) {
            return new Answer(status, headers, body, bytes);
        }
    }

    FakeAws(Function<Asked, Answer> behaviour) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, behaviour));
        server.start();
        endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        clients = AwsClients.ofEmulator(endpoint);
    }

    URI endpoint() {
        return endpoint;
    }

    AwsClients clients() {
        return clients;
    }

    /** Every request so far. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        clients.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, Function<Asked, Answer> behaviour) throws IOException {
        try (exchange) {
            Asked request = asked(exchange);
            asked.add(request);
            Answer answer = behaviour.apply(request);
            if (answer.status() == 0) {
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            boolean head = request.method().equals("HEAD");
            exchange.sendResponseHeaders(
                    answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
            if (!head) {
                exchange.getResponseBody().write(answer.body(), 0, answer.bodyBytes());
                exchange.getResponseBody().flush();
            }
        }
    }

    private static Asked asked(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        URI uri = exchange.getRequestURI();
        return new Asked(
                exchange.getRequestMethod(),
                uri.getPath(),
                uri.getQuery() == null ? "" : uri.getQuery(),
                headers,
                exchange.getRequestBody().readAllBytes());
    }
}
