package com.hometech.edf.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Serves the pages as they are shipped, under the content security policy that they promise to live with, and answers of the API
 * that a test chooses. What the pages ask for and what they are answered is held against the contract. With
 * {@link #withSignIn()} it asks for access tokens, and issues them as an OAuth 2.0 server does that has no questions.
 */
final class CannedServer implements AutoCloseable {
    /** Nothing from elsewhere, and nothing inline. */
    static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAGES = "/com/hometech/edf/api/pages/";
    private static final Contract CONTRACT = Contract.read();
    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html; charset=utf-8",
            "css",
            "text/css",
            "js",
            "text/javascript",
            "svg",
            "image/svg+xml",
            "yaml",
            "application/yaml");

    /** A request for the API. */
    record Request(String method, String path, Map<String, String> query, Map<String, String> headers, JsonNode body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Map<String, String> challenges = new ConcurrentHashMap<>();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private volatile boolean signIn;
    private volatile int tokens;

    CannedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** A page's address. */
    URI at(String page) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/" + page);
    }

    /** Answers a path of the API, such as {@code /v1/me}. */
    CannedServer answer(String path, Answer answer) {
        return answer(path, request -> answer);
    }

    CannedServer answer(String path, JsonNode body) {
        return answer(path, Answer.json(body));
    }

    CannedServer answer(String path, Function<Request, Answer> answer) {
        answers.put(path, answer);
        return this;
    }

    /** A file of the pages cannot be had. */
    void without(String file) {
        missing.add("/" + file);
    }

    /** From now on requests need an access token. */
    CannedServer withSignIn() {
        signIn = true;
        return this;
    }

    /** Access tokens given so far are refused from now on. */
    void expireTokens() {
        tokens++;
    }

    /** Requests for a path of the API so far. */
    List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** Where requests or answers differ from the contract. */
    List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/v1/")) {
                send(exchange, api(exchange));
            } else if (path.equals("/config.json")) {
                send(exchange, Answer.json(config()));
            } else if (path.equals("/oauth2/authorize")) {
                authorize(exchange);
            } else if (path.equals("/oauth2/token")) {
                send(exchange, token(parse(read(exchange))));
            } else {
                send(exchange, missing.contains(path) ? Answer.of(404, "text/plain", "missing") : file(path));
            }
        } catch (RuntimeException | Error failure) {
            faults.add("the server failed: " + failure);
            throw failure;
        }
    }

    private static Answer file(String path) throws IOException {
        String name = path.equals("/") ? "index.html" : path.substring(1);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        try (InputStream file = CannedServer.class.getResourceAsStream(PAGES + name)) {
            return file == null || type == null
                    ? Answer.of(404, "text/plain", "not found: " + name)
                    : new Answer(
                            200, Map.of("Content-Type", type, "Content-Security-Policy", POLICY), file.readAllBytes());
        }
    }

    private Answer api(HttpExchange exchange) throws IOException {
        Request request = request(exchange);
        requests.add(request);
        faults.addAll(CONTRACT.faultsOfRequest(request.method(), request.path(), request.query()));
        Answer answer = answerOf(request);
        if (answer.isJson()) {
            faults.addAll(CONTRACT.faultsOfAnswer(request.method(), request.path(), answer.status(), answer.node()));
        }
        return answer;
    }

    private Answer answerOf(Request request) {
        if (signIn && !("Bearer token-" + tokens).equals(request.headers().get("Authorization"))) {
            return Answer.problem(401, "Unauthorized", "The access token is missing or not valid");
        }
        return answers.getOrDefault(
                        request.path(),
                        unknown -> Answer.problem(404, "Not found", "There is no such thing, or you may not see it"))
                .apply(request);
    }

    private static Request request(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        String text = read(exchange);
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parse(exchange.getRequestURI().getRawQuery()),
                headers,
                text.isEmpty() ? JSON.nullNode() : JSON.readTree(text));
    }

    private ObjectNode config() {
        ObjectNode config = JSON.createObjectNode();
        if (!signIn) {
            return config.put("auth", "none");
        }
        config.put("auth", "oauth2")
                .put("authorize_url", "/oauth2/authorize")
                .put("token_url", "/oauth2/token")
                .put("client_id", "pages");
        config.putArray("scopes").add("edf/forecasts.read").add("edf/homes.read");
        return config;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parse(exchange.getRequestURI().getRawQuery());
        String code = "code-" + challenges.size();
        challenges.put(code, asked.get("code_challenge"));
        exchange.getResponseHeaders()
                .add("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
    }

    private Answer token(Map<String, String> form) {
        String challenge = challenges.remove(form.get("code"));
        if (challenge == null
                || !challenge.equals(challenge(form.get("code_verifier")))
                || !form.get("client_id").equals("pages")) {
            return Answer.of(400, "application/json", "{\"error\":\"invalid_grant\"}");
        }
        ObjectNode token = JSON.createObjectNode();
        token.put("access_token", "token-" + tokens).put("token_type", "Bearer").put("expires_in", 3600);
        return Answer.json(token);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String read(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> parse(String query) {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }
}
