package com.hometech.edf.handlers;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** What Lambda does in a cold start: makes the function, gives it one payload, and prints the answer. */
final class OneCall {
    static final String ANSWER = "answer ";

    private OneCall() {}

    /** @param arguments class of the function, payload as JSON */
    public static void main(String[] arguments) throws Exception {
        @SuppressWarnings("unchecked")
        RequestHandler<Map<String, Object>, Map<String, Object>> function =
                (RequestHandler<Map<String, Object>, Map<String, Object>>)
                        Class.forName(arguments[0]).getConstructor().newInstance();
        JsonMapper json = new JsonMapper();
        Map<String, Object> payload = json.readValue(arguments[1], new TypeReference<>() {});
        Map<String, Object> answer = function.handleRequest(payload, LambdaContext.ofRequest("request-1"));
        System.out.println(ANSWER + json.writeValueAsString(answer));
    }
}
