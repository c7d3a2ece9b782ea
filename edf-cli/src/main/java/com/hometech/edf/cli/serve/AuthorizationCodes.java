package com.hometech.edf.cli.serve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hometech.edf.api.access.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Codes that a page exchanges for an access token: each once, and soon (RFC 6749, with PKCE of RFC 7636). */
final class AuthorizationCodes {
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int MOST = 1000;
    private static final int CODE_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Grant> grants =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFETIME).build();

    /**
     * What a code stands for.
     *
     * @param subject who has signed in
     * @param scopes what the token will allow
     * @param redirectUri where the code was sent
     * @param challenge SHA-256 of the verifier, in base64url
     */
    record Grant(String subject, Set<Scope> scopes, String redirectUri, String challenge) {}

    /** A new code. */
    String issue(Grant grant) {
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        grants.put(code, grant);
        return code;
    }

    /** What the code stands for; empty where it is unknown, used, expired, or not this page's. It is used up in any case. */
    Optional<Grant> redeem(String code, String redirectUri, String verifier) {
        return Optional.ofNullable(grants.asMap().remove(code))
                .filter(grant -> grant.redirectUri().equals(redirectUri))
                .filter(grant -> MessageDigest.isEqual(
                        grant.challenge().getBytes(StandardCharsets.UTF_8),
                        challenge(verifier).getBytes(StandardCharsets.UTF_8)));
    }

    static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
