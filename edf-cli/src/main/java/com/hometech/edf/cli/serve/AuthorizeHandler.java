package com.hometech.edf.cli.serve;

import com.hometech.edf.api.access.Scope;
import com.hometech.edf.cli.serve.AuthorizationCodes.Grant;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.port.Entitlements;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Where the pages send a user to sign in: a page with everybody who may see something. It asks for no password, so it answers
 * this machine alone, also where the server listens to others. The code goes back to the pages of this server and nowhere else.
 */
final class AuthorizeHandler extends Handler.Abstract {
    static final String PATH = "/oauth2/authorize";

    private static final int LONGEST_STATE = 500;
    private static final int MOST_FIELDS = 20;
    private static final int MOST_FORM_BYTES = 16 * 1024;

    private final Entitlements entitlements;
    private final AuthorizationCodes codes;
    private final String grantCommand;
    private final Template page;

    /** @param grantCommand how the user lets somebody see something */
    AuthorizeHandler(Entitlements entitlements, AuthorizationCodes codes, String grantCommand) {
        super(InvocationType.BLOCKING);
        this.entitlements = entitlements;
        this.codes = codes;
        this.grantCommand = grantCommand;
        this.page = Mustache.compiler().escapeHTML(true).compile(template());
    }

    /** What the pages ask for, as far as it is valid. */
    private record Wanted(String redirectUri, String state, String challenge, Set<Scope> scopes) {}

    /** One who may sign in, as the page shows it. */
    private record Known(String subject, String tenant, String sees) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals(PATH)) {
            return false;
        }
        boolean posted = HttpMethod.POST.is(request.getMethod());
        if (!LocalHosts.isLocal(request)) {
            LocalHosts.refuse(response, callback);
        } else if (!posted && !HttpMethod.GET.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, POST");
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
        } else if (posted && !isOwnForm(request)) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
        } else {
            FormFields fields = new FormFields(
                    posted
                            ? org.eclipse.jetty.server.FormFields.getFields(request, MOST_FIELDS, MOST_FORM_BYTES)
                            : Request.extractQueryParameters(request));
            answer(request, response, callback, fields, posted);
        }
        return true;
    }

    /** A form of another site must not sign anybody in. */
    private static boolean isOwnForm(Request request) {
        return origin(request).equals(request.getHeaders().get(HttpHeader.ORIGIN));
    }

    private static String origin(Request request) {
        return "http://" + request.getHeaders().get(HttpHeader.HOST);
    }

    private void answer(Request request, Response response, Callback callback, FormFields fields, boolean posted) {
        String redirectUri = fields.get("redirect_uri");
        if (!fields.get("client_id").equals(LocalIssuer.PAGES)
                || !redirectUri.equals(origin(request) + "/signed-in.html")) {
            // whoever asks is not to be trusted with an answer at an address of their choice
            ErrorAnswers.send(
                    response,
                    callback,
                    HttpStatus.BAD_REQUEST_400,
                    "client_id must be " + LocalIssuer.PAGES
                            + ", and redirect_uri the page signed-in.html of this server");
            return;
        }
        String state = fields.get("state");
        String challenge = fields.get("code_challenge");
        boolean isComplete = fields.get("response_type").equals("code")
                && fields.get("code_challenge_method").equals("S256")
                && challenge.matches("[A-Za-z0-9_-]{43}")
                && state.length() <= LONGEST_STATE;
        Wanted wanted = new Wanted(redirectUri, state, challenge, Scope.among(fields.get("scope")));
        if (!isComplete) {
            redirect(response, callback, wanted, "error=invalid_request");
        } else if (ClientScopes.areUnknown(fields.get("scope"))) {
            redirect(response, callback, wanted, "error=invalid_scope");
        } else if (posted) {
            signIn(response, callback, wanted, fields.get("subject"));
        } else {
            Answers.send(response, callback, HttpStatus.OK_200, Answers.HTML, page.execute(view(wanted)));
        }
    }

    private void signIn(Response response, Callback callback, Wanted wanted, String subject) {
        String answer = entitlements
                .find(subject)
                .map(known -> "code="
                        + codes.issue(new Grant(
                                known.subject(),
                                ClientScopes.allowed(known, wanted.scopes()),
                                wanted.redirectUri(),
                                wanted.challenge())))
                .orElse("error=access_denied");
        redirect(response, callback, wanted, answer);
    }

    private static void redirect(Response response, Callback callback, Wanted wanted, String answer) {
        String state = URLEncoder.encode(wanted.state(), StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.LOCATION, wanted.redirectUri() + "?" + answer + "&state=" + state);
        Answers.send(response, callback, HttpStatus.SEE_OTHER_303, Answers.HTML, "");
    }

    private Map<String, Object> view(Wanted wanted) {
        List<Known> known = entitlements.all().stream()
                .map(each -> new Known(each.subject(), each.tenant(), sees(each)))
                .toList();
        return Map.of(
                "client", LocalIssuer.PAGES,
                "redirectUri", wanted.redirectUri(),
                "state", wanted.state(),
                "challenge", wanted.challenge(),
                "scope", LocalIssuer.text(wanted.scopes()),
                "known", known,
                "nobody", known.isEmpty(),
                "grantCommand", grantCommand);
    }

    private static String sees(Entitlement entitlement) {
        return entitlement.buildings().size() + " buildings, "
                + entitlement.areas().size() + " areas"
                + (entitlement.mayDecideModels() ? ", decides about models" : "");
    }

    private static String template() {
        try (InputStream resource = AuthorizeHandler.class.getResourceAsStream("sign-in.mustache")) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
