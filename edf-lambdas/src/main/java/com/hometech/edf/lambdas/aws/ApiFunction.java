package com.hometech.edf.lambdas.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.api.ServedApi;
import com.hometech.edf.api.access.GatewayAuthenticator;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.api.access.TokenClaims;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.lambdas.GatewayEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lambda function that answers requests of API Gateway. What was read stays for the next request; configuration and clients of
 * stores are made anew every few minutes. Requests are not logged as they come: they hold access tokens.
 *
 * <p>With SnapStart, the snapshot holds loaded classes and nothing that was read.
 */
public abstract class ApiFunction implements RequestHandler<Map<String, Object>, Map<String, Object>>, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(ApiFunction.class);

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final ServedApi.Limits LIMITS = new ServedApi.Limits(64L << 20, 8);

    private final Surroundings surroundings;
    private AwsClients clients;
    private @Nullable Served served;

    /** An API over a platform, since when it is. */
    private record Served(AwsPlatform platform, ServedApi api, Instant since) {
        void close() {
            api.close();
            platform.close();
        }
    }

    ApiFunction(Surroundings surroundings) {
        this.surroundings = surroundings;
        clients = builtClients();
        // the context holds it weakly; Lambda holds the function
        Core.getGlobalContext().register(this);
    }

    /** Paths whose answers load the classes that a request needs, and change nothing. */
    abstract List<String> warmingPaths();

    /** Reads from the stores of this function what nobody asks for. */
    abstract void warmUp(AwsPlatform platform);

    @Override
    public final Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        return GatewayEvents.answer(served().api().answer(GatewayEvents.request(event, context.getAwsRequestId())));
    }

    /** Where a new one cannot be made, the one before goes on. */
    private synchronized Served served() {
        Instant now = surroundings.clock().instant();
        Served before = served;
        if (before != null && now.isBefore(before.since().plus(LIFE))) {
            return before;
        }
        try {
            Served next = serve(now);
            served = next;
            if (before != null) {
                before.close();
            }
            return next;
        } catch (EdfException failure) {
            if (before == null) {
                throw failure;
            }
            LOG.warn("The configuration cannot be read again: {}", failure.getMessage(), failure);
            served = new Served(before.platform(), before.api(), now);
            return before;
        }
    }

    private Served serve(Instant now) {
        AwsPlatform platform =
                new AwsPlatform(surroundings.settings(), clients, surroundings.log(), surroundings.clock());
        ServedApi api = new ServedApi(new ServedApi.Environment(
                platform,
                platform.configuration(),
                surroundings.settings().environmentSuffix(),
                new GatewayAuthenticator(surroundings.clock()),
                platform.cursorKey().getBytes(UTF_8),
                LIMITS));
        return new Served(platform, api, now);
    }

    /** Warms up; a failure costs the next start some time and nothing else. */
    @Override
    public final void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        try {
            Served warm = served();
            warmingPaths().forEach(path -> warm.api().answer(warmingRequest(path)));
            warmUp(warm.platform());
        } catch (EdfException failure) {
            LOG.warn("The snapshot is less warm than it could be: {}", failure.getMessage(), failure);
        }
        if (served != null) {
            served.close();
            served = null;
        }
        clients.close();
        clients = builtClients();
    }

    /** As from somebody who is not entitled to anything. */
    private ApiRequest warmingRequest(String path) {
        Map<String, String> claims = Map.of(
                "sub",
                "warm-up",
                TokenClaims.CLIENT_ID,
                "warm-up",
                TokenClaims.TOKEN_USE,
                TokenClaims.ACCESS,
                TokenClaims.SCOPE,
                Arrays.stream(Scope.values()).map(Scope::code).collect(Collectors.joining(" ")),
                "exp",
                Long.toString(surroundings.clock().instant().plus(LIFE).getEpochSecond()));
        return new ApiRequest("warm-up", "GET", path, Map.of(), Map.of(), claims, new byte[0]);
    }

    /** Nothing to do: whatever must not be of the snapshot's time was left out of it. */
    @Override
    public final void afterRestore(org.crac.Context<? extends Resource> context) {}

    private AwsClients builtClients() {
        AwsClients built = surroundings.clients().get();
        built.s3();
        built.dynamoDb();
        built.sageMaker();
        return built;
    }
}
