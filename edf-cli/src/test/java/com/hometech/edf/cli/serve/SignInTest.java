package com.hometech.edf.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.api.access.Caller;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.api.http.ApiResponse;
import com.hometech.edf.cli.platform.FileEntitlements;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.Entitlement;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in as the pages do, and as programs do. */
class SignInTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERIFIER = "a-verifier-that-only-the-tab-knows-0123456789";

    @TempDir
    private static Path home;

    private static LocalIssuer issuer;
    private static LocalServer server;
    private static URI address;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        issuer = LocalIssuer.of(home, Clock.systemUTC());
        FileEntitlements entitlements = new FileEntitlements(home.resolve("entitlements"));
        entitlements.put(new Entitlement("resident", "<b>Family</b>", Set.of(), Set.of(new AreaId("madrid")), false));
        entitlements.put(new Entitlement("chief: grid", "Grid North", Set.of(), Set.of(), true));
        server = new LocalServer(
                "127.0.0.1",
                0,
                request -> new ApiResponse(200, Map.of(), new byte[0]),
                Optional.of(new LocalServer.SignIn(issuer, entitlements, "edf access grant")));
        address = server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private String origin() {
        return address.toString().substring(0, address.toString().length() - 1);
    }

    private Map<String, String> wanted() {
        return new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", "edf-pages",
                "redirect_uri", origin() + "/signed-in.html",
                "scope", "edf/homes.read edf/models.decide",
                "state", "st&te",
                "code_challenge", AuthorizationCodes.challenge(VERIFIER),
                "code_challenge_method", "S256"));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> post(String path, Map<String, String> fields, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(Map<String, String> wanted, String subject) throws Exception {
        Map<String, String> fields = new LinkedHashMap<>(wanted);
        fields.put("subject", subject);
        return post("/oauth2/authorize", fields, "Origin", origin());
    }

    private String code(String subject) throws Exception {
        HttpResponse<String> answer = signIn(wanted(), subject);
        assertThat(answer.statusCode()).isEqualTo(303);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(origin() + "/signed-in.html?code=").endsWith("&state=st%26te");
        return location.replaceFirst(".*code=", "").replaceFirst("&.*", "");
    }

    private Map<String, String> exchange(String code) {
        return new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "edf-pages",
                "code",
                code,
                "redirect_uri",
                origin() + "/signed-in.html",
                "code_verifier",
                VERIFIER));
    }

    private Optional<Caller> caller(HttpResponse<String> answer) throws Exception {
        JsonNode token = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(token.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(token.get("expires_in").asInt()).isEqualTo(3600);
        return issuer.authenticator()
                .authenticate(new ApiRequest(
                        "1",
                        "GET",
                        "/v1/me",
                        Map.of(),
                        Map.of(
                                "Authorization",
                                "Bearer " + token.get("access_token").asText()),
                        Map.of(),
                        new byte[0]));
    }

    @Test
    void thePagesLearnWhereToSignIn() throws Exception {
        JsonNode configuration = JSON.readTree(get("/config.json").body());

        assertThat(configuration.get("auth").asText()).isEqualTo("oauth2");
        assertThat(configuration.get("authorize_url").asText()).isEqualTo("/oauth2/authorize");
        assertThat(configuration.get("token_url").asText()).isEqualTo("/oauth2/token");
        assertThat(configuration.get("client_id").asText()).isEqualTo("edf-pages");
        assertThat(configuration.get("scopes")).hasSize(4);
    }

    @Test
    void theSignInPageListsThoseWhoMaySeeSomething() throws Exception {
        HttpResponse<String> page = get("/oauth2/authorize?" + form(wanted()));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("value=\"resident\"", "value=\"chief: grid\"", "&lt;b&gt;Family", "value=\"st&amp;te\"")
                .doesNotContain("<b>Family");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aUserSignsInAndGetsAToken() throws Exception {
        assertThat(caller(post("/oauth2/token", exchange(code("resident")))))
                .as("a resident does not decide about models, whatever the pages ask for")
                .contains(new Caller("resident", Set.of(Scope.HOMES_READ)));
        assertThat(caller(post("/oauth2/token", exchange(code("chief: grid")))))
                .contains(new Caller("chief: grid", Set.of(Scope.HOMES_READ, Scope.MODELS_DECIDE)));
    }

    @Test
    void aCodeIsGoodOnceOnly() throws Exception {
        String code = code("resident");
        assertThat(post("/oauth2/token", exchange(code)).statusCode()).isEqualTo(200);

        HttpResponse<String> again = post("/oauth2/token", exchange(code));

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "code_verifier, another-verifier",
        "code_verifier, ''",
        "redirect_uri, http://127.0.0.1/signed-in.html",
        "client_id, another",
        "code, guessed",
        "grant_type, password",
    })
    void aCodeIsGoodForThePageThatAskedForItOnly(String field, String value) throws Exception {
        Map<String, String> fields = exchange(code("resident"));
        fields.put(field, value);

        assertThat(post("/oauth2/token", fields).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, another",
        "redirect_uri, http://evil.example/signed-in.html",
        "redirect_uri, //evil.example",
        "redirect_uri, ''",
    })
    void theAnswerGoesToThePagesOnly(String field, String value) throws Exception {
        Map<String, String> wanted = wanted();
        wanted.put(field, value);

        assertThat(get("/oauth2/authorize?" + form(wanted)).statusCode()).isEqualTo(400);
        HttpResponse<String> posted = signIn(wanted, "resident");
        assertThat(posted.statusCode()).isEqualTo(400);
        assertThat(posted.headers().firstValue("Location")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token",
        "code_challenge_method, plain",
        "code_challenge, short",
        "code_challenge, ''",
    })
    void withoutPkceNobodySignsIn(String field, String value) throws Exception {
        Map<String, String> wanted = wanted();
        wanted.put(field, value);

        assertThat(signIn(wanted, "resident").headers().firstValue("Location"))
                .contains(origin() + "/signed-in.html?error=invalid_request&state=st%26te");
    }

    @Test
    void whoIsNotKnownDoesNotSignIn() throws Exception {
        assertThat(signIn(wanted(), "somebody").headers().firstValue("Location"))
                .contains(origin() + "/signed-in.html?error=access_denied&state=st%26te");
    }

    @Test
    void aFormOfAnotherSiteDoesNotSignAnybodyIn() throws Exception {
        Map<String, String> fields = wanted();
        fields.put("subject", "resident");

        assertThat(post("/oauth2/authorize", fields, "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/oauth2/authorize", fields).statusCode()).isEqualTo(403);
    }

    @Test
    void aMachineGetsATokenForTheHomesSecret() throws Exception {
        String secret = Files.readString(LocalIssuer.secretFile(home)).strip();
        Map<String, String> fields = Map.of("grant_type", "client_credentials", "scope", "edf/forecasts.read");

        assertThat(caller(post("/oauth2/token", fields, "Authorization", basic("resident:" + secret))))
                .contains(new Caller("resident", Set.of(Scope.FORECASTS_READ)));
        assertThat(caller(post("/oauth2/token", fields, "Authorization", basic("chief: grid:" + secret))))
                .contains(new Caller("chief: grid", Set.of(Scope.FORECASTS_READ)));
        assertThat(caller(post(
                        "/oauth2/token",
                        Map.of("grant_type", "client_credentials", "client_id", "resident", "client_secret", secret))))
                .contains(new Caller("resident", Set.of(Scope.FORECASTS_READ, Scope.HOMES_READ, Scope.MODELS_READ)));
    }

    @Test
    void scopesThatNobodyKnowsDoNotPassForAll() throws Exception {
        String secret = Files.readString(LocalIssuer.secretFile(home)).strip();
        Map<String, String> fields = Map.of("grant_type", "client_credentials", "scope", "edf/forecast.read");
        Map<String, String> wanted = wanted();
        wanted.put("scope", "edf/forecast.read");

        HttpResponse<String> answer = post("/oauth2/token", fields, "Authorization", basic("chief: grid:" + secret));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_scope\"}");
        assertThat(signIn(wanted, "resident").headers().firstValue("Location"))
                .contains(origin() + "/signed-in.html?error=invalid_scope&state=st%26te");
    }

    @ParameterizedTest
    @CsvSource({"resident:wrong", "resident:", "resident", "'somebody:{secret}'", "':{secret}'", "'%'"})
    void withoutTheSecretNoMachineGetsAToken(String credentials) throws Exception {
        String secret = Files.readString(LocalIssuer.secretFile(home)).strip();
        Map<String, String> fields = Map.of("grant_type", "client_credentials");

        HttpResponse<String> answer =
                post("/oauth2/token", fields, "Authorization", basic(credentials.replace("{secret}", secret)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
        assertThat(post("/oauth2/token", fields, "Authorization", "Basic ?").statusCode())
                .isEqualTo(401);
        assertThat(post("/oauth2/token", fields).statusCode()).isEqualTo(401);
    }

    @Test
    void aFormThatIsTooLargeIsRefused() throws Exception {
        assertThat(post("/oauth2/token", Map.of("grant_type", "x".repeat(20_000)))
                        .statusCode())
                .isBetween(400, 413);
    }

    @Test
    void theKeysThatVerifyArePublished() throws Exception {
        HttpResponse<String> keys = get("/.well-known/jwks.json");

        assertThat(keys.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(keys.body()).get("keys")).hasSize(1);
        assertThat(keys.body()).doesNotContain("\"d\":");
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
