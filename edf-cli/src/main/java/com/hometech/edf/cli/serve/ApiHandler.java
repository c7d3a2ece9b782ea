package com.hometech.edf.cli.serve;

import com.hometech.edf.api.http.Api;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.api.http.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.URIUtil;

/** Carries requests below {@code /v1} to the API, and its answers back. */
final class ApiHandler extends Handler.Abstract {
    /** No body that the API takes is longer; of a longer one it gets as much as shows that. */
    private static final int MOST_BODY_BYTES = 1024 * 1024;

    /** What tools look for without a version is answered as the version that there is. */
    private static final Set<String> UNVERSIONED = Set.of("/health", "/model/info", "/predict");

    private final Api api;

    ApiHandler(Api api) {
        super(InvocationType.BLOCKING);
        this.api = api;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String uri = request.getHttpURI().getPath();
        if (uri == null || !uri.startsWith("/")) {
            // OPTIONS * is of no path
            ErrorAnswers.send(response, callback, HttpStatus.NOT_FOUND_404, "There is no such path");
            return true;
        }
        String asked = URIUtil.decodePath(Request.getPathInContext(request));
        String path = UNVERSIONED.contains(asked) ? "/v1" + asked : asked;
        if (!path.equals("/v1") && !path.startsWith("/v1/")) {
            return false;
        }
        byte[] body;
        try {
            body = body(request);
        } catch (IOException | HttpException.RuntimeException stalled) {
            ErrorAnswers.send(
                    response, callback, HttpStatus.REQUEST_TIMEOUT_408, "The body did not come in time; send it again");
            return true;
        }
        ApiResponse answer = api.answer(new ApiRequest(
                Long.toHexString(ThreadLocalRandom.current().nextLong()),
                method(request),
                path,
                query(request),
                headers(request),
                Map.of(),
                body));
        Answers.send(response, callback, answer.status(), answer.headers(), answer.body());
        return true;
    }

    /** What is asked with HEAD is answered like GET: the server leaves the body out and says how long it would be. */
    private static String method(Request request) {
        return HttpMethod.HEAD.is(request.getMethod()) ? HttpMethod.GET.asString() : request.getMethod();
    }

    private static Map<String, List<String>> query(Request request) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (Fields.Field field : Request.extractQueryParameters(request)) {
            query.computeIfAbsent(field.getName(), unused -> new ArrayList<>()).addAll(field.getValues());
        }
        return query;
    }

    /** Of a header that comes more than once, all values: RFC 9110 joins them with commas. */
    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.merge(
                    field.getName(),
                    field.getValue() == null ? "" : field.getValue(),
                    (first, next) -> first + ", " + next);
        }
        return headers;
    }

    private static byte[] body(Request request) throws IOException {
        if (request.getLength() == 0) {
            return new byte[0];
        }
        try (InputStream body = Content.Source.asInputStream(request)) {
            return body.readNBytes(MOST_BODY_BYTES + 1);
        }
    }
}
