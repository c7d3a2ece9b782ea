package com.hometech.edf.api.http;

/** What can go wrong. Clients may program against a type; its title is for people. */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", 400, "The request is not as described"),
    UNAUTHORIZED("unauthorized", 401, "No valid access token"),
    FORBIDDEN("forbidden", 403, "Not allowed"),
    NOT_FOUND("not-found", 404, "Not found"),
    INACTIVE("inactive", 404, "No longer forecast"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No such representation"),
    MODEL_UNUSABLE("model-unusable", 409, "The model cannot be used"),
    PRECONDITION_FAILED("precondition-failed", 412, "Changed in the meantime"),
    TOO_LARGE("too-large", 413, "Body too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Media type not supported"),
    PRECONDITION_REQUIRED("precondition-required", 428, "If-Match is missing"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    INTERNAL_ERROR("internal-error", 500, "Internal error"),
    UNAVAILABLE("unavailable", 503, "Not available at present");

    private final String name;
    private final int status;
    private final String title;

    ProblemType(String name, int status, String title) {
        this.name = name;
        this.status = status;
        this.title = title;
    }

    /** As it stands in {@code type}: a reference relative to the server. */
    public String uri() {
        return "/problems/" + name;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** In a few words, the same for each problem of the type. */
    public String title() {
        return title;
    }
}
