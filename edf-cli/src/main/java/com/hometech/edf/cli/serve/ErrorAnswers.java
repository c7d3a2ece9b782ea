package com.hometech.edf.cli.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors of the server itself, as problem details (RFC 9457). They tell nothing of what went on inside. */
final class ErrorAnswers extends ErrorHandler {
    private static final String PROBLEM = "application/problem+json";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        send(response, callback, status, HttpStatus.getMessage(status));
        return true;
    }

    /** Sends a problem. */
    static void send(Response response, Callback callback, int status, String detail) {
        Answers.send(response, callback, status, PROBLEM, problem(status, detail));
    }

    private static String problem(int status, String detail) {
        ObjectNode problem = JsonNodeFactory.instance.objectNode();
        problem.put("type", "about:blank")
                .put("title", HttpStatus.getMessage(status))
                .put("status", status)
                .put("detail", detail);
        return problem.toString();
    }
}
