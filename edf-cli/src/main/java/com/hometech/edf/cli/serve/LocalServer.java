package com.hometech.edf.cli.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.api.http.Api;
import com.hometech.edf.cli.serve.Documents.Document;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.Entitlements;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Serves the API, the pages, and where callers have to sign in, what signs them in. One process, plain HTTP: for the machine it
 * runs on, and behind nothing.
 */
public final class LocalServer implements AutoCloseable {
    private static final String API_RESOURCES = "com/hometech/edf/api/";
    private static final int MOST_THREADS = 64;
    private static final int MOST_CONNECTIONS = 512;
    /** Request line and headers together; a token has 8 kB at most. */
    private static final int MOST_HEADER_BYTES = 16 * 1024;

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration FIRST_REQUEST_WITHIN = Duration.ofSeconds(10);
    private static final int LEAST_BYTES_PER_SECOND = 500;
    /** Requests under way may take so long to end when the server stops: a little more than the API takes at most. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    private final String host;
    private final int port;
    private final Server server;
    private final ServerConnector connector;

    /**
     * Who signs callers in.
     *
     * @param entitlements who may sign in
     * @param grantCommand how the user lets somebody see something
     */
    public record SignIn(LocalIssuer issuer, Entitlements entitlements, String grantCommand) {}

    /**
     * @param host where to listen
     * @param port 0 for any that is free
     * @param signIn empty where callers need no access token: then it listens on this machine only
     * @throws InvalidInputException where it would be open to other machines without access tokens
     */
    public LocalServer(String host, int port, Api api, Optional<SignIn> signIn) {
        this(host, port, api, signIn, FIRST_REQUEST_WITHIN);
    }

    LocalServer(String host, int port, Api api, Optional<SignIn> signIn, Duration firstRequestWithin) {
        this(host, port, api, signIn, firstRequestWithin, IDLE);
    }

    LocalServer(String host, int port, Api api, Optional<SignIn> signIn, Duration firstRequestWithin, Duration idle) {
        boolean isLocal = LocalHosts.isLoopback(host);
        if (!isLocal && signIn.isEmpty()) {
            throw new InvalidInputException("--no-auth with --host " + host
                    + " would show everything to other machines;" + " leave out one of the two");
        }
        this.host = host;
        this.port = port;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
        threads.setName("edf-serve");
        server = new Server(threads);
        connector = new ServerConnector(server, new HttpConnectionFactory(http()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idle.toMillis());
        connector.addBean(new FirstRequest(connector.getScheduler(), firstRequestWithin));
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        server.setErrorHandler(new ErrorAnswers());
        server.setStopTimeout(STOP_WITHIN.toMillis());
        Handler all = routes(api, signIn);
        server.setHandler(new GracefulHandler(new MinimumDataRateHandler(
                isLocal ? new LocalHosts(all) : all, LEAST_BYTES_PER_SECOND, LEAST_BYTES_PER_SECOND)));
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        http.setSendServerVersion(false);
        return http;
    }

    private static Handler routes(Api api, Optional<SignIn> signIn) {
        Map<String, Document> documents = new LinkedHashMap<>();
        documents.put("/openapi.yaml", new Document("application/yaml", text("openapi.yaml")));
        documents.put("/config.json", new Document(Answers.JSON, configuration(signIn.isPresent())));
        signIn.ifPresent(with -> documents.put(
                "/.well-known/jwks.json",
                new Document(
                        "application/jwk-set+json", with.issuer().publicKeys().toString())));
        Handler.Sequence pages = new Handler.Sequence();
        signIn.ifPresent(with -> {
            AuthorizationCodes codes = new AuthorizationCodes();
            pages.addHandler(new TokenHandler(with.issuer(), with.entitlements(), codes));
            pages.addHandler(new AuthorizeHandler(with.entitlements(), codes, with.grantCommand()));
        });
        pages.addHandler(new Documents(documents));
        pages.addHandler(staticPages());
        return new Handler.Sequence(new ApiHandler(api), new PageHeaders(pages));
    }

    private static Handler staticPages() {
        ResourceHandler pages = new ResourceHandler();
        Resource base = ResourceFactory.root().newClassLoaderResource(API_RESOURCES + "pages/");
        pages.setBaseResource(Objects.requireNonNull(base, "the pages are not on the class path"));
        pages.setWelcomeFiles("index.html");
        pages.setDirAllowed(false);
        pages.setEtags(true);
        pages.setPrecompressedFormats(CompressedContentFormat.GZIP);
        pages.setCacheControl("no-cache"); // ask each time, an ETag says whether it changed
        return pages;
    }

    private static String configuration(boolean withSignIn) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        if (!withSignIn) {
            return configuration.put("auth", "none").toString();
        }
        configuration
                .put("auth", "oauth2")
                .put("authorize_url", AuthorizeHandler.PATH)
                .put("token_url", TokenHandler.PATH)
                .put("client_id", LocalIssuer.PAGES);
        ArrayNode scopes = configuration.putArray("scopes");
        for (Scope scope : Scope.values()) {
            scopes.add(scope.code());
        }
        return configuration.toString();
    }

    private static String text(String resource) {
        try (InputStream stream = LocalServer.class.getResourceAsStream("/" + API_RESOURCES + resource)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Closes connections whose first request does not come: each byte of it would put off the end of their idle time. */
    private record FirstRequest(Scheduler scheduler, Duration within) implements Connection.Listener {
        @Override
        public void onOpened(Connection connection) {
            scheduler.schedule(
                    () -> {
                        if (connection.getMessagesIn() == 0) {
                            connection.close();
                        }
                    },
                    within.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Listens from now on.
     *
     * @return where
     * @throws InvalidInputException where the port is taken, or the address is not one of this machine
     */
    public URI start() {
        try {
            server.start();
        } catch (IOException failure) {
            boolean isTaken = failure instanceof BindException || failure.getCause() instanceof BindException;
            throw new InvalidInputException(
                    isTaken
                            ? "Port " + port + " of " + host + " cannot be used (" + reason(failure)
                                    + "): end what uses it, or choose another with --port"
                            : "Cannot listen on port " + port + " of " + host + ": " + failure.getMessage(),
                    failure);
        } catch (Exception defect) {
            throw new IllegalStateException(defect);
        }
        String name = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + name + ":" + connector.getLocalPort() + "/");
    }

    private static String reason(IOException failure) {
        return String.valueOf(
                failure.getCause() instanceof BindException cause ? cause.getMessage() : failure.getMessage());
    }

    /** Waits until it is closed. */
    public void join() throws InterruptedException {
        server.join();
    }

    /** Takes no more requests, and waits a while for those under way. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("The server does not stop", failure);
        }
    }
}
