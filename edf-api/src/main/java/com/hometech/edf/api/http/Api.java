package com.hometech.edf.api.http;

/** Answers requests. What goes wrong is part of the answer: it throws nothing. */
@FunctionalInterface
public interface Api {
    ApiResponse answer(ApiRequest request);
}
