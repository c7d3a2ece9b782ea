package com.hometech.edf.cli.serve;

import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A few texts that do not change while the server runs, by path. */
final class Documents extends Handler.Abstract.NonBlocking {
    private final Map<String, Document> documents;

    /** A text and its media type. */
    record Document(String type, String text) {}

    Documents(Map<String, Document> documents) {
        this.documents = Map.copyOf(documents);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Document document = documents.get(Request.getPathInContext(request));
        if (document == null) {
            return false;
        }
        if (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod())) {
            Answers.send(response, callback, HttpStatus.OK_200, document.type(), document.text());
        } else {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
        }
        return true;
    }
}
