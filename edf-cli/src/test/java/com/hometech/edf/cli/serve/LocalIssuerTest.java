package com.hometech.edf.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.api.access.Caller;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.common.error.InvalidInputException;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalIssuerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T05:00:00Z");
    private static final Set<Scope> SCOPES = Set.of(Scope.FORECASTS_READ, Scope.HOMES_READ);

    @TempDir
    private static Path made;

    @TempDir
    private Path home;

    @BeforeAll
    static void makeKeys() {
        LocalIssuer.of(made, Clock.systemUTC());
    }

    /** Making a key takes a while: tests that are about something else have one. */
    @BeforeEach
    void copyKeys() throws IOException {
        FileUtils.copyDirectory(
                made.resolve("api").toFile(), home.resolve("api").toFile());
        for (String file : new String[] {"signing-key.json", "client-secret"}) {
            Files.setPosixFilePermissions(
                    home.resolve("api").resolve(file), PosixFilePermissions.fromString("rw-------"));
        }
    }

    private LocalIssuer issuer(Instant now) {
        return LocalIssuer.of(home, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Optional<Caller> taken(LocalIssuer issuer, String token) {
        return issuer.authenticator()
                .authenticate(new ApiRequest(
                        "1",
                        "GET",
                        "/v1/me",
                        Map.of(),
                        Map.of("Authorization", "Bearer " + token),
                        Map.of(),
                        new byte[0]));
    }

    @Test
    void tokensAreTakenByServersOfTheSameHomeForAnHour() {
        String token = issuer(NOW).tokenOfMachine("dso-north", SCOPES);

        assertThat(taken(issuer(NOW.plus(Duration.ofMinutes(59))), token)).contains(new Caller("dso-north", SCOPES));
        assertThat(taken(issuer(NOW.plus(Duration.ofMinutes(62))), token)).isEmpty();
    }

    @Test
    void aUsersTokenNamesThePagesAsItsClient() throws Exception {
        String token = issuer(NOW).tokenOfUser("resident", SCOPES);

        assertThat(taken(issuer(NOW), token)).contains(new Caller("resident", SCOPES));
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getClaims())
                .containsEntry("sub", "resident")
                .containsEntry("client_id", "edf-pages")
                .containsEntry("token_use", "access");
    }

    @Test
    void anotherHomesTokensAreRefused(@TempDir Path other) {
        String token = LocalIssuer.of(other, Clock.fixed(NOW, ZoneOffset.UTC)).tokenOfMachine("dso-north", SCOPES);

        assertThat(taken(issuer(NOW), token)).isEmpty();
    }

    @Test
    void secretsAreForTheirOwnerAlone() throws Exception {
        FileUtils.deleteDirectory(home.toFile());
        issuer(NOW);
        LocalIssuer.cursorKey(home);

        try (Stream<Path> files = Files.list(home.resolve("api"))) {
            assertThat(files.toList()).hasSize(3).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/signing-key.json", "api/client-secret"})
    void aSecretThatOthersMayReadIsRefused(String file) throws Exception {
        issuer(NOW);
        Files.setPosixFilePermissions(home.resolve(file), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> issuer(NOW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("rw-r-----")
                .hasMessageContaining("Remove it");
    }

    @Test
    void aDamagedKeyIsNamedWithTheWayOut() throws Exception {
        issuer(NOW);
        Files.writeString(home.resolve("api/signing-key.json"), "{}");

        assertThatThrownBy(() -> issuer(NOW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("signing-key.json")
                .hasMessageContaining("Remove it");
    }

    @Test
    void anEmptySecretIsNoSecret() throws Exception {
        Files.writeString(home.resolve("api/client-secret"), "\n");
        LocalIssuer.cursorKey(home);
        Files.writeString(home.resolve("api/cursor-key"), "");

        assertThatThrownBy(() -> issuer(NOW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("client-secret holds no secret")
                .hasMessageContaining("Remove it");
        assertThatThrownBy(() -> LocalIssuer.cursorKey(home))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cursor-key holds no secret");
    }

    @Test
    void whoStartsAtTheSameTimeGetsTheSameKey() throws IOException {
        FileUtils.deleteDirectory(home.toFile());
        List<String> keys = IntStream.range(0, 3)
                .parallel()
                .mapToObj(number -> issuer(NOW).publicKeys().toString())
                .toList();

        assertThat(Set.copyOf(keys)).hasSize(1);
    }

    @Test
    void onlyWhatVerifiesIsPublished() {
        assertThat(issuer(NOW).publicKeys().toString())
                .contains("\"kty\":\"RSA\"", "\"kid\":")
                .doesNotContain("\"d\":", "\"p\":", "\"q\":");
    }
}
