package com.hometech.edf.cli.serve;

import com.hometech.edf.api.access.Scope;
import com.hometech.edf.common.domain.Entitlement;
import java.util.EnumSet;
import java.util.Set;

/** Which scopes a token gets. */
final class ClientScopes {
    private ClientScopes() {}

    /** Whether scopes are wanted of which EDF knows none: that must not pass for wanting all. */
    static boolean areUnknown(String text) {
        return !text.isBlank() && Scope.among(text).isEmpty();
    }

    /** Those of the wanted scopes that the entitlement leaves; all of these where none are wanted. */
    static Set<Scope> allowed(Entitlement entitlement, Set<Scope> wanted) {
        Set<Scope> scopes = wanted.isEmpty() ? EnumSet.allOf(Scope.class) : EnumSet.copyOf(wanted);
        if (!entitlement.mayDecideModels()) {
            scopes.remove(Scope.MODELS_DECIDE);
        }
        return scopes;
    }
}
