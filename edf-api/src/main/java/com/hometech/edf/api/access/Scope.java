package com.hometech.edf.api.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an access token allows its holder to do. Which buildings that concerns says the holder's entitlement. */
public enum Scope {
    FORECASTS_READ("edf/forecasts.read"),
    HOMES_READ("edf/homes.read"),
    MODELS_READ("edf/models.read"),
    MODELS_DECIDE("edf/models.decide");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    /** As it stands in tokens. */
    public String code() {
        return code;
    }

    /** Those that a token's text names, separated by spaces; others than EDF's are left out. */
    public static Set<Scope> among(String text) {
        List<String> named = Arrays.asList(text.split(" "));
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (Scope scope : values()) {
            if (named.contains(scope.code)) {
                scopes.add(scope);
            }
        }
        return scopes;
    }
}
