package com.hometech.edf.contract;

import com.hometech.edf.aws.AwsClients;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** Stands before a service that speaks HTTP and breaks connections: before a request is done, or after it and before its answer. */
final class LossyProxy implements AutoCloseable {
    /** Those that the client sets itself. */
    private static final Set<String> OF_THE_CONNECTION = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OF_THE_CONNECTION.addAll(
                Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding"));
    }

    private final URI behind;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger requests = new AtomicInteger();
    private final AwsClients clients;
    private volatile IntPredicate refused = number -> false;
    private volatile IntPredicate unanswered = number -> false;

    LossyProxy(URI behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
        clients = AwsClients.ofEmulator(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** Clients that go through here. */
    AwsClients clients() {
        return clients;
    }

    /** From now on every request is done, and its answer is lost, until it is repeated. */
    void loseEachAnswerOnce() {
        requests.set(0);
        unanswered = number -> number % 2 == 1;
    }

    /** So many requests from now on are done, no further one. */
    void breakAfter(int count) {
        requests.set(0);
        refused = number -> number > count;
    }

    /** Requests since the last change of mind. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        clients.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            int number = requests.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (refused.test(number)) {
                return;
            }
            HttpResponse<byte[]> answer = client.send(request(exchange, body), BodyHandlers.ofByteArray());
            if (unanswered.test(number)) {
                return;
            }
            boolean head = exchange.getRequestMethod().equals("HEAD");
            answer.headers().map().forEach((name, values) -> {
                if (head || !OF_THE_CONNECTION.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            boolean empty = head || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
            if (!empty) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        behind.resolve(exchange.getRequestURI().toString()))
                .version(HttpClient.Version.HTTP_1_1)
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }
}
