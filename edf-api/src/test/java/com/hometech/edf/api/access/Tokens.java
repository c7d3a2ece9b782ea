package com.hometech.edf.api.access;

import com.hometech.edf.api.http.ApiRequest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Keys and tokens of an issuer that tests play. */
final class Tokens {
    static final Instant NOW = Instant.parse("2026-03-01T05:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String ISSUER = "http://127.0.0.1:8080";
    static final String AUDIENCE = "edf";
    static final RSAKey KEY = key("key-1");
    static final RSAKey OTHER_KEY = key("key-2");

    private Tokens() {}

    /** A new key. */
    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What a valid token says. */
    static Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", List.of(AUDIENCE));
        claims.put("sub", "dso-north");
        claims.put("client_id", "dso-north");
        claims.put("token_use", "access");
        claims.put("scope", "edf/forecasts.read openid edf/models.read");
        claims.put("iat", NOW.getEpochSecond());
        claims.put("exp", NOW.plusSeconds(3600).getEpochSecond());
        return claims;
    }

    /** What a valid token says, changed. */
    static Map<String, Object> claims(Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = claims();
        change.accept(claims);
        return claims;
    }

    static String valid() {
        return signed(claims());
    }

    static String signed(Map<String, Object> claims) {
        return signed(header(), JSONObjectUtils.toJSONString(claims), KEY);
    }

    static JWSHeader header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1").build();
    }

    /** A token with any text as its content. */
    static String signed(JWSHeader header, String payload, RSAKey key) {
        try {
            JWSObject token = new JWSObject(header, new Payload(payload));
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A request with this header and nothing else. */
    static ApiRequest request(String authorization) {
        return new ApiRequest(
                "request-1", "GET", "/v1/me", Map.of(), Map.of("authorization", authorization), Map.of(), new byte[0]);
    }

    /** A request with these claims of a gateway and nothing else. */
    static ApiRequest behindGateway(Map<String, String> claims) {
        return new ApiRequest("request-1", "GET", "/v1/me", Map.of(), Map.of(), claims, new byte[0]);
    }
}
