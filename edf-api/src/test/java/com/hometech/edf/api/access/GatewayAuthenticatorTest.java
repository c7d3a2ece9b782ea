package com.hometech.edf.api.access;

import static com.hometech.edf.api.access.Tokens.CLOCK;
import static com.hometech.edf.api.access.Tokens.NOW;
import static com.hometech.edf.api.access.Tokens.behindGateway;
import static com.hometech.edf.api.access.Tokens.request;
import static com.hometech.edf.api.access.Tokens.valid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAuthenticatorTest {
    private final GatewayAuthenticator authenticator = new GatewayAuthenticator(CLOCK);

    /** As API Gateway's Cognito authorizer passes on the claims of a user. */
    private static Map<String, String> claims() {
        return new HashMap<>(Map.of(
                "sub", "8d9f5a1e-3c2b-4f6a-9e1d-7b6c5a4d3e2f",
                "client_id", "6k9v8r2pages",
                "token_use", "access",
                "scope", "edf/homes.read openid",
                "exp", "Sun Mar 1 06:00:00 UTC 2026"));
    }

    @Test
    void aUserIsKnownByTheirSubject() {
        assertThat(authenticator.authenticate(behindGateway(claims())))
                .contains(new Caller("8d9f5a1e-3c2b-4f6a-9e1d-7b6c5a4d3e2f", Set.of(Scope.HOMES_READ)));
    }

    @Test
    void aMachineIsKnownByItsClientIdWhichIsItsSubject() {
        Map<String, String> claims = claims();
        claims.put("sub", "4dso0north");
        claims.put("client_id", "4dso0north");

        assertThat(authenticator.authenticate(behindGateway(claims)))
                .hasValueSatisfying(caller -> assertThat(caller.subject()).isEqualTo("4dso0north"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "client_id", "token_use", "scope", "exp"})
    void aClaimThatIsMissingOrBlankMeansNobody(String name) {
        Map<String, String> claims = claims();
        claims.put(name, " ");
        assertThat(authenticator.authenticate(behindGateway(claims))).isEmpty();

        claims.remove(name);
        assertThat(authenticator.authenticate(behindGateway(claims))).isEmpty();
    }

    @Test
    void anIdTokenIsNoAccessToken() {
        Map<String, String> claims = claims();
        claims.put("token_use", "id");

        assertThat(authenticator.authenticate(behindGateway(claims))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Sun Mar 1 05:00:01 UTC 2026,  true",
        "Sun Mar 01 04:59:01 UTC 2026, true",
        "Sun Mar 1 04:59:00 UTC 2026,  false",
        "Mon Mar 1 06:00:00 UTC 2026,  false",
        "tomorrow,                     false",
        "99999999999999999999,         false",
        "-1,                           false",
    })
    void aTokenThatHasExpiredSinceItWasVerifiedIsRefused(String expiry, boolean isTaken) {
        Map<String, String> claims = claims();
        claims.put("exp", expiry);

        assertThat(authenticator.authenticate(behindGateway(claims)).isPresent())
                .isEqualTo(isTaken);
    }

    @Test
    void secondsAreReadToo() {
        Map<String, String> claims = claims();
        claims.put("exp", Long.toString(NOW.minusSeconds(59).getEpochSecond()));
        assertThat(authenticator.authenticate(behindGateway(claims))).isPresent();

        claims.put("exp", Long.toString(NOW.minusSeconds(60).getEpochSecond()));
        assertThat(authenticator.authenticate(behindGateway(claims))).isEmpty();
    }

    @Test
    void aTokenInTheRequestCountsForNothing() {
        assertThat(authenticator.authenticate(request("Bearer " + valid()))).isEmpty();
    }
}
