package com.hometech.edf.api.access;

import java.util.Set;

/**
 * Who asks, as a verified access token says.
 *
 * @param subject client id of a machine, or {@code sub} of a user
 * @param scopes what the token allows; others than EDF's are left out
 */
public record Caller(String subject, Set<Scope> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }
}
