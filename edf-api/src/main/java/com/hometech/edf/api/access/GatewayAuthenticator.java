package com.hometech.edf.api.access;

import com.hometech.edf.api.http.ApiRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes who asks from what the gateway says about the access token that it has verified: signature, issuer and user pool are its
 * Cognito authorizer's concern. A request without these claims has not come through the authorizer and is refused; so is one
 * whose token has expired since, for the gateway remembers its verdicts for some minutes.
 */
public final class GatewayAuthenticator implements Authenticator {
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    /** As the gateway writes times: {@code Thu Nov 21 05:00:00 UTC 2024}. */
    private static final DateTimeFormatter GATEWAY_TIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss zzz yyyy", Locale.ROOT);

    private final Clock clock;

    /** @param clock tells which tokens have expired */
    public GatewayAuthenticator(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Caller> authenticate(ApiRequest request) {
        Map<String, String> claims = request.claims();
        String subject = claims.getOrDefault(TokenClaims.SUBJECT, "");
        String client = claims.getOrDefault(TokenClaims.CLIENT_ID, "");
        String scopes = claims.getOrDefault(TokenClaims.SCOPE, "");
        boolean isAccess = TokenClaims.ACCESS.equals(claims.get(TokenClaims.TOKEN_USE));
        boolean isComplete = !subject.isBlank() && !client.isBlank() && !scopes.isBlank();
        boolean isCurrent = expiry(claims.getOrDefault(TokenClaims.EXPIRES_AT, ""))
                .filter(expiry -> clock.instant().isBefore(expiry.plus(LEEWAY)))
                .isPresent();
        return isAccess && isComplete && isCurrent
                ? Optional.of(new Caller(subject, Scope.among(scopes)))
                : Optional.empty();
    }

    /** The gateway of REST APIs writes a date, that of HTTP APIs seconds since 1970. */
    private static Optional<Instant> expiry(String text) {
        try {
            return Optional.of(
                    text.matches("\\d{1,12}")
                            ? Instant.ofEpochSecond(Long.parseLong(text))
                            : ZonedDateTime.parse(text, GATEWAY_TIME).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
