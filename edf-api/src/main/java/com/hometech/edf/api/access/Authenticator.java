package com.hometech.edf.api.access;

import com.hometech.edf.api.http.ApiRequest;
import java.util.Optional;

/** Finds out who asks. */
@FunctionalInterface
public interface Authenticator {
    /** Who asks; empty where the request has no valid access token, whatever is wrong with it. */
    Optional<Caller> authenticate(ApiRequest request);
}
