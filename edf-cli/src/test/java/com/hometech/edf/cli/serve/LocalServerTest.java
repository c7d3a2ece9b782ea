package com.hometech.edf.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.api.http.Api;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.api.http.ApiResponse;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalServerTest {
    private static final ApiResponse OK = new ApiResponse(
            200,
            Map.of("Content-Type", "application/json", "ETag", "\"a\""),
            "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

    private final HttpClient client = HttpClient.newHttpClient();
    private static final BlockingQueue<ApiRequest> requests = new LinkedBlockingQueue<>();
    private static volatile Api api;
    private static LocalServer server;
    private static URI address;

    @BeforeAll
    static void start() {
        server = new LocalServer(
                "127.0.0.1",
                0,
                request -> {
                    requests.add(request);
                    return api.answer(request);
                },
                Optional.empty(),
                Duration.ofSeconds(1));
        address = server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        requests.clear();
        api = request -> OK;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    @Test
    void theApiGetsTheRequestAsItWasMeant() throws Exception {
        HttpResponse<String> response = send(to("/v1/buildings/b%C3%A4r%3A1/forecast?from=a%2Bb&x=1&x=2&flag")
                .header("X-One", "1")
                .header("X-One", "2")
                .PUT(BodyPublishers.ofString("{\"note\":\"ü\"}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"a\":1}");
        ApiRequest request = requests.take();
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.path()).isEqualTo("/v1/buildings/bär:1/forecast");
        assertThat(request.query())
                .isEqualTo(Map.of("from", List.of("a+b"), "x", List.of("1", "2"), "flag", List.of("")));
        assertThat(request.header("x-one")).contains("1, 2");
        assertThat(request.claims()).isEmpty();
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("{\"note\":\"ü\"}");
        assertThat(request.id()).isNotBlank();
    }

    @Test
    void whatTheApiPacksIsNotPackedAgain() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("packed".getBytes(StandardCharsets.UTF_8));
        }
        api = request -> new ApiResponse(200, Map.of("Content-Encoding", "gzip"), packed.toByteArray());

        HttpResponse<byte[]> response =
                client.send(to("/v1/me").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());

        assertThat(response.headers().allValues("Content-Encoding")).containsExactly("gzip");
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(gzip.readAllBytes()).asString().isEqualTo("packed");
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "1048576, 1048576", "1048577, 1048577", "2000000, 1048577"})
    void aBodyIsReadAsFarAsShowsThatItIsTooLong(int sent, int read) throws Exception {
        send(to("/v1/models/g/1/decision").PUT(BodyPublishers.ofByteArray(new byte[sent])));

        assertThat(requests.take().body()).hasSize(read);
    }

    @Test
    void pagesAndDocumentsAreServedWithWhatProtectsThem() throws Exception {
        for (String path : List.of("/", "/style.css", "/openapi.yaml", "/config.json")) {
            HttpResponse<String> response = send(to(path));

            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.headers().map())
                    .containsKeys("content-security-policy", "x-frame-options", "x-content-type-options")
                    .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
        }
        assertThat(send(to("/config.json")).body()).isEqualTo("{\"auth\":\"none\"}");
        assertThat(send(to("/openapi.yaml")).body()).startsWith("openapi: 3.1.0");
        assertThat(send(to("/")).headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    }

    @Test
    void aPageThatIsKnownIsNotSentAgain() throws Exception {
        String tag = send(to("/style.css")).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = send(to("/style.css").header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/oauth2/authorize", "/oauth2/token", "/.well-known/jwks.json", "/missing.html", "/js/", "/v2/me"
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        HttpResponse<String> response = send(to(path));

        assertThat(response.statusCode()).isIn(403, 404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "DELETE", "TRACE", "POST"})
    void otherMethodsOfPagesAreRefused(String method) throws Exception {
        HttpResponse<String> response = send(
                to("/config.json").header("Origin", "http://evil.example").method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: 192.168.0.7:8080",
                "Host: localhost\nX-Forwarded-For: 10.0.0.1",
                "Host: localhost\nForwarded: for=10.0.0.1",
                "Host: localhost\nVia: 1.1 proxy"
            })
    void whoeverCallsThisMachineByAnotherNameIsRefused(String headers) throws Exception {
        for (String path : List.of("/v1/me", "/", "/config.json")) {
            try (RawHttp raw = new RawHttp(address)) {
                assertThat(raw.send("GET " + path + " HTTP/1.1\n" + headers + "\n\n")
                                .head())
                        .startsWith("HTTP/1.1 421 ");
            }
        }
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: localhost", "Host: LOCALHOST:8080", "Host: 127.0.0.1:80", "Host: [::1]:8080"})
    void theLocalNamesAreKnown(String host) throws Exception {
        try (RawHttp raw = new RawHttp(address)) {
            assertThat(raw.send("GET /v1/me HTTP/1.1\n" + host + "\n\n").head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /v1/me HTTP/1.1~~                                      | 400
            GET /v1/me~Host: localhost~~                               | 505
            GET /v1/a%2Fb HTTP/1.1~Host: localhost~~                   | 400
            GET /v1/%2e%2e/x HTTP/1.1~Host: localhost~~                | 400
            GET /v1/me?x=%zz HTTP/1.1~Host: localhost~~                | 400
            GET /v1/me HTTP/1.1~Host: localhost~Host: evil~~           | 400
            GET /v1/me HTTP/1.1~Host: localhost~Content-Length: x~~    | 400
            GET /v1/me HTTP/1.1~Host: localhost~A b: c~~               | 400
            nonsense~~                                                 | 400
            """)
    void whatIsNoRequestIsRefusedWithoutTellingMore(String request, int status) throws Exception {
        try (RawHttp raw = new RawHttp(address)) {
            String head = raw.send(request.replace('~', '\n')).head();

            assertThat(head).startsWith("HTTP/1.1 " + status).doesNotContain("Server:", "jetty");
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void aRequestLineOrHeadersThatAreTooLongAreRefused() throws Exception {
        String large = "x".repeat(17_000);
        try (RawHttp raw = new RawHttp(address)) {
            assertThat(raw.send("GET /v1/" + large + " HTTP/1.1\nHost: localhost\n\n")
                            .head())
                    .startsWith("HTTP/1.1 414 ");
        }
        try (RawHttp raw = new RawHttp(address)) {
            assertThat(raw.send("GET /v1/me HTTP/1.1\nHost: localhost\nX: " + large + "\n\n")
                            .head())
                    .startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void aConnectionServesManyRequestsAndHeadHasNoBody() throws Exception {
        try (RawHttp raw = new RawHttp(address)) {
            for (int request = 0; request < 3; request++) {
                assertThat(raw.send("GET /v1/me HTTP/1.1\nHost: localhost\n\n").head())
                        .startsWith("HTTP/1.1 200 ");
            }
            raw.send(
                    "HEAD /style.css HTTP/1.1\nHost: localhost\n\nGET /v1/me HTTP/1.1\nHost: localhost\nConnection: close\n\n");
            assertThat(raw.all())
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("Content-Type: text/css")
                    .containsOnlyOnce("{\"a\":1}")
                    .endsWith("{\"a\":1}");
        }
    }

    @Test
    void theHeadOfAnAnswerSaysHowLongItIs() throws Exception {
        api = request -> request.method().equals("HEAD") ? new ApiResponse(200, Map.of(), new byte[0]) : OK;
        try (RawHttp raw = new RawHttp(address)) {
            raw.send("HEAD /v1/me HTTP/1.1\nHost: localhost\nConnection: close\n\n");

            assertThat(raw.all())
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("Content-Length: 7\r\n")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void whoWaitsForPermissionToSendABodyGetsIt() throws Exception {
        try (RawHttp raw = new RawHttp(address)) {
            raw.send(
                    "PUT /v1/models/g/1/decision HTTP/1.1\nHost: localhost\nContent-Length: 2\nExpect: 100-continue\n\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 100 ");
            assertThat(raw.send("{}").head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aClientThatNeverEndsItsFirstRequestIsCutOff() throws Exception {
        try (RawHttp raw = new RawHttp(address)) {
            raw.send("GET /v1/me HTTP/1.1\nHost: localhost\n");
            long began = System.nanoTime();

            raw.all();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void aRequestUnderWayIsAnsweredBeforeTheServerEnds() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Api slow = request -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return OK;
        };
        try (LocalServer ending = new LocalServer("127.0.0.1", 0, slow, Optional.empty())) {
            URI there = ending.start();
            CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                    HttpRequest.newBuilder(there.resolve("/v1/me")).build(), BodyHandlers.ofString());
            begun.await();

            CompletableFuture<Void> ended = CompletableFuture.runAsync(ending::close);
            Thread.sleep(200);
            assertThat(ended).isNotDone();
            release.countDown();

            assertThat(answer.get().statusCode()).isEqualTo(200);
            ended.get();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/model/info", "/predict"})
    void whatToolsLookForIsTheVersionThatThereIs(String path) throws Exception {
        assertThat(send(to(path)).statusCode()).isEqualTo(200);
        assertThat(requests).extracting(ApiRequest::path).containsExactly("/v1" + path);
    }

    @Test
    void aBodyThatStallsIsARequestThatTookTooLong() throws Exception {
        try (LocalServer impatient = new LocalServer(
                        "127.0.0.1",
                        0,
                        request -> OK,
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(300));
                RawHttp http = new RawHttp(impatient.start())) {
            http.send("POST /v1/predict HTTP/1.1\nHost: localhost\nContent-Length: 100\n\n{");

            assertThat(http.head()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void optionsOfTheServerAsAWholeAreNoDefect() throws Exception {
        try (RawHttp http = new RawHttp(address)) {
            http.send("OPTIONS * HTTP/1.1\nHost: localhost\n\n");

            assertThat(http.head()).containsPattern("^HTTP/1.1 (200|204|400|404|405) ");
        }
    }

    @Test
    void anApiThatThrowsIsAnErrorThatTellsNothing() throws Exception {
        api = request -> {
            throw new IllegalStateException("secret");
        };

        HttpResponse<String> response = send(to("/v1/me"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret", "Exception");
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheWayOut() {
        try (LocalServer second = new LocalServer("127.0.0.1", address.getPort(), request -> OK, Optional.empty())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("Port " + address.getPort())
                    .hasMessageContaining("--port");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void withoutSignInItListensOnThisMachineOnly(String host) {
        assertThatThrownBy(() -> new LocalServer(host, 0, request -> OK, Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--no-auth with --host " + host);
    }
}
