package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.common.error.EdfException;
import java.util.Map;
import java.util.function.Consumer;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A Lambda function around a handler. Clients of AWS live as long as the function; platform and configuration are new in
 * each call, so that a function that stays warm, or was restored from an old snapshot, works with the configuration as it
 * is. What the handler throws leaves the function unchanged: the state machines know failures by their class names.
 *
 * <p>With SnapStart, Lambda keeps a snapshot of the function that has already warmed up: classes are loaded and initialised,
 * but no connection, credential or configuration of that time is kept.
 */
public abstract class AwsFunction implements RequestHandler<Map<String, Object>, Map<String, Object>>, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(AwsFunction.class);
    private static final String REQUEST_ID = "request_id";

    /** What functions around the registry use. */
    static final Consumer<AwsClients> MODEL_CLIENTS = clients -> {
        clients.s3();
        clients.sageMaker();
    };

    private final Surroundings surroundings;
    private final Consumer<AwsClients> used;
    private AwsClients clients;

    /** @param used asks for the clients that every call needs, so that they are built while Lambda starts the function */
    AwsFunction(Surroundings surroundings, Consumer<AwsClients> used) {
        this.surroundings = surroundings;
        this.used = used;
        clients = builtClients();
        // the context holds it weakly; Lambda holds the function
        Core.getGlobalContext().register(this);
    }

    /** The handler over a platform that lives for one call. */
    abstract RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform);

    /** Does, without changing anything, what loads the classes that a call needs. */
    abstract void warmUp(AwsPlatform platform);

    /** What may be logged of a payload or an answer; everything, unless a function says otherwise. */
    Map<String, Object> logged(Map<String, Object> payloadOrAnswer) {
        return payloadOrAnswer;
    }

    @Override
    public final Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try (MDC.MDCCloseable request = MDC.putCloseable(REQUEST_ID, context.getAwsRequestId());
                AwsPlatform platform = platform()) {
            LOG.atInfo().addKeyValue("input", logged(input)).log("asked");
            Map<String, Object> answer = answer(input, context, platform);
            LOG.atInfo().addKeyValue("answer", logged(answer)).log("answered");
            return answer;
        }
    }

    private Map<String, Object> answer(Map<String, Object> input, Context context, AwsPlatform platform) {
        try {
            return handler(platform).handleRequest(input, context);
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("failed");
            throw failure;
        }
    }

    /** Warms up; a failure costs the next start some time and nothing else. */
    @Override
    public final void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        try (AwsPlatform platform = platform()) {
            warmUp(platform);
        } catch (EdfException failure) {
            LOG.warn("The snapshot is less warm than it could be: {}", failure.getMessage(), failure);
        }
        clients.close();
        clients = builtClients();
    }

    /** Nothing to do: whatever must not be of the snapshot's time was left out of it. */
    @Override
    public final void afterRestore(org.crac.Context<? extends Resource> context) {}

    private AwsClients builtClients() {
        AwsClients built = surroundings.clients().get();
        used.accept(built);
        return built;
    }

    private AwsPlatform platform() {
        return new AwsPlatform(surroundings.settings(), clients, surroundings.log(), surroundings.clock());
    }
}
