package com.hometech.edf.api.http;

import com.hometech.edf.api.access.Caller;
import com.hometech.edf.api.contract.WrongValueException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log who was denied what, and who decided what. */
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private Audit() {}

    /**
     * Somebody was denied something.
     *
     * @param resource which, or which right is missing
     */
    public static void denied(Caller caller, String requestId, String operation, String resource) {
        LOG.atWarn()
                .addKeyValue("request_id", requestId)
                .addKeyValue("subject", WrongValueException.shown(caller.subject()))
                .addKeyValue("operation", operation)
                .addKeyValue("resource", WrongValueException.shown(resource))
                .log("denied");
    }

    /** Somebody decided something. */
    public static void decided(Caller caller, String requestId, String resource, String decision) {
        LOG.atInfo()
                .addKeyValue("request_id", requestId)
                .addKeyValue("subject", WrongValueException.shown(caller.subject()))
                .addKeyValue("resource", resource)
                .addKeyValue("decision", decision)
                .log("decided");
    }
}
