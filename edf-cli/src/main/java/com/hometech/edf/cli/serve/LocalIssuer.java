package com.hometech.edf.cli.serve;

import com.hometech.edf.api.access.JwtAuthenticator;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.api.access.TokenClaims;
import com.hometech.edf.common.error.InvalidInputException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Issues access tokens like those of Amazon Cognito, signed with a key that never leaves the home. Only servers of the same home
 * take them.
 */
public final class LocalIssuer {
    /** For how long a token is valid. */
    public static final Duration LIFETIME = Duration.ofHours(1);
    /** The client that the pages are. */
    public static final String PAGES = "edf-pages";

    private static final String ISSUER = "urn:edf:local";
    private static final String AUDIENCE = "edf";
    private static final int KEY_BITS = 2048;
    private static final int SECRET_BYTES = 32;

    private final RSAKey key;
    private final String clientSecret;
    private final Clock clock;

    private LocalIssuer(RSAKey key, String clientSecret, Clock clock) {
        this.key = key;
        this.clientSecret = clientSecret;
        this.clock = clock;
    }

    /**
     * The issuer of a home; its key and secret are made when they are missing.
     *
     * @throws InvalidInputException where the key or secret cannot be used, or others than its owner may read them
     */
    public static LocalIssuer of(Path home, Clock clock) {
        Path file = home.resolve("api/signing-key.json");
        String key = PrivateFiles.readOrCreate(file, LocalIssuer::newKey);
        String secret = secret(secretFile(home));
        try {
            return new LocalIssuer(RSAKey.parse(key), secret, clock);
        } catch (ParseException failure) {
            throw new InvalidInputException(
                    file + " holds no signing key. Remove it, so that a new one is made", failure);
        }
    }

    /** Where the secret of the home's clients lies. */
    public static Path secretFile(Path home) {
        return home.resolve("api/client-secret");
    }

    /**
     * What signs the cursors of this home's server; made when it is missing.
     *
     * @throws InvalidInputException where it is too short, or others than its owner may read it
     */
    public static byte[] cursorKey(Path home) {
        return secret(home.resolve("api/cursor-key")).getBytes(StandardCharsets.UTF_8);
    }

    /** An emptied file must not make nothing a secret that everybody knows. */
    private static String secret(Path file) {
        String secret = PrivateFiles.readOrCreate(file, LocalIssuer::newSecret).strip();
        if (secret.length() < SECRET_BYTES) {
            throw new InvalidInputException(file + " holds no secret of at least " + SECRET_BYTES
                    + " characters. Remove it, so that a new one is made");
        }
        return secret;
    }

    private static String newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS256)
                            .keyIDFromThumbprint(true)
                            .generate()
                            .toJSONString()
                    + "\n";
        } catch (JOSEException impossible) {
            throw new IllegalStateException("Every Java runtime makes RSA keys", impossible);
        }
    }

    private static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
    }

    /** A token for a machine, which is its own subject. */
    public String tokenOfMachine(String client, Set<Scope> scopes) {
        return token(client, client, scopes);
    }

    /** A token for a user of the pages. */
    public String tokenOfUser(String subject, Set<Scope> scopes) {
        return token(subject, PAGES, scopes);
    }

    private String token(String subject, String client, Set<Scope> scopes) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .claim(TokenClaims.CLIENT_ID, client)
                .claim(TokenClaims.TOKEN_USE, TokenClaims.ACCESS)
                .claim(TokenClaims.SCOPE, text(scopes))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException failure) {
            throw new InvalidInputException(
                    "The signing key of this home does not sign. Remove it, so that a new one is made", failure);
        }
        return token.serialize();
    }

    /** Scopes as tokens say them. */
    static String text(Set<Scope> scopes) {
        return scopes.stream().map(Scope::code).sorted().collect(Collectors.joining(" "));
    }

    /** Takes the tokens of this issuer. */
    public JwtAuthenticator authenticator() {
        return new JwtAuthenticator(publicKeys(), ISSUER, AUDIENCE, clock);
    }

    /** What verifies the tokens. */
    JWKSet publicKeys() {
        return new JWKSet(key.toPublicJWK());
    }

    /** Whether this is the secret of the home's clients. */
    boolean isSecret(String given) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), clientSecret.getBytes(StandardCharsets.UTF_8));
    }
}
