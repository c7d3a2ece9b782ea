package com.hometech.edf.api.access;

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
}
