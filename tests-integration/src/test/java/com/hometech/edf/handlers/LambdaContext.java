package com.hometech.edf.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;

/** Lambda's context of one call, of which functions use the request's id. */
public final class LambdaContext {
    private LambdaContext() {}

    public static Context ofRequest(String id) {
        return (Context) Proxy.newProxyInstance(
                LambdaContext.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getAwsRequestId")) {
                        return id;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
