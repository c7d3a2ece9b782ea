package com.hometech.edf.api.access;

import static com.hometech.edf.api.access.Tokens.AUDIENCE;
import static com.hometech.edf.api.access.Tokens.CLOCK;
import static com.hometech.edf.api.access.Tokens.ISSUER;
import static com.hometech.edf.api.access.Tokens.KEY;
import static com.hometech.edf.api.access.Tokens.NOW;
import static com.hometech.edf.api.access.Tokens.OTHER_KEY;
import static com.hometech.edf.api.access.Tokens.claims;
import static com.hometech.edf.api.access.Tokens.header;
import static com.hometech.edf.api.access.Tokens.request;
import static com.hometech.edf.api.access.Tokens.signed;
import static com.hometech.edf.api.access.Tokens.valid;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtAuthenticatorTest {
    private static final Caller CALLER = new Caller("dso-north", Set.of(Scope.FORECASTS_READ, Scope.MODELS_READ));

    private final JwtAuthenticator authenticator =
            new JwtAuthenticator(new JWKSet(List.of(KEY)), ISSUER, AUDIENCE, CLOCK);

    @Test
    void aValidTokenSaysWhoAsksAndWhatTheyMay() {
        assertThat(authenticator.authenticate(request("Bearer " + valid()))).contains(CALLER);
    }

    @Test
    void theSchemesNameIsReadInAnyCase() {
        assertThat(authenticator.authenticate(request("bEaReR " + valid()))).contains(CALLER);
    }

    @Test
    void aTokenOfOneAudienceMayNameItAsText() {
        String token = signed(claims(change -> change.put("aud", AUDIENCE)));

        assertThat(authenticator.authenticate(request("Bearer " + token))).contains(CALLER);
    }

    @Test
    void aTokenWithoutScopeOfEdfNamesACallerWhoMayNothing() {
        String token = signed(claims(change -> change.put("scope", "openid edf/forecasts.reader EDF/homes.read")));

        assertThat(authenticator.authenticate(request("Bearer " + token))).contains(new Caller("dso-north", Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic ZHNvOnNlY3JldA==", "Token x", "bearer\t"})
    void withoutATokenNobodyIsKnown(String authorization) {
        assertThat(authenticator.authenticate(request(authorization))).isEmpty();
    }

    @Test
    void aTokenWithoutItsSchemeIsNotLookedAt() {
        assertThat(authenticator.authenticate(request(valid()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, 0, 59})
    void clocksMayDifferByAMinute(long secondsAfterExpiry) {
        long expiry = NOW.minusSeconds(secondsAfterExpiry).getEpochSecond();
        String expiring = signed(claims(change -> change.put("exp", expiry)));
        String beginning = signed(claims(
                change -> change.put("nbf", NOW.plusSeconds(secondsAfterExpiry).getEpochSecond())));

        assertThat(authenticator.authenticate(request("Bearer " + expiring))).contains(CALLER);
        assertThat(authenticator.authenticate(request("Bearer " + beginning))).contains(CALLER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("fault 57: forged, foreign, expired and malformed tokens")
    void fault57(String what, String token) {
        assertThat(authenticator.authenticate(request("Bearer " + token))).isEmpty();
    }

    static Stream<Arguments> fault57() throws JOSEException {
        String claims = JSONObjectUtils.toJSONString(claims());
        String[] parts = valid().split("\\.");
        RSAKey sameNameOtherKey = new RSAKey.Builder(OTHER_KEY).keyID("key-1").build();
        List<Arguments> tokens = new ArrayList<>();

        for (String none : new String[] {"none", "None", "NONE", "nOnE"}) {
            String header = base64("{\"alg\":\"" + none + "\",\"kid\":\"key-1\"}");
            tokens.add(Arguments.of("alg " + none + " without signature", header + "." + base64(claims) + "."));
            tokens.add(Arguments.of("alg " + none + " with signature", header + "." + parts[1] + "." + parts[2]));
        }
        tokens.add(Arguments.of(
                "HS256 with the public key as DER",
                macOf(claims, KEY.toRSAPublicKey().getEncoded())));
        tokens.add(Arguments.of("HS256 with the public key as PEM", macOf(claims, pem())));
        tokens.add(Arguments.of(
                "HS256 with the public key as JWK",
                macOf(claims, KEY.toPublicJWK().toJSONString().getBytes(UTF_8))));
        for (JWSAlgorithm other : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            tokens.add(Arguments.of(
                    "right key, " + other,
                    signed(new JWSHeader.Builder(other).keyID("key-1").build(), claims, KEY)));
        }

        tokens.add(Arguments.of("another key of the same name", signed(header(), claims, sameNameOtherKey)));
        tokens.add(Arguments.of("signature cut", parts[0] + "." + parts[1] + "." + parts[2].substring(4)));
        tokens.add(Arguments.of("signature missing", parts[0] + "." + parts[1] + "."));
        tokens.add(Arguments.of(
                "content exchanged",
                parts[0] + "." + base64(claims.replace("dso-north", "dso-south")) + "." + parts[2]));
        for (String kid :
                new String[] {"../../x", "/dev/null", "key-1' or '1'='1", "key-2", "", "http://evil.example/k"}) {
            tokens.add(Arguments.of("kid " + kid, signed(withKid(kid), claims, KEY)));
        }
        tokens.add(Arguments.of("no kid", signed(new JWSHeader(JWSAlgorithm.RS256), claims, KEY)));
        tokens.add(Arguments.of("its own key embedded", signed(withKid("key-2", OTHER_KEY), claims, OTHER_KEY)));
        tokens.add(Arguments.of(
                "its own key embedded under our name", signed(withKid("key-1", OTHER_KEY), claims, OTHER_KEY)));
        tokens.add(Arguments.of(
                "address of its own keys",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("key-2")
                                .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                                .x509CertURL(URI.create("http://127.0.0.1:1/certificate"))
                                .build(),
                        claims,
                        OTHER_KEY)));
        tokens.add(Arguments.of(
                "something critical that we do not know",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("key-1")
                                .criticalParams(Set.of("over-there"))
                                .customParam("over-there", "x")
                                .build(),
                        claims,
                        KEY)));

        for (String name : new String[] {"iss", "aud", "sub", "client_id", "token_use", "scope", "iat", "exp"}) {
            tokens.add(Arguments.of("without " + name, signed(claims(change -> change.remove(name)))));
            tokens.add(Arguments.of(
                    "list of lists as " + name, signed(claims(change -> change.put(name, List.of(List.of()))))));
        }
        for (String name : new String[] {"iss", "aud", "sub", "client_id", "token_use", "scope"}) {
            tokens.add(Arguments.of("blank as " + name, signed(claims(change -> change.put(name, " ")))));
        }
        for (String name : new String[] {"iss", "aud", "sub", "client_id", "token_use", "scope", "exp"}) {
            tokens.add(Arguments.of("null as " + name, signed(header(), withNull(name), KEY)));
        }
        for (String name : new String[] {"iss", "aud", "client_id", "token_use", "scope"}) {
            tokens.add(Arguments.of("number as " + name, signed(claims(change -> change.put(name, 1)))));
        }
        tokens.add(Arguments.of("another issuer", signed(claims(change -> change.put("iss", ISSUER + "/")))));
        tokens.add(Arguments.of("another audience", signed(claims(change -> change.put("aud", "edf2")))));
        tokens.add(Arguments.of("an id token", signed(claims(change -> change.put("token_use", "id")))));
        tokens.add(Arguments.of(
                "expired",
                signed(claims(change -> change.put("exp", NOW.minusSeconds(61).getEpochSecond())))));
        tokens.add(Arguments.of(
                "not yet valid",
                signed(claims(change -> change.put("nbf", NOW.plusSeconds(62).getEpochSecond())))));
        tokens.add(Arguments.of("expiry as text", signed(claims(change -> change.put("exp", "never")))));

        tokens.add(Arguments.of("content that is no JSON", signed(header(), "{\"iss\":", KEY)));
        tokens.add(Arguments.of("content that is a list", signed(header(), "[" + claims + "]", KEY)));
        tokens.add(Arguments.of(
                "the same claim twice", signed(header(), claims.replace("{", "{\"sub\":\"admin\","), KEY)));
        tokens.add(Arguments.of(
                "deep content", signed(header(), "{\"x\":" + "[".repeat(2500) + "]".repeat(2500) + "}", KEY)));
        tokens.add(Arguments.of(
                "deep header",
                base64("{\"alg\":\"RS256\",\"x\":" + "[".repeat(2500)) + "." + parts[1] + "." + parts[2]));
        tokens.add(Arguments.of("1 MB of dots", ".".repeat(1 << 20)));
        tokens.add(Arguments.of("1 MB of valid JSON", signed(claims(change -> change.put("x", "y".repeat(1 << 20))))));
        tokens.add(Arguments.of("just too long", signed(claims(change -> change.put("x", "y".repeat(6000))))));
        tokens.add(Arguments.of("one part", parts[0]));
        tokens.add(Arguments.of("two parts", parts[0] + "." + parts[1]));
        tokens.add(Arguments.of("only dots", ".."));
        tokens.add(Arguments.of("four parts", valid() + "." + parts[2]));
        tokens.add(Arguments.of("five parts", valid() + "." + parts[1] + "." + parts[2]));
        tokens.add(Arguments.of("two tokens", valid() + "," + valid()));
        tokens.add(Arguments.of("a token between others", valid() + " " + valid()));
        tokens.add(Arguments.of("letters of other scripts", "Ä" + valid()));
        return tokens.stream();
    }

    @Test
    void aTokenAsLongAsAllowedIsTaken() {
        assertThat(authenticator.authenticate(
                        request("Bearer " + signed(claims(change -> change.put("x", "y".repeat(5000)))))))
                .contains(CALLER);
    }

    @Test
    @DisplayName("whatever is changed in a token, it is refused and nothing is thrown")
    void changedTokensAreRefused() {
        Random random = new Random(57);
        String valid = valid();
        String beforeLast = valid.substring(0, valid.length() - 1);
        for (int round = 0; round < Integer.getInteger("edf.fuzz.tokens", 4_000); round++) {
            String changed = new String(changed(valid.getBytes(US_ASCII), random), UTF_8);
            // another last letter may stand for the same bytes: base64 leaves bits over
            if (!(changed.startsWith(beforeLast) && changed.length() == valid.length())) {
                assertThat(authenticator.authenticate(request("Bearer " + changed)))
                        .as(changed)
                        .isEmpty();
            }
        }
    }

    @Test
    @DisplayName("whatever a valid signature vouches for, nothing is thrown")
    void changedContentIsReadOrRefused() {
        Random random = new Random(58);
        byte[] claims = JSONObjectUtils.toJSONString(claims()).getBytes(UTF_8);
        int refused = 0;
        for (int round = 0; round < Integer.getInteger("edf.fuzz.contents", 100); round++) {
            String token = signed(header(), new String(changed(claims, random), UTF_8), KEY);
            refused += authenticator.authenticate(request("Bearer " + token)).isEmpty() ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    private static byte[] changed(byte[] original, Random random) {
        byte[] bytes = original.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> {
                int from = random.nextInt(bytes.length);
                int length = Math.min(bytes.length - from, 1 + random.nextInt(40));
                System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, from, length);
            }
            default -> {
                for (int count = 1 + random.nextInt(20); count > 0; count--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return bytes;
    }

    @Test
    void keysThatAreTooShortOrHaveNoNameAreNoKeys() throws Exception {
        RSAKey nameless = new RSAKey.Builder(KEY.toRSAPublicKey()).build();

        assertThatThrownBy(() -> new JwtAuthenticator(new JWKSet(nameless), ISSUER, AUDIENCE, CLOCK))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("2048");
    }

    private static JWSHeader withKid(String kid) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build();
    }

    private static JWSHeader withKid(String kid, RSAKey embedded) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(kid)
                .jwk(embedded.toPublicJWK())
                .build();
    }

    private static String withNull(String name) {
        return JSONObjectUtils.toJSONString(claims(change -> change.remove(name)))
                .replaceFirst("\\{", "{\"" + name + "\":null,");
    }

    private static String macOf(String claims, byte[] secret) throws JOSEException {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), new Payload(claims));
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private static byte[] pem() throws JOSEException {
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(KEY.toRSAPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(US_ASCII);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
