package com.hometech.edf.api.http;

import java.util.List;
import java.util.Map;

/** A request is answered with a problem (RFC 9457). Its message is the problem's {@code detail}. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers;

    /**
     * One of several things that are wrong with a request.
     *
     * @param place {@code parameter} or {@code pointer}
     * @param name of the parameter or header, or JSON pointer into the body
     * @param detail what is wrong, and what would be right
     */
    public record Fault(String place, String name, String detail) {
        /** A parameter or header is wrong. */
        public static Fault ofParameter(String name, String detail) {
            return new Fault("parameter", name, detail);
        }

        /** A field of the body is wrong. */
        public static Fault ofField(String name, String detail) {
            return new Fault("pointer", name.isEmpty() ? "" : "/" + name, detail);
        }
    }

    private ProblemException(ProblemType type, String detail, List<Fault> faults, Map<String, String> headers) {
        // no stack trace: that a request is wrong is no defect, and who sends many of them shall not cost much
        super(detail, null, false, false);
        this.type = type;
        this.faults = List.copyOf(faults);
        this.headers = Map.copyOf(headers);
    }

    /** A problem of which there is nothing more to say. */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of(), Map.of());
    }

    /** A problem whose answer has further headers. */
    public static ProblemException of(ProblemType type, String detail, Map<String, String> headers) {
        return new ProblemException(type, detail, List.of(), headers);
    }

    /** What is wrong with a request, all at once. */
    public static ProblemException invalid(List<Fault> faults) {
        String detail = faults.size() == 1 ? faults.get(0).detail() : faults.size() + " things are wrong; see errors";
        return new ProblemException(ProblemType.INVALID_REQUEST, detail, faults, Map.of());
    }

    /** One parameter is wrong. */
    public static ProblemException invalid(String parameter, String detail) {
        return invalid(List.of(Fault.ofParameter(parameter, parameter + " " + detail)));
    }

    /** There is none, or the caller may not see it: both are said in the same words. */
    public static ProblemException notFound(String what) {
        return of(ProblemType.NOT_FOUND, "There is no such " + what + ", or you may not see it");
    }

    public ProblemType type() {
        return type;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** Further headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
