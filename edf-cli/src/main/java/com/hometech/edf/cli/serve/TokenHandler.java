package com.hometech.edf.cli.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.common.port.Entitlements;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives access tokens: to the pages for a code, to machines for the secret of this home, which only its owner can read. A machine
 * is one of those that may see something.
 */
final class TokenHandler extends Handler.Abstract {
    static final String PATH = "/oauth2/token";

    private static final String BASIC = "Basic ";
    private static final int MOST_FIELDS = 20;
    private static final int MOST_FORM_BYTES = 16 * 1024;

    private final LocalIssuer issuer;
    private final Entitlements entitlements;
    private final AuthorizationCodes codes;

    TokenHandler(LocalIssuer issuer, Entitlements entitlements, AuthorizationCodes codes) {
        super(InvocationType.BLOCKING);
        this.issuer = issuer;
        this.entitlements = entitlements;
        this.codes = codes;
    }

    /** Who a client says it is. */
    private record Credentials(String client, String secret) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals(PATH)) {
            return false;
        }
        if (!HttpMethod.POST.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "POST");
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        FormFields fields =
                new FormFields(org.eclipse.jetty.server.FormFields.getFields(request, MOST_FIELDS, MOST_FORM_BYTES));
        switch (fields.get("grant_type")) {
            case "authorization_code" -> forCode(response, callback, fields);
            case "client_credentials" -> forMachine(request, response, callback, fields);
            default -> refuse(response, callback, HttpStatus.BAD_REQUEST_400, "unsupported_grant_type");
        }
        return true;
    }

    private void forCode(Response response, Callback callback, FormFields fields) {
        codes.redeem(fields.get("code"), fields.get("redirect_uri"), fields.get("code_verifier"))
                .filter(grant -> fields.get("client_id").equals(LocalIssuer.PAGES))
                .ifPresentOrElse(
                        grant -> give(
                                response,
                                callback,
                                issuer.tokenOfUser(grant.subject(), grant.scopes()),
                                grant.scopes()),
                        () -> refuse(response, callback, HttpStatus.BAD_REQUEST_400, "invalid_grant"));
    }

    private void forMachine(Request request, Response response, Callback callback, FormFields fields) {
        if (ClientScopes.areUnknown(fields.get("scope"))) {
            refuse(response, callback, HttpStatus.BAD_REQUEST_400, "invalid_scope");
            return;
        }
        Set<Scope> wanted = Scope.among(fields.get("scope"));
        credentials(request, fields)
                .filter(given -> issuer.isSecret(given.secret()))
                .flatMap(given -> entitlements.find(given.client()))
                .ifPresentOrElse(
                        known -> {
                            Set<Scope> scopes = ClientScopes.allowed(known, wanted);
                            give(response, callback, issuer.tokenOfMachine(known.subject(), scopes), scopes);
                        },
                        () -> {
                            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"edf\"");
                            refuse(response, callback, HttpStatus.UNAUTHORIZED_401, "invalid_client");
                        });
    }

    private static Optional<Credentials> credentials(Request request, FormFields fields) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header == null) {
            return fields.find("client_id")
                    .flatMap(client -> fields.find("client_secret").map(secret -> new Credentials(client, secret)));
        }
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String text = new String(bytes, StandardCharsets.UTF_8);
            int colon = text.lastIndexOf(':'); // a subject may hold one, the secret does not
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static void give(Response response, Callback callback, String token, Set<Scope> scopes) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", LocalIssuer.LIFETIME.toSeconds())
                .put("scope", LocalIssuer.text(scopes));
        Answers.send(response, callback, HttpStatus.OK_200, Answers.JSON, answer.toString());
    }

    private static void refuse(Response response, Callback callback, int status, String error) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("error", error);
        Answers.send(response, callback, status, Answers.JSON, answer.toString());
    }
}
