package com.hometech.edf.api.http;

import com.hometech.edf.api.access.Authenticator;
import com.hometech.edf.api.access.Caller;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.api.contract.Contract;
import com.hometech.edf.api.contract.Contract.Route;
import com.hometech.edf.api.contract.Operation;
import com.hometech.edf.api.http.RecentAnswers.Recent;
import com.hometech.edf.common.error.DependencyUnavailableException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests as the contract says: finds the operation, the caller and the parameters, asks the operation's handler, and
 * sends what it answers or what went wrong. Handlers exist for exactly the operations of the contract.
 */
public final class Dispatcher implements Api {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final String RETRY_SECONDS = "5";
    private static final String LOGGED_ID = "request_id";
    private static final String LOGGED_OPERATION = "operation";

    /** Who asks where nobody need say who they are. */
    private static final Caller ANYBODY = new Caller("", Set.of());

    private final Contract contract;
    private final Map<String, Handler> handlers;
    private final Authenticator authenticator;
    private final RecentAnswers recent;
    private final Clock clock;

    /** @param handlers by {@code operationId} */
    public Dispatcher(
            Contract contract,
            Map<String, Handler> handlers,
            Authenticator authenticator,
            RecentAnswers recent,
            Clock clock) {
        Set<String> promised =
                contract.operations().stream().map(Operation::id).collect(Collectors.toCollection(TreeSet::new));
        if (!promised.equals(handlers.keySet())) {
            throw new IllegalArgumentException("The contract has the operations " + promised
                    + ", and handlers are there for " + new TreeSet<>(handlers.keySet()));
        }
        this.contract = contract;
        this.handlers = Map.copyOf(handlers);
        this.authenticator = authenticator;
        this.recent = recent;
        this.clock = clock;
    }

    @Override
    public ApiResponse answer(ApiRequest request) {
        long began = clock.millis();
        Route route = contract.route(request.method(), request.path());
        String operation =
                route instanceof Route.Found found ? found.operation().id() : "none";
        Reply reply;
        try {
            reply = reply(request, route);
        } catch (ProblemException problem) {
            reply = Reply.ofProblem(problem, request.id());
        } catch (DependencyUnavailableException failure) {
            LOG.atWarn()
                    .addKeyValue(LOGGED_ID, request.id())
                    .addKeyValue(LOGGED_OPERATION, operation)
                    .setCause(failure)
                    .log("not available");
            reply = Reply.ofProblem(
                    ProblemException.of(
                            ProblemType.UNAVAILABLE,
                            "What this needs does not answer at present; try again after the time in Retry-After",
                            Map.of("Retry-After", RETRY_SECONDS)),
                    request.id());
        } catch (RuntimeException | StackOverflowError defect) {
            LOG.atError()
                    .addKeyValue(LOGGED_ID, request.id())
                    .addKeyValue(LOGGED_OPERATION, operation)
                    .setCause(defect)
                    .log("defect");
            reply = Reply.ofProblem(
                    ProblemException.of(
                            ProblemType.INTERNAL_ERROR, "This should not have happened; quote instance to support"),
                    request.id());
        }
        ApiResponse response = reply.response(request);
        LOG.atInfo()
                .addKeyValue(LOGGED_ID, request.id())
                .addKeyValue("method", request.method().length() > 8 ? "other" : request.method())
                .addKeyValue(LOGGED_OPERATION, operation)
                .addKeyValue("status", response.status())
                .addKeyValue("bytes", response.body().length)
                .addKeyValue("milliseconds", clock.millis() - began)
                .log("answered");
        return response;
    }

    private Reply reply(ApiRequest request, Route route) {
        if (route instanceof Route.Found found) {
            return reply(request, found.operation(), found.variables());
        }
        if (route instanceof Route.OtherMethods others) {
            String allowed = String.join(", ", others.allowed());
            throw ProblemException.of(
                    ProblemType.METHOD_NOT_ALLOWED, "This path takes " + allowed, Map.of("Allow", allowed));
        }
        throw ProblemException.of(
                ProblemType.NOT_FOUND, "There is no such path; see openapi.yaml for those that there are");
    }

    private Reply reply(ApiRequest request, Operation operation, Map<String, String> variables) {
        Caller caller = operation.open() ? ANYBODY : caller(request);
        if (!operation.open()) {
            requireScope(operation, caller, request.id());
        }
        String mediaType = Negotiation.mediaType(request.header("Accept"), operation.mediaTypes())
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_ACCEPTABLE,
                        "This can be had as " + String.join(" or ", operation.mediaTypes()) + "; name one in Accept"));
        Call call = new Call(request, operation, caller, ArgumentReader.read(operation, variables, request), mediaType);
        Answer answer = Objects.requireNonNull(handlers.get(operation.id())).answer(call);
        boolean tagged = operation.headers().contains("ETag");
        if (answer.key().isEmpty()) {
            return Reply.of(recent.read(answer.content()), answer.maxAge(), Optional.empty(), tagged);
        }
        Recent found = recent.get(answer.key().get(), answer.content());
        return Reply.of(found.content(), answer.maxAge(), found.age(), tagged);
    }

    private Caller caller(ApiRequest request) {
        return authenticator
                .authenticate(request)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNAUTHORIZED,
                        "Send a valid access token in the header Authorization, after Bearer",
                        Map.of("WWW-Authenticate", "Bearer")));
    }

    private static void requireScope(Operation operation, Caller caller, String requestId) {
        boolean allowed =
                operation.scopes().isEmpty() || operation.scopes().stream().anyMatch(caller.scopes()::contains);
        if (!allowed) {
            Audit.denied(caller, requestId, operation.id(), "scope");
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "This needs an access token with the scope "
                            + operation.scopes().stream()
                                    .map(Scope::code)
                                    .sorted()
                                    .collect(Collectors.joining(" or ")));
        }
    }
}
