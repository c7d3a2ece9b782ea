package com.hometech.edf.api.access;

import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.common.error.InvalidInputException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies access tokens itself. A token is believed only if one of the given keys, the one that its {@code kid} names, has
 * signed it with RS256: keys and addresses of keys in the token mean nothing. Why a token is refused is logged for who runs the
 * server, at level debug, and never told to the caller.
 */
public final class JwtAuthenticator implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(JwtAuthenticator.class);
    private static final String SCHEME = "Bearer ";

    /** Characters of the longest token that is looked at; API Gateway takes no longer headers than 10 kB in all. */
    private static final int LONGEST_TOKEN = 8192;

    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final int LEAST_KEY_BITS = 2048;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * @param keys whose signatures are believed; fixed: nothing is fetched
     * @param issuer {@code iss} of every token
     * @param audience must be in {@code aud}
     * @throws InvalidInputException where a key is not an RSA key of at least 2048 bits with an id
     */
    public JwtAuthenticator(JWKSet keys, String issuer, String audience, Clock clock) {
        keys.getKeys().forEach(JwtAuthenticator::requireUsable);
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys.toPublicJWKSet())));
        processor.setJWTClaimsSetVerifier(new Claims(issuer, audience, clock));
    }

    /** What a token must say. */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final Clock clock;

        Claims(String issuer, String audience, Clock clock) {
            super(
                    audience,
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .claim(TokenClaims.TOKEN_USE, TokenClaims.ACCESS)
                            .build(),
                    Set.of(
                            TokenClaims.SUBJECT,
                            TokenClaims.CLIENT_ID,
                            TokenClaims.SCOPE,
                            TokenClaims.ISSUED_AT,
                            TokenClaims.EXPIRES_AT));
            this.clock = clock;
            setMaxClockSkew((int) LEEWAY.toSeconds());
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }

    @Override
    public Optional<Caller> authenticate(ApiRequest request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(token -> token.length() <= LONGEST_TOKEN)
                .flatMap(this::verify);
    }

    private Optional<Caller> verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (jwt.getHeader().getKeyID() == null) {
                return refused("it names no key");
            }
            JWTClaimsSet claims = processor.process(jwt, null);
            text(claims, TokenClaims.CLIENT_ID);
            if (claims.getExpirationTime() == null) {
                return refused("it never expires");
            }
            return Optional.of(
                    new Caller(text(claims, TokenClaims.SUBJECT), Scope.among(text(claims, TokenClaims.SCOPE))));
        } catch (ParseException | BadJOSEException | JOSEException failure) {
            return refused(String.valueOf(failure.getMessage()));
        }
    }

    /** A claim that may be neither null nor blank: the library asks only whether it is there. */
    private static String text(JWTClaimsSet claims, String name) throws ParseException {
        String value = claims.getStringClaim(name);
        if (value == null || value.isBlank()) {
            throw new ParseException(name + " says nothing", 0);
        }
        return value;
    }

    private static Optional<Caller> refused(String reason) {
        LOG.debug("access token refused: {}", reason);
        return Optional.empty();
    }

    private static void requireUsable(JWK key) {
        if (!(key instanceof RSAKey) || key.size() < LEAST_KEY_BITS || key.getKeyID() == null) {
            throw new InvalidInputException("Key " + key.getKeyID() + " cannot verify access tokens: use RSA keys of at"
                    + " least " + LEAST_KEY_BITS + " bits, each with a kid");
        }
    }
}
